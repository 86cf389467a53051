package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** try with resources, catch and finally. */
final class Tries {
    /** From special to general, in which order they may be caught. */
    private static final List<String> CAUGHT = List.of(
            "Boom | Bang",
            "Crash | Boom",
            "Bang",
            "Boom",
            "Crash",
            "CancelledError",
            "NullPointerException",
            "IndexOutOfBoundsException | ArithmeticException",
            "RuntimeException",
            "Exception",
            "Error",
            "Throwable");

    private final Grammar grammar;

    Tries(Grammar grammar) {
        this.grammar = grammar;
    }

    Code of(Scope scope, int depth) {
        boolean hasFinally = grammar.choice.percent(50);
        boolean hasResources = grammar.choice.percent(25);
        Scope protectedScope = hasFinally || hasResources ? scope.underFinally() : scope.nested();
        List<Object> parts = new ArrayList<>(List.of("try "));
        List<Node> prologue = new ArrayList<>(List.of(risk()));
        if (hasResources) {
            parts.add(resources(protectedScope, prologue, depth));
        }
        Code block = grammar.statements.block(protectedScope, prologue, depth);
        parts.add(block.node());
        List<Code> ways = new ArrayList<>(List.of(block));
        Scope catching = hasFinally ? scope.underFinally() : scope.nested();
        List<Node> clauses = new ArrayList<>();
        if (!hasFinally || grammar.choice.percent(60)) {
            for (String caught : caught()) {
                Code clause = clause(caught, catching, depth);
                ways.add(clause);
                clauses.add(clause.node());
            }
        }
        parts.add(Node.sequence(clauses));
        boolean completes = ways.stream().anyMatch(Code::completes);
        if (!hasFinally) {
            return new Code(Node.statement(parts.toArray()), completes, Code.jumps(ways));
        }
        Code last = grammar.statements.block(scope, depth);
        parts.add(" finally ");
        parts.add(last.node());
        Set<Jump> jumps = new HashSet<>(last.jumps());
        if (last.completes()) {
            jumps.addAll(Code.jumps(ways));
        }
        return new Code(Node.statement(parts.toArray()), completes && last.completes(), jumps);
    }

    /** Declares the checked failure, without which it could not be caught. */
    private Node risk() {
        return Node.statement("env.risk(" + grammar.names.site() + ");");
    }

    private List<String> caught() {
        List<String> chosen = new ArrayList<>();
        int from = 0;
        for (int i = grammar.choice.between(1, 2); i > 0 && from < CAUGHT.size(); i--) {
            int index = grammar.choice.between(from, CAUGHT.size() - 1);
            String caught = CAUGHT.get(index);
            // What one clause names, a later one may not.
            boolean isNew = chosen.stream().noneMatch(earlier -> sharesName(earlier, caught));
            if (isNew) {
                chosen.add(caught);
            }
            from = index + 1;
        }
        return chosen;
    }

    private static boolean sharesName(String one, String other) {
        return List.of(one.split(" \\| ")).stream().anyMatch(List.of(other.split(" \\| "))::contains);
    }

    private Code clause(String caught, Scope scope, int depth) {
        Scope inside = scope.nested();
        String failure = grammar.names.variable();
        inside.declare(new Variable(failure, Type.OBJECT, true));
        Node shown = Node.statement("env.show(" + grammar.names.site() + ", " + failure + ");");
        Code lines = grammar.statements.lines(inside, List.of(shown), grammar.choice.between(0, 2), depth);
        List<Node> all = new ArrayList<>(lines.node().children().toList());
        boolean completes = lines.completes();
        if (completes && grammar.choice.percent(30)) {
            all.add(Node.statement("throw " + failure + ";"));
            completes = false;
        }
        Node clause = Node.fragment("catch (" + caught + " " + failure + ") ", Node.block(all));
        return new Code(clause, completes, lines.jumps());
    }

    /** The declarations; what uses them goes into the block. */
    private Node resources(Scope scope, List<Node> block, int depth) {
        List<Node> declarations = new ArrayList<>();
        for (int i = grammar.choice.between(1, 3); i > 0; i--) {
            String name = grammar.names.variable();
            declarations.add(resource(name, scope, depth - 1));
            block.add(Node.statement("env.see(" + grammar.names.site() + ", " + name + " == null);"));
        }
        return Node.fragment("(", Node.separated("; ", declarations), ") ");
    }

    private Node resource(String name, Scope scope, int depth) {
        boolean mayAwait = scope.mayAwait() && scope.body().isRewritten();
        return new Menu<Node>()
                .add(3, () -> resource("Resource", name, opened("open", scope, depth), scope, depth))
                .addIf(
                        mayAwait,
                        4,
                        () -> resource("AsyncResource", name, opened("acquire", scope, depth), scope, depth))
                .addIf(
                        mayAwait,
                        1,
                        () -> resource("AutoCloseable", name, opened("acquire", scope, depth), scope, depth))
                .add(1, () -> resource("AutoCloseable", name, opened("open", scope, depth), scope, depth))
                .add(1, () -> resource(Type.GENERATOR, name, scope, depth))
                .addIf(mayAwait, 2, () -> resource(Type.ASYNC_GENERATOR, name, scope, depth))
                .pick(grammar.choice);
    }

    private Node resource(Type type, String name, Scope scope, int depth) {
        return resource(type.source(), name, grammar.expressions.of(type, scope, depth), scope, depth);
    }

    private Node resource(String type, String name, Node value, Scope scope, int depth) {
        if (grammar.choice.percent(85)) {
            return Node.fragment(type + " " + name + " = ", value);
        }
        Node isNull = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        return Node.fragment(type + " " + name + " = (", isNull, " ? null : ", value, ")");
    }

    private Node opened(String function, Scope scope, int depth) {
        return Node.fragment(
                "env." + function + "(" + grammar.names.site() + " + ((",
                grammar.expressions.of(Type.INT, scope, depth),
                ") & 1) * 1000)");
    }
}
