package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;

/** The productions of one program, and what they share: the dice, the names and the methods that may be called. */
final class Grammar {
    final Choice choice;
    final Names names = new Names();
    final List<Signature> signatures = new ArrayList<>();
    /** Those that emit. */
    final List<Signature> emitting = new ArrayList<>();
    /** How the lambdas return that run when they are called. */
    final Returns eager;

    final Literals literals = new Literals(this);
    final Lvalues lvalues = new Lvalues(this);
    final Arithmetic arithmetic = new Arithmetic(this);
    final Conditions conditions = new Conditions(this);
    final References references = new References(this);
    final Calls calls = new Calls(this);
    final Awaits awaits = new Awaits(this);
    final Lambdas lambdas = new Lambdas(this);
    final Switches switches = new Switches(this);
    final Expressions expressions = new Expressions(this);
    final Declarations declarations = new Declarations(this);
    final Loops loops = new Loops(this);
    final Tries tries = new Tries(this);
    final Jumps jumps = new Jumps(this);
    final Statements statements = new Statements(this);
    final Generators generators = new Generators(this);
    final Methods methods = new Methods(this);

    private int statementsLeft;
    private int expressionsLeft;

    Grammar(Choice choice) {
        this.choice = choice;
        eager = choice.of(Returns.TASK, Returns.FUTURE, Returns.STAGE, Returns.PROMISE);
    }

    /** How many compound statements the method that is generated next may have, and, for each, how many compound expressions. */
    void allow(int compoundStatements) {
        statementsLeft = compoundStatements;
        expressionsLeft = 5 * compoundStatements;
    }

    /** False: only simple statements from here. */
    boolean spendStatement() {
        return statementsLeft-- > 0;
    }

    /** False: only leaves from here. */
    boolean spendExpression() {
        return expressionsLeft-- > 0;
    }
}
