package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Switches over ints, strings and enums: statements and expressions, with colons and with arrows. */
final class Switches {
    /** What is switched over, and the labels that there are. */
    private record Selector(Node value, List<String> labels) {}

    private final Grammar grammar;

    private boolean overEnums = true;

    Switches(Grammar grammar) {
        this.grammar = grammar;
    }

    /** ecj has the tables of such switches made by the class initialiser, which the enum's own may be waiting for. */
    void overEnums(boolean allowed) {
        overEnums = allowed;
    }

    private Selector selector(Scope scope, int depth) {
        return new Menu<Selector>()
                .add(2, () -> table(scope, depth))
                .add(2, () -> lookup(scope, depth))
                .add(
                        2,
                        () -> new Selector(
                                grammar.expressions.of(Type.STRING, scope, depth),
                                List.of("\"a\"", "\"Aa\"", "\"BB\"", "\"\"")))
                .add(
                        1,
                        () -> new Selector(
                                grammar.expressions.of(Type.CHAR, scope, depth), List.of("'a'", "'b'", "'x'")))
                .addIf(
                        overEnums,
                        2,
                        () -> new Selector(grammar.expressions.of(Type.COLOR, scope, depth), List.of("RED", "GREEN")))
                .pick(grammar.choice);
    }

    private Selector table(Scope scope, int depth) {
        Node value = Node.fragment("(", grammar.expressions.of(Type.INT, scope, depth), ") & 3");
        return new Selector(value, List.of("0", "1", "2", "3"));
    }

    private Selector lookup(Scope scope, int depth) {
        Node other = grammar.expressions.of(Type.INT, scope, depth);
        return new Selector(
                Node.fragment("env.oneOf(-1, 5, 1000, ", other, ")"), List.of("-1", "5", "1000", "Integer.MAX_VALUE"));
    }

    Code statement(Scope scope, int depth) {
        Selector selector = selector(scope, depth - 1);
        Target target = new Target(grammar.choice.percent(30) ? grammar.names.label() : null, Target.Kind.SWITCH);
        Scope inside = scope.within(target);
        boolean arrows = grammar.choice.percent(40);
        List<Code> groups = groups(selector, inside, arrows, depth);
        boolean hasDefault = grammar.choice.percent(60);
        if (hasDefault) {
            groups.add(arrows ? rule("default", inside, depth) : group("default", inside, depth));
        }
        List<Node> lines = groups.stream().map(Code::node).toList();
        Set<Jump> jumps = new HashSet<>(Code.jumps(groups));
        boolean completes = !hasDefault
                || jumps.contains(new Jump(target, false))
                || (arrows
                        ? groups.stream().anyMatch(Code::completes)
                        : groups.get(groups.size() - 1).completes());
        jumps.removeIf(jump -> jump.target() == target);
        Node node = Node.statement(target.prefix() + "switch (", selector.value, ") ", Node.block(lines));
        return new Code(node, completes, jumps);
    }

    private List<Code> groups(Selector selector, Scope scope, boolean arrows, int depth) {
        List<Code> groups = new ArrayList<>();
        int count = grammar.choice.between(1, Math.min(3, selector.labels.size()));
        for (String label : selector.labels.subList(0, count)) {
            groups.add(arrows ? rule("case " + label, scope, depth) : group("case " + label, scope, depth));
        }
        return groups;
    }

    /** Falls through to the next, more often than not. */
    private Code group(String label, Scope scope, int depth) {
        Code lines = grammar.statements.lines(scope.nested(), List.of(), grammar.choice.between(0, 2), depth);
        return new Code(Node.fragment(label + ":", lines.node()), lines.completes(), lines.jumps());
    }

    private Code rule(String label, Scope scope, int depth) {
        Code block = grammar.statements.block(scope, depth);
        return new Code(Node.fragment(label + " -> ", block.node()), block.completes(), block.jumps());
    }

    Node expression(Type type, Scope scope, int depth) {
        Selector selector = selector(scope, depth - 1);
        Scope inside = scope.yielding(type);
        boolean arrows = grammar.choice.percent(60);
        List<Node> cases = new ArrayList<>();
        int count = grammar.choice.between(1, Math.min(3, selector.labels.size()));
        for (String label : selector.labels.subList(0, count)) {
            cases.add(arrows ? arrow("case " + label, type, inside, depth) : colon("case " + label, inside, depth));
        }
        cases.add(arrows ? arrow("default", type, inside, depth) : colon("default", inside, depth));
        return Node.expression(type, "(switch (", selector.value, ") ", Node.block(cases), ")");
    }

    private Node arrow(String label, Type type, Scope scope, int depth) {
        if (grammar.choice.percent(60)) {
            return Node.fragment(label + " -> ", grammar.expressions.of(type, scope, depth), ";");
        }
        return Node.fragment(
                label + " -> ",
                grammar.statements.yieldingBlock(scope.nested(), depth - 1).node());
    }

    private Node colon(String label, Scope scope, int depth) {
        return Node.fragment(
                label + ": ",
                grammar.statements.yieldingBlock(scope.nested(), depth - 1).node());
    }
}
