package dev.weft.fuzz;

import java.util.List;

/** An expression of any type. */
final class Expressions {
    private final Grammar grammar;

    Expressions(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Type type, Scope scope, int depth) {
        if (depth <= 0 || !grammar.spendExpression()) {
            return leaf(type, scope);
        }
        Menu<Node> menu = new Menu<Node>().add(4, () -> leaf(type, scope));
        menu.add(2, () -> conditional(type, scope, depth - 1));
        menu.add(1, () -> grammar.switches.expression(type, scope, depth - 1));
        if (type.isValue()) {
            menu.addIf(scope.mayAwait(), 6, () -> grammar.awaits.of(type, scope, depth - 1));
            menu.add(2, () -> seen(type, scope, depth - 1));
        }
        if (grammar.lvalues.exist(type, scope)) {
            menu.add(2, () -> grammar.lvalues.of(type, scope, depth - 1));
            menu.add(2, () -> assignment(type, scope, depth - 1));
        }
        menu.addIf(
                scope.mayEmit() && grammar.generators.isSent(type),
                6,
                () -> grammar.generators.sent(type, scope, depth - 1));
        if (type == Type.BOOLEAN) {
            menu.add(6, () -> grammar.conditions.of(scope, depth - 1));
        } else if (type.isNumeric()) {
            menu.add(7, () -> grammar.arithmetic.of(type, scope, depth - 1));
        } else if (type.isFunctional()) {
            menu.add(4, () -> grammar.lambdas.of(type, scope, depth - 1));
        } else {
            menu.add(6, () -> grammar.references.of(type, scope, depth - 1));
        }
        return menu.pick(grammar.choice);
    }

    private Node leaf(Type type, Scope scope) {
        List<Variable> variables = scope.readable(type);
        if (!variables.isEmpty() && grammar.choice.percent(75)) {
            // The latest are the likeliest: they have the shortest lives.
            int age = Math.min(grammar.choice.below(variables.size()), grammar.choice.below(variables.size()));
            return Node.expression(type, variables.get(age).name());
        }
        if (Fields.STATIC.contains(type) && grammar.choice.percent(20)) {
            return Node.expression(type, Fields.staticName(type));
        }
        return grammar.literals.of(type);
    }

    private Node conditional(Type type, Scope scope, int depth) {
        Node condition = of(Type.BOOLEAN, scope, depth);
        return Node.expression(type, "(", condition, " ? ", of(type, scope, depth), " : ", of(type, scope, depth), ")");
    }

    private Node seen(Type type, Scope scope, int depth) {
        return Node.expression(type, "env.", type.see(), "(", grammar.names.site(), ", ", of(type, scope, depth), ")");
    }

    private Node assignment(Type type, Scope scope, int depth) {
        return Node.expression(type, "(", grammar.lvalues.of(type, scope, depth), " = ", of(type, scope, depth), ")");
    }
}
