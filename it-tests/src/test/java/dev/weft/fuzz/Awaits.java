package dev.weft.fuzz;

import java.util.function.Predicate;

/** Expressions that await. */
final class Awaits {
    private final Grammar grammar;

    Awaits(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Type type, Scope scope, int depth) {
        Node boxed = boxed(type, scope, depth);
        if (!type.isPrimitive()) {
            return boxed;
        }
        return grammar.choice.percent(20)
                ? Node.expression(type, boxed, "." + type.source() + "Value()")
                : Node.expression(type, "((" + type.source() + ") ", boxed, ")");
    }

    /** As await gives it, which is not a primitive; the shrinker may put an expression of the type in its place. */
    Node boxed(Type type, Scope scope, int depth) {
        return Node.expression(type, await(awaitable(type, scope, depth)));
    }

    Node await(Node awaitable) {
        return Node.fragment(Node.Word.REWRITES, "await(", awaitable, ")");
    }

    private Node awaitable(Type type, Scope scope, int depth) {
        Predicate<Signature> fits = method -> method.result() == type;
        return new Menu<Node>()
                .add(
                        6,
                        () -> promised(
                                grammar.choice.of("later", "later", "future", "cold", "stage", "promise"),
                                type,
                                scope,
                                depth))
                .add(1, () -> Node.fragment("relay(", promised("later", type, scope, depth), ")"))
                .addIf(grammar.calls.exist(fits), 5, () -> grammar.calls.of(fits, scope, depth))
                .addIf(type == Type.INTEGER, 3, () -> applied(scope, depth))
                .addIf(type == Type.INTEGER, 2, () -> grammar.expressions.of(Type.COROUTINE, scope, depth))
                .addIf(type == Type.INTEGER, 2, () -> grammar.expressions.of(Type.FUTURE, scope, depth))
                .addIf(type == Type.LONG, 2, () -> eager(scope, depth))
                .addIf(type == Type.STRING, 2, () -> mixed(scope, depth))
                .pick(grammar.choice);
    }

    private Node promised(String function, Type type, Scope scope, int depth) {
        Node value = grammar.expressions.of(type, scope, depth);
        return Node.fragment("env." + function + "(", grammar.names.site(), ", ", value, ")");
    }

    /** A coroutine that need not be awaited where it is made. */
    Node coroutine(Scope scope, int depth) {
        Predicate<Signature> fits = method -> method.returns() == Returns.COROUTINE
                && (method.result() == Type.INT || method.result() == Type.INTEGER);
        return new Menu<Node>()
                .add(1, () -> Node.expression(Type.COROUTINE, promised("cold", Type.INTEGER, scope, depth)))
                .add(
                        1,
                        () -> Node.expression(
                                Type.COROUTINE, "relay(", promised("later", Type.INTEGER, scope, depth), ")"))
                .add(2, () -> Node.expression(Type.COROUTINE, applied(scope, depth)))
                .addIf(
                        grammar.calls.exist(fits),
                        4,
                        () -> Node.expression(Type.COROUTINE, grammar.calls.of(fits, scope, depth)))
                .pick(grammar.choice);
    }

    private Node applied(Scope scope, int depth) {
        Node function = grammar.lambdas.receiver(Type.FUNCTION, scope, depth);
        return Node.fragment(function, ".apply(", grammar.expressions.of(Type.INTEGER, scope, depth), ")");
    }

    private Node eager(Scope scope, int depth) {
        Node function = grammar.lambdas.receiver(Type.EAGER, scope, depth);
        return Node.fragment(function, ".apply(", grammar.expressions.of(Type.LONG, scope, depth), ")");
    }

    private Node mixed(Scope scope, int depth) {
        return Node.fragment(
                grammar.lambdas.receiver(Type.MIX, scope, depth),
                ".apply(",
                grammar.expressions.of(Type.INT, scope, depth),
                ", ",
                grammar.expressions.of(Type.LONG, scope, depth),
                ", ",
                grammar.expressions.of(Type.STRING, scope, depth),
                ")");
    }
}
