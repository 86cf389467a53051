package dev.weft.fuzz;

import java.util.List;

/** Boolean expressions. */
final class Conditions {
    private final Grammar grammar;

    Conditions(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Scope scope, int depth) {
        return new Menu<Node>()
                .add(5, () -> connected(scope, depth))
                .add(
                        1,
                        () -> Node.expression(
                                Type.BOOLEAN, "(!", grammar.expressions.of(Type.BOOLEAN, scope, depth), ")"))
                .add(5, () -> comparison(scope, depth))
                .add(2, () -> identity(scope, depth))
                .add(2, () -> pattern(scope, depth))
                .add(1, () -> instance(scope, depth))
                .add(1, () -> equality(scope, depth))
                .add(1, () -> compound(scope, depth))
                .pick(grammar.choice);
    }

    private Node connected(Scope scope, int depth) {
        String operator = grammar.choice.of(" && ", " || ", " && ", " || ", " & ", " | ", " ^ ");
        Node left = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        return Node.expression(
                Type.BOOLEAN, "(", left, operator, grammar.expressions.of(Type.BOOLEAN, scope, depth), ")");
    }

    private Node comparison(Scope scope, int depth) {
        Type type = grammar.choice.of(Type.INT, Type.INT, Type.LONG, Type.DOUBLE, Type.FLOAT, Type.CHAR, Type.BYTE);
        String operator = grammar.choice.of(" < ", " <= ", " > ", " >= ", " == ", " != ");
        Node left = grammar.expressions.of(type, scope, depth);
        return Node.expression(Type.BOOLEAN, "(", left, operator, grammar.expressions.of(type, scope, depth), ")");
    }

    private Node identity(Scope scope, int depth) {
        Type type = grammar.choice.of(Type.OBJECT, Type.STRING, Type.COLOR, Type.INTS);
        return Node.expression(
                Type.BOOLEAN,
                "(((Object) ",
                grammar.expressions.of(type, scope, depth),
                grammar.choice.of(") == ", ") != "),
                grammar.choice.percent(50) ? Node.fragment("null") : grammar.expressions.of(type, scope, depth),
                ")");
    }

    /** The variable that the pattern binds is in sight in the other operand. */
    private Node pattern(Scope scope, int depth) {
        Type type = grammar.choice.of(Type.STRING, Type.INTEGER, Type.INTS, Type.PAIR, Type.COLOR);
        Variable variable = new Variable(grammar.names.variable(), type, true);
        Node operand = grammar.expressions.of(Type.OBJECT, scope, depth);
        Scope bound = scope.nested();
        bound.declare(variable);
        return Node.expression(
                Type.BOOLEAN,
                "(((Object) ",
                operand,
                ") instanceof " + type.source() + " " + variable.name() + " && ",
                grammar.expressions.of(Type.BOOLEAN, bound, depth),
                ")");
    }

    private Node instance(Scope scope, int depth) {
        String type = grammar.choice.of("String", "Number", "int[]", "Shape", "Comparable<?>", "Object[]");
        Node operand = grammar.expressions.of(Type.OBJECT, scope, depth);
        return Node.expression(Type.BOOLEAN, "(((Object) ", operand, ") instanceof " + type + ")");
    }

    private Node equality(Scope scope, int depth) {
        Type type = grammar.choice.of(List.of(Type.STRING, Type.INTEGER, Type.COLOR));
        Node left = grammar.expressions.of(type, scope, depth);
        return Node.expression(Type.BOOLEAN, "(", left, ").equals(", grammar.expressions.of(type, scope, depth), ")");
    }

    private Node compound(Scope scope, int depth) {
        Node lvalue = grammar.lvalues.of(Type.BOOLEAN, scope, depth);
        Node value = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        return Node.expression(Type.BOOLEAN, "(", lvalue, grammar.choice.of(" &= ", " |= ", " ^= "), value, ")");
    }
}
