package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statements and blocks. */
final class Statements {
    private final Grammar grammar;

    Statements(Grammar grammar) {
        this.grammar = grammar;
    }

    /** The block of a whole body, which returns on every way through it. */
    Node body(Scope scope, List<Node> prologue, int depth) {
        return body(scope, prologue, grammar.choice.between(2, 5), depth);
    }

    Node body(Scope scope, List<Node> prologue, int count, int depth) {
        Code lines = lines(scope, prologue, count, depth);
        if (!lines.completes() || scope.body().returns() == Returns.NOTHING) {
            return Node.fragment("{", lines.node(), "}");
        }
        List<Node> all = new ArrayList<>(lines.node().children().toList());
        all.add(grammar.jumps.ending(scope, 2).node());
        return Node.block(all);
    }

    /** A block that a switch expression takes its value from. */
    Code yieldingBlock(Scope scope, int depth) {
        Code lines = lines(scope, List.of(), grammar.choice.between(1, 2), depth);
        List<Node> all = new ArrayList<>(lines.node().children().toList());
        if (lines.completes()) {
            all.add(grammar.jumps.ending(scope, depth).node());
        }
        return new Code(Node.block(all), false, lines.jumps());
    }

    /** A block with a scope of its own. */
    Code block(Scope scope, int depth) {
        return block(scope, List.of(), depth);
    }

    Code block(Scope scope, List<Node> prologue, int depth) {
        Code lines = lines(scope.nested(), prologue, grammar.choice.between(1, 3), depth);
        return new Code(Node.fragment("{", lines.node(), "}"), lines.completes(), lines.jumps());
    }

    /** Statements up to the first that does not complete. */
    Code lines(Scope scope, List<Node> prologue, int count, int depth) {
        List<Node> lines = new ArrayList<>(prologue);
        Set<Jump> jumps = new HashSet<>();
        boolean completes = true;
        for (int i = 0; completes && i < count; i++) {
            Code code = of(scope, depth);
            lines.add(code.node());
            jumps.addAll(code.jumps());
            completes = code.completes();
        }
        return new Code(Node.sequence(lines), completes, jumps);
    }

    Code of(Scope scope, int depth) {
        boolean isDeep = depth > 0 && grammar.spendStatement();
        return new Menu<Code>()
                .add(7, () -> grammar.declarations.local(scope, depth))
                .addIf(!scope.unsetHere().isEmpty(), 6, () -> grammar.declarations.set(scope, depth))
                .add(7, () -> effect(scope, depth))
                .addIf(scope.mayAwait(), 3, () -> awaiting(scope, depth))
                .addIf(scope.mayEmit(), 20, () -> grammar.generators.emitting(scope, depth))
                .add(2, () -> grammar.generators.driven(scope, depth - 1))
                .add(1, () -> trace(scope))
                .addIf(isDeep, 3, () -> branch(scope, depth - 1))
                .addIf(isDeep, 2, () -> exit(scope, depth - 1))
                .addIf(isDeep, 1, () -> narrowing(scope, depth - 1))
                .addIf(isDeep, 1, () -> assertion(scope, depth - 1))
                .addIf(isDeep, 5, () -> grammar.loops.of(scope, depth - 1))
                .addIf(isDeep, 3, () -> grammar.switches.statement(scope, depth - 1))
                .addIf(isDeep, 6, () -> grammar.tries.of(scope, depth - 1))
                .addIf(isDeep, 1, () -> plainBlock(scope, depth - 1))
                .addIf(isDeep, 1, () -> synchronizedBlock(scope, depth - 1))
                .addIf(isDeep, 1, () -> grammar.declarations.localClass(scope, depth - 1))
                .addIf(isDeep, 1, () -> grammar.jumps.of(scope, depth - 1))
                .pick(grammar.choice);
    }

    private Code effect(Scope scope, int depth) {
        Type type = grammar.choice.of(Type.VALUES);
        if (!grammar.lvalues.exist(type, scope) || grammar.choice.percent(15)) {
            Node value = grammar.expressions.of(type, scope, depth);
            return Code.simple("env." + type.see() + "(" + grammar.names.site() + ", ", value, ");");
        }
        if (type == Type.BYTE || type == Type.INT || type == Type.LONG || type == Type.DOUBLE || type == Type.SHORT) {
            return Code.simple(grammar.arithmetic.compoundAssignment(type, scope, depth), ";");
        }
        if (type == Type.STRING && grammar.choice.percent(50)) {
            Node addend = grammar.expressions.of(
                    grammar.choice.of(Type.INT, Type.CHAR, Type.LONG, Type.BOOLEAN), scope, depth);
            return Code.simple(grammar.lvalues.of(type, scope, depth), " += ", addend, ";");
        }
        Node lvalue = grammar.lvalues.of(type, scope, depth);
        return Code.simple(lvalue, " = ", grammar.expressions.of(type, scope, depth), ";");
    }

    private Code awaiting(Scope scope, int depth) {
        Type type = grammar.choice.of(Type.VALUES);
        if (grammar.choice.percent(30) && grammar.calls.exist(method -> method.result() == null)) {
            Node call = grammar.calls.of(method -> method.result() == null, scope, depth);
            return Code.simple(grammar.awaits.await(call), ";");
        }
        return Code.simple(grammar.awaits.boxed(type, scope, depth), ";");
    }

    /** Every primitive and string in sight, so that no local is lost unseen. */
    private Code trace(Scope scope) {
        List<Node> shown = scope.all().stream()
                .filter(variable -> variable.type().isValue())
                .limit(8)
                .map(variable -> Node.fragment(variable.name()))
                .toList();
        return Code.simple("env.join(", Node.separated(", ", shown), shown.size() == 1 ? ", \"\");" : ");");
    }

    private Code branch(Scope scope, int depth) {
        Node condition = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        Code then = block(scope, depth);
        if (grammar.choice.percent(50)) {
            return new Code(Node.statement("if (", condition, ") ", then.node()), true, then.jumps());
        }
        Code otherwise = block(scope, depth);
        return new Code(
                Node.statement("if (", condition, ") ", then.node(), " else ", otherwise.node()),
                then.completes() || otherwise.completes(),
                Code.jumps(List.of(then, otherwise)));
    }

    /** A jump that may be taken. */
    private Code exit(Scope scope, int depth) {
        Node condition = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        Code jump = grammar.jumps.of(scope, depth);
        return new Code(Node.statement("if (", condition, ") ", jump.node()), true, jump.jumps());
    }

    /** Leaves where the pattern does not match, and so brings its variable into the scope of what follows. */
    private Code narrowing(Scope scope, int depth) {
        Type type = grammar.choice.of(Type.STRING, Type.INTEGER, Type.INTS, Type.PAIR, Type.COLOR);
        Variable variable = new Variable(grammar.names.variable(), type, true);
        Node operand = grammar.expressions.of(Type.OBJECT, scope, depth);
        Code jump = grammar.jumps.of(scope.nested(), depth);
        scope.declare(variable);
        Node node = Node.statement(
                "if (!(((Object) ",
                operand,
                ") instanceof " + type.source() + " " + variable.name() + ")) { ",
                jump.node(),
                " }");
        return new Code(node, true, jump.jumps());
    }

    private Code assertion(Scope scope, int depth) {
        Node condition = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        return Code.simple("assert ", condition, " : ", grammar.expressions.of(Type.STRING, scope, depth), ";");
    }

    /** Its locals leave their slots to what comes after it. */
    private Code plainBlock(Scope scope, int depth) {
        Target target = new Target(grammar.choice.percent(50) ? grammar.names.label() : null, Target.Kind.BLOCK);
        Code block = block(target.label() == null ? scope : scope.within(target), depth);
        return new Code(
                Node.statement(target.prefix(), block.node()),
                block.completes() || block.breaks(target),
                block.jumps());
    }

    private Code synchronizedBlock(Scope scope, int depth) {
        Node lock = grammar.expressions.of(grammar.choice.of(Type.STRING, Type.PAIR, Type.INTS), scope, depth);
        Code block = block(scope.withoutSuspending(), depth);
        return new Code(
                Node.statement("synchronized (env.lock(", lock, ")) ", block.node()), block.completes(), block.jumps());
    }
}
