package dev.weft.fuzz;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Loops, each of which asks for fuel before every round, where no finally block can answer in its stead. */
final class Loops {
    private final Grammar grammar;

    Loops(Grammar grammar) {
        this.grammar = grammar;
    }

    Code of(Scope scope, int depth) {
        Target target = new Target(grammar.choice.percent(50) ? grammar.names.label() : null, Target.Kind.LOOP);
        return new Menu<Code>()
                .add(3, () -> whileLoop(target, scope, depth))
                .add(1, () -> endless(target, scope, depth))
                .add(3, () -> doLoop(target, scope, depth))
                .add(4, () -> forLoop(target, scope, depth))
                .add(3, () -> forEach(target, scope, depth))
                .pick(grammar.choice);
    }

    /** The jumps that leave the loop for somewhere else. */
    private static Set<Jump> leaving(Code body, Target target) {
        Set<Jump> jumps = new HashSet<>(body.jumps());
        jumps.removeIf(jump -> jump.target() == target);
        return jumps;
    }

    private Node condition(Scope scope, int depth) {
        return Node.fragment("env.more() && ", grammar.expressions.of(Type.BOOLEAN, scope, depth));
    }

    private Code whileLoop(Target target, Scope scope, int depth) {
        Node condition = condition(scope, depth);
        Code body = grammar.statements.block(scope.within(target), depth);
        Node loop = Node.statement(target.prefix() + "while (", condition, ") ", body.node());
        return new Code(loop, true, leaving(body, target));
    }

    private Code endless(Target target, Scope scope, int depth) {
        Code body = grammar.statements.block(scope.within(target), guard(), depth);
        String head = grammar.choice.of("while (true) ", "for (;;) ");
        return new Code(Node.statement(target.prefix() + head, body.node()), true, leaving(body, target));
    }

    private static List<Node> guard() {
        return List.of(Node.guard("if (!env.more()) break;"));
    }

    private Code doLoop(Target target, Scope scope, int depth) {
        Code body = grammar.statements.block(scope.within(target), depth);
        Node loop = Node.statement(target.prefix() + "do ", body.node(), " while (", condition(scope, depth), ");");
        boolean completes = body.completes() || body.breaks(target) || body.continues(target);
        return new Code(loop, completes, leaving(body, target));
    }

    private Code forLoop(Target target, Scope scope, int depth) {
        Scope head = scope.nested();
        Type type = grammar.choice.of(Type.INT, Type.INT, Type.LONG, Type.BYTE);
        Variable counter = new Variable(grammar.names.variable(), type, false);
        Node start = grammar.expressions.of(type, head, depth - 1);
        head.declare(counter);
        Node bound = grammar.expressions.of(type, head, depth - 1);
        Node condition = Node.fragment("env.more() && " + counter.name() + grammar.choice.of(" < ", " != "), bound);
        Node update = grammar.choice.percent(70)
                ? Node.fragment(counter.name() + "++")
                : Node.fragment(counter.name() + " += ", grammar.expressions.of(type, head, depth - 1));
        Code body = grammar.statements.block(head.within(target), depth);
        Node loop = Node.statement(
                target.prefix() + "for (" + type.source() + " " + counter.name() + " = ",
                start,
                "; ",
                condition,
                "; ",
                update,
                ") ",
                body.node());
        return new Code(loop, true, leaving(body, target));
    }

    private Code forEach(Target target, Scope scope, int depth) {
        Type element = grammar.choice.of(Type.INT, Type.LONG, Type.STRING, Type.INTEGER, Type.INTEGER);
        Node source = element == Type.INTEGER ? iterable(scope, depth) : source(element, scope, depth);
        Scope head = scope.nested();
        Type type = element == Type.INTEGER && grammar.choice.percent(20) ? Type.INT : element;
        Variable variable = head.declare(new Variable(grammar.names.variable(), type, grammar.choice.percent(70)));
        Code body = grammar.statements.block(head.within(target), guard(), depth);
        Node loop = Node.statement(
                target.prefix() + "for (" + type.source() + " " + variable.name() + " : ", source, ") ", body.node());
        return new Code(loop, true, leaving(body, target));
    }

    private Node iterable(Scope scope, int depth) {
        boolean mayAwait = scope.mayAwait() && scope.body().isRewritten();
        return new Menu<Node>()
                .add(2, () -> source(Type.INTEGER, scope, depth))
                .add(2, () -> grammar.expressions.of(Type.GENERATOR, scope, depth))
                .addIf(mayAwait, 4, () -> stream(scope, depth))
                .addIf(mayAwait, 4, () -> grammar.expressions.of(Type.ASYNC_GENERATOR, scope, depth))
                .addIf(mayAwait && depth > 0, 2, () -> either(scope, depth - 1))
                .pick(grammar.choice);
    }

    /** What only the run tells to be asynchronous or not. */
    private Node either(Scope scope, int depth) {
        Node condition = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        return Node.fragment(
                "(",
                condition,
                " ? (Iterable<Integer>) ",
                iterable(scope, depth),
                " : (Iterable<Integer>) ",
                iterable(scope, depth),
                ")");
    }

    private Node source(Type element, Scope scope, int depth) {
        Type collection = switch (element) {
            case INT -> Type.INTS;
            case LONG -> Type.LONGS;
            case STRING -> Type.STRINGS;
            default -> Type.LIST;
        };
        return grammar.expressions.of(collection, scope, depth - 1);
    }

    private Node stream(Scope scope, int depth) {
        List<Node> values = List.of(
                grammar.expressions.of(Type.INTEGER, scope, depth - 1),
                grammar.expressions.of(Type.INTEGER, scope, depth - 1));
        return Node.fragment("env.stream(" + grammar.names.site() + ", ", Node.separated(", ", values), ")");
    }
}
