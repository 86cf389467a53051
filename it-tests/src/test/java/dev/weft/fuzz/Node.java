package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a generated program: text with holes, in which smaller pieces stand.
 * It knows no grammar; whether something may be cut out of it is for the compiler to judge.
 */
final class Node {
    enum Kind {
        /** May be replaced by another expression of its type. */
        EXPRESSION,
        /** An expression whose body is a body of its own. */
        LAMBDA,
        /** May be replaced by a statement in it. */
        STATEMENT,
        /** May lose any of its children, each of which is printed on lines of its own. */
        SEQUENCE,
        /** A class body. */
        BODY,
        /** Stays: without it a program may not end. */
        GUARD,
        /** A part that is only printed. */
        FRAGMENT
    }

    /** A word that differs by dialect, or prints nothing and only marks. */
    record Word(String woven, String plain) {
        /** Stands beside a call of await, result or done: a lambda body that has one is rewritten. */
        static final Word REWRITES = new Word("", "");

        String in(Dialect dialect) {
            return dialect == Dialect.WOVEN ? woven : plain;
        }
    }

    private final Kind kind;
    private final @Nullable Type type;
    private final List<Object> parts;

    /** Parts are strings, words and nodes. */
    private Node(Kind kind, @Nullable Type type, List<?> parts) {
        this.kind = kind;
        this.type = type;
        this.parts = List.copyOf(parts);
    }

    static Node expression(Type type, Object... parts) {
        return new Node(Kind.EXPRESSION, type, List.of(parts));
    }

    static Node lambda(Type type, Object... parts) {
        return new Node(Kind.LAMBDA, type, List.of(parts));
    }

    static Node statement(Object... parts) {
        return new Node(Kind.STATEMENT, null, List.of(parts));
    }

    static Node guard(Object... parts) {
        return new Node(Kind.GUARD, null, List.of(parts));
    }

    static Node sequence(List<Node> children) {
        return new Node(Kind.SEQUENCE, null, children);
    }

    static Node body(List<Node> members) {
        return new Node(Kind.BODY, null, List.of("{", sequence(members), "}"));
    }

    static Node fragment(Object... parts) {
        return new Node(Kind.FRAGMENT, null, List.of(parts));
    }

    static Node block(List<Node> lines) {
        return fragment("{", sequence(lines), "}");
    }

    static Node separated(String separator, List<Node> nodes) {
        List<Object> parts = new ArrayList<>();
        for (Node node : nodes) {
            if (!parts.isEmpty()) {
                parts.add(separator);
            }
            parts.add(node);
        }
        return new Node(Kind.FRAGMENT, null, parts);
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Type type() {
        return type;
    }

    boolean isStatement() {
        return kind == Kind.STATEMENT;
    }

    /** Whether it may stand where a statement stands: a sequence is that of a block, mostly. */
    boolean isStatements() {
        return kind == Kind.STATEMENT || kind == Kind.SEQUENCE;
    }

    Stream<Node> children() {
        return parts.stream().filter(Node.class::isInstance).map(Node.class::cast);
    }

    Stream<Node> descendants() {
        return children().flatMap(child -> Stream.concat(Stream.of(child), child.descendants()));
    }

    int size() {
        return 1 + children().mapToInt(Node::size).sum();
    }

    /** This node with another in the place of one of its descendants (null: with none). */
    Node replacing(Node old, @Nullable Node replacement) {
        List<Object> changed = new ArrayList<>();
        for (Object part : parts) {
            Object next = part;
            if (part == old) {
                next = replacement;
            } else if (part instanceof Node node && node.contains(old)) {
                next = node.replacing(old, replacement);
            }
            if (next != null) {
                changed.add(next);
            }
        }
        return new Node(kind, type, changed);
    }

    boolean contains(Node other) {
        return descendants().anyMatch(node -> node == other);
    }

    /** Whether a descendant is one of the children of a sequence, and no guard, so that it may be left out. */
    boolean isInSequence(Node other) {
        return other.kind != Kind.GUARD
                && descendants()
                        .anyMatch(node ->
                                node.kind == Kind.SEQUENCE && node.children().anyMatch(child -> child == other));
    }

    void print(Printer printer) {
        boolean cold = kind == Kind.LAMBDA && isRewritten();
        if (cold) {
            printer.word(
                    new Word("", type == Type.FUNCTION ? "Weft.<Integer, Integer>cold(" : type.source() + ".cold("));
        }
        for (Object part : parts) {
            if (part instanceof Node node) {
                printer.node(node, kind == Kind.SEQUENCE);
            } else if (part instanceof Word word) {
                printer.word(word);
            } else {
                printer.text((String) part);
            }
        }
        if (cold) {
            printer.word(new Word("", ")"));
        }
    }

    /** Whether await, result or done is called in it, other than in a body within it. */
    private boolean isRewritten() {
        return parts.stream()
                .anyMatch(part -> part == Word.REWRITES
                        || part instanceof Node node && !node.isBodyOfItsOwn() && node.isRewritten());
    }

    private boolean isBodyOfItsOwn() {
        return kind == Kind.LAMBDA || kind == Kind.BODY;
    }
}
