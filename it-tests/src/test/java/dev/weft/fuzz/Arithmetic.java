package dev.weft.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Numeric expressions: operators, compound assignments, increments, casts. */
final class Arithmetic {
    private static final List<Type> NUMBERS =
            List.of(Type.INT, Type.LONG, Type.DOUBLE, Type.FLOAT, Type.BYTE, Type.CHAR, Type.SHORT);

    private final Grammar grammar;

    Arithmetic(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Type type, Scope scope, int depth) {
        boolean isAssignable = grammar.lvalues.exist(type, scope);
        return new Menu<Node>()
                .addIf(isOperand(type), 6, () -> binary(type, scope, depth))
                .addIf(isIntegral(type), 2, () -> division(type, scope, depth))
                .addIf(isIntegral(type), 1, () -> shift(type, scope, depth))
                .addIf(isOperand(type), 1, () -> unary(type, scope, depth))
                .addIf(isAssignable, 2, () -> increment(type, scope, depth))
                .addIf(isAssignable, 3, () -> compound(type, scope, depth))
                .add(2, () -> cast(type, scope, depth))
                .addIf(type == Type.INT, 3, () -> measure(scope, depth))
                .addIf(type == Type.INT, 1, () -> unboxed(scope, depth))
                .addIf(type == Type.LONG, 2, () -> mix(scope, depth))
                .pick(grammar.choice);
    }

    /** Whether its operators give the same type. */
    private static boolean isOperand(Type type) {
        return isIntegral(type) || type == Type.DOUBLE || type == Type.FLOAT;
    }

    private static boolean isIntegral(Type type) {
        return type == Type.INT || type == Type.LONG;
    }

    private Node binary(Type type, Scope scope, int depth) {
        String operator = isIntegral(type)
                ? grammar.choice.of("+", "-", "*", "&", "|", "^")
                : grammar.choice.of("+", "-", "*", "/");
        return Node.expression(
                type, "(", operand(type, scope, depth), " " + operator + " ", operand(type, scope, depth), ")");
    }

    /** Numeric promotion and unboxing are the operator's business. */
    private Node operand(Type type, Scope scope, int depth) {
        if (scope.mayAwait() && grammar.choice.percent(10)) {
            return grammar.awaits.boxed(type, scope, depth);
        }
        return grammar.expressions.of(type, scope, depth);
    }

    private Node division(Type type, Scope scope, int depth) {
        Node divisor = grammar.expressions.of(type, scope, depth);
        Node safe = grammar.choice.percent(85) ? Node.fragment("(", divisor, " | 1)") : divisor;
        return Node.expression(
                type, "(", grammar.expressions.of(type, scope, depth), grammar.choice.of(" / ", " % "), safe, ")");
    }

    private Node shift(Type type, Scope scope, int depth) {
        Node distance = grammar.expressions.of(grammar.choice.of(Type.INT, Type.LONG), scope, depth);
        String operator = grammar.choice.of(" << ", " >> ", " >>> ");
        return Node.expression(type, "(", grammar.expressions.of(type, scope, depth), operator, distance, ")");
    }

    private Node unary(Type type, Scope scope, int depth) {
        String operator = isIntegral(type) ? grammar.choice.of("-", "~") : "-";
        return Node.expression(type, "(", operator, "(", grammar.expressions.of(type, scope, depth), "))");
    }

    Node increment(Type type, Scope scope, int depth) {
        Node lvalue = grammar.lvalues.of(type, scope, depth);
        String operator = grammar.choice.of("++", "--");
        return grammar.choice.percent(50)
                ? Node.expression(type, "(", operator, lvalue, ")")
                : Node.expression(type, "(", lvalue, operator, ")");
    }

    Node compound(Type type, Scope scope, int depth) {
        return Node.expression(type, "(", compoundAssignment(type, scope, depth), ")");
    }

    /** The right side may be of any numeric type: the assignment casts. */
    Node compoundAssignment(Type type, Scope scope, int depth) {
        Node lvalue = grammar.lvalues.of(type, scope, depth);
        boolean integral = type != Type.DOUBLE && type != Type.FLOAT;
        if (integral && grammar.choice.percent(25)) {
            Node distance = grammar.expressions.of(grammar.choice.of(Type.INT, Type.LONG), scope, depth);
            return Node.fragment(lvalue, grammar.choice.of(" <<= ", " >>= ", " >>>= "), distance);
        }
        if (integral && grammar.choice.percent(25)) {
            Type right = grammar.choice.of(Type.INT, Type.LONG, Type.BYTE);
            return Node.fragment(
                    lvalue, grammar.choice.of(" &= ", " |= ", " ^= "), grammar.expressions.of(right, scope, depth));
        }
        Type right = grammar.choice.percent(60) ? type : grammar.choice.of(NUMBERS);
        return Node.fragment(lvalue, grammar.choice.of(" += ", " -= ", " *= "), operand(right, scope, depth));
    }

    private Node cast(Type type, Scope scope, int depth) {
        Node operand = grammar.expressions.of(grammar.choice.of(NUMBERS), scope, depth);
        return Node.expression(type, "((" + type.source() + ") (", operand, "))");
    }

    private Node measure(Scope scope, int depth) {
        return new Menu<Node>()
                .add(
                        2,
                        () -> Node.expression(
                                Type.INT, "(", grammar.expressions.of(Type.STRING, scope, depth), ").length()"))
                .add(
                        2,
                        () -> Node.expression(
                                Type.INT, "(", grammar.expressions.of(Type.INTS, scope, depth), ").length"))
                .add(
                        1,
                        () -> Node.expression(
                                Type.INT, "(", grammar.expressions.of(Type.LIST, scope, depth), ").size()"))
                .add(
                        1,
                        () -> Node.expression(
                                Type.INT, "(", grammar.expressions.of(Type.COLOR, scope, depth), ").ordinal()"))
                .add(1, () -> operated(scope, depth))
                .add(1, () -> compared(scope, depth))
                .pick(grammar.choice);
    }

    private Node operated(Scope scope, int depth) {
        Node operator = grammar.lambdas.receiver(Type.OPERATOR, scope, depth);
        return Node.expression(Type.INT, operator, ".apply(", grammar.expressions.of(Type.INT, scope, depth), ")");
    }

    private Node compared(Scope scope, int depth) {
        Node left = grammar.expressions.of(Type.LONG, scope, depth);
        return Node.expression(
                Type.INT, "Long.compare(", left, ", ", grammar.expressions.of(Type.LONG, scope, depth), ")");
    }

    private Node unboxed(Scope scope, int depth) {
        return Node.expression(Type.INT, "((int) (", grammar.expressions.of(Type.INTEGER, scope, depth), "))");
    }

    private Node mix(Scope scope, int depth) {
        List<Node> operands = Stream.of(
                        Type.LONG, Type.DOUBLE, Type.OBJECT, Type.BYTE, Type.INTS, Type.CHAR, Type.INT, Type.LONG)
                .map(type -> grammar.expressions.of(type, scope, depth - 1))
                .toList();
        return Node.expression(Type.LONG, "env.mix(", Node.separated(", ", operands), ")");
    }
}
