package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Expressions of reference types: strings, arrays, collections and the program's own classes. */
final class References {
    private final Grammar grammar;

    References(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Type type, Scope scope, int depth) {
        if (type != Type.OBJECT && type.isValue() && grammar.choice.percent(5)) {
            return cast(type, scope, depth);
        }
        return switch (type) {
            case STRING -> text(scope, depth);
            case INTEGER -> integer(scope, depth);
            case OBJECT -> object(scope, depth);
            case COMPARABLE -> comparable(scope, depth);
            case INTS, LONGS, DOUBLES, BYTES, BOOLEANS, CHARS, STRINGS -> array(type, scope, depth);
            case MATRIX -> matrix(scope, depth);
            case LIST -> list(scope, depth);
            case MAP ->
                Node.expression(
                        type, "new TreeMap<String, Integer>(Map.of(\"k\", ", expression(Type.INT, scope, depth), "))");
            case PAIR -> pair(scope, depth);
            case SHAPE -> expression(grammar.choice.of(Type.PAIR, Type.DERIVED, Type.COLOR), scope, depth);
            case BASE -> base(scope, depth);
            case DERIVED -> derived(scope, depth);
            case COLOR -> Node.expression(type, "Color.values()[(", expression(Type.INT, scope, depth), ") & 1]");
            case COROUTINE -> grammar.awaits.coroutine(scope, depth);
            case GENERATOR, ASYNC_GENERATOR -> grammar.generators.of(type, scope, depth);
            case FUTURE ->
                Node.expression(
                        type, "env.future(", grammar.names.site(), ", ", expression(Type.INTEGER, scope, depth), ")");
            default -> grammar.literals.of(type);
        };
    }

    /** Of something that is no such thing now and then. */
    private Node cast(Type type, Scope scope, int depth) {
        Node value = expression(grammar.choice.percent(10) ? Type.COLOR : type, scope, depth);
        return Node.expression(type, "((" + type.source() + ") (Object) ", value, ")");
    }

    private Node expression(Type type, Scope scope, int depth) {
        return grammar.expressions.of(type, scope, depth);
    }

    private Node text(Scope scope, int depth) {
        return new Menu<Node>()
                .add(6, () -> concatenation(scope, depth))
                .add(1, () -> Node.expression(Type.STRING, "World.cut(", expression(anyValue(), scope, depth), ")"))
                .add(2, () -> join(scope, depth))
                .add(
                        1,
                        () -> Node.expression(
                                Type.STRING,
                                "String.valueOf(",
                                expression(grammar.choice.of(Type.INT, Type.DOUBLE, Type.CHAR), scope, depth),
                                ")"))
                .addIf(scope.body().isInstanceOf(Owner.BASE), 1, () -> secret(scope, depth))
                .pick(grammar.choice);
    }

    private Node secret(Scope scope, int depth) {
        String receiver = grammar.choice.of("", "Ancestor.");
        return Node.expression(Type.STRING, receiver + "secret(", expression(Type.OBJECT, scope, depth), ")");
    }

    private Type anyValue() {
        return grammar.choice.of(Type.VALUES);
    }

    private Node concatenation(Scope scope, int depth) {
        List<Node> operands = new ArrayList<>();
        operands.add(Node.fragment("\"" + grammar.choice.of("", "x", "y") + "\""));
        for (int i = grammar.choice.between(1, 4); i > 0; i--) {
            operands.add(operand(scope, depth - 1));
        }
        return Node.expression(Type.STRING, "(", Node.separated(" + ", operands), ")");
    }

    /** What renders alike in every run, and is short. */
    private Node operand(Scope scope, int depth) {
        Type type = grammar.choice.of(
                Type.INT,
                Type.LONG,
                Type.DOUBLE,
                Type.BOOLEAN,
                Type.CHAR,
                Type.BYTE,
                Type.FLOAT,
                Type.STRING,
                Type.INTEGER,
                Type.COLOR);
        Node value = expression(type, scope, depth);
        return type == Type.STRING ? Node.fragment("World.cut(", value, ")") : value;
    }

    private Node join(Scope scope, int depth) {
        List<Node> operands = new ArrayList<>();
        for (int i = grammar.choice.between(0, 4); i > 0; i--) {
            Type type = grammar.choice.of(Type.INT, Type.LONG, Type.STRING, Type.CHAR, Type.PAIR, Type.DOUBLE);
            operands.add(expression(type, scope, depth - 1));
        }
        return Node.expression(Type.STRING, "env.join(", Node.separated(", ", operands), ")");
    }

    private Node integer(Scope scope, int depth) {
        return new Menu<Node>()
                .add(
                        3,
                        () -> Node.expression(
                                Type.INTEGER, "Integer.valueOf(", expression(Type.INT, scope, depth), ")"))
                .add(1, () -> Node.expression(Type.INTEGER, "(", expression(Type.LIST, scope, depth), ").get(0)"))
                .add(
                        1,
                        () -> Node.expression(
                                Type.INTEGER,
                                "(",
                                expression(Type.MAP, scope, depth),
                                ").get(",
                                expression(Type.STRING, scope, depth),
                                ")"))
                .pick(grammar.choice);
    }

    private Node object(Scope scope, int depth) {
        return new Menu<Node>()
                .add(4, () -> Node.expression(Type.OBJECT, "((Object) ", expression(anyValue(), scope, depth), ")"))
                .add(
                        2,
                        () -> Node.expression(
                                Type.OBJECT, "new Init(", expression(Type.OBJECT, scope, depth), ").held"))
                .add(
                        2,
                        () -> Node.expression(
                                Type.OBJECT,
                                "(",
                                expression(Type.PAIR, scope, depth),
                                ").",
                                grammar.choice.of("first()", "second()")))
                .add(1, () -> anonymous(scope, depth))
                .pick(grammar.choice);
    }

    /** An instance of an anonymous class that captures what it can. */
    private Node anonymous(Scope scope, int depth) {
        Scope inside = scope.inner(Body.method(Type.STRING, Returns.VALUE, null));
        Node body = Node.fragment(
                "{ final Object held = ",
                expression(Type.OBJECT, inside, depth - 1),
                "; @Override public String toString() { return World.cut(held); } }");
        return Node.expression(Type.OBJECT, "((Object) new Object() ", body, ")");
    }

    /** Branches of types whose common supertype is for the verifier to find. */
    private Node comparable(Scope scope, int depth) {
        Type left = grammar.choice.of(Type.STRING, Type.INTEGER, Type.COLOR);
        Type right = grammar.choice.of(Type.STRING, Type.INTEGER, Type.COLOR);
        return Node.expression(
                Type.COMPARABLE,
                "(",
                expression(Type.BOOLEAN, scope, depth),
                " ? ",
                expression(left, scope, depth),
                " : (Comparable<?>) ",
                expression(right, scope, depth),
                ")");
    }

    private Node array(Type type, Scope scope, int depth) {
        Type element = switch (type) {
            case INTS -> Type.INT;
            case LONGS -> Type.LONG;
            case DOUBLES -> Type.DOUBLE;
            case BYTES -> Type.BYTE;
            case BOOLEANS -> Type.BOOLEAN;
            case CHARS -> Type.CHAR;
            default -> Type.STRING;
        };
        if (grammar.choice.percent(30)) {
            return Node.expression(
                    type, "new " + element.source() + "[2 + ((", expression(Type.INT, scope, depth), ") & 1)]");
        }
        Node first = expression(element, scope, depth);
        return Node.expression(
                type, "new " + type.source() + " {", first, ", ", expression(element, scope, depth), "}");
    }

    private Node matrix(Scope scope, int depth) {
        if (grammar.choice.percent(30)) {
            Node rows = expression(Type.INT, scope, depth);
            return Node.expression(
                    Type.MATRIX,
                    "new int[2 + ((",
                    rows,
                    ") & 1)][2 + ((",
                    expression(Type.INT, scope, depth),
                    ") & 1)]");
        }
        Node first = expression(Type.INTS, scope, depth);
        return Node.expression(Type.MATRIX, "new int[][] {", first, ", ", expression(Type.INTS, scope, depth), "}");
    }

    private Node list(Scope scope, int depth) {
        Node elements = Node.separated(
                ", ", List.of(expression(Type.INTEGER, scope, depth), expression(Type.INTEGER, scope, depth)));
        return Node.expression(
                Type.LIST, "new ArrayList<Integer>(", grammar.choice.of("Arrays.asList(", "List.of("), elements, "))");
    }

    private Node pair(Scope scope, int depth) {
        return Node.expression(
                Type.PAIR,
                "new Pair(",
                expression(Type.OBJECT, scope, depth),
                ", ",
                expression(anyValue(), scope, depth),
                ", ",
                expression(Type.LONG, scope, depth),
                ")");
    }

    private Node base(Scope scope, int depth) {
        if (scope.body().isInstanceOf(Owner.BASE) && grammar.choice.percent(50)) {
            return Node.expression(Type.BASE, "this");
        }
        return grammar.choice.percent(50)
                ? expression(Type.DERIVED, scope, depth)
                : Node.expression(Type.BASE, "new Base(", expression(Type.INT, scope, depth), ")");
    }

    private Node derived(Scope scope, int depth) {
        if (scope.body().isInstanceOf(Owner.DERIVED) && grammar.choice.percent(50)) {
            return Node.expression(Type.DERIVED, "this");
        }
        return Node.expression(
                Type.DERIVED,
                "new Derived(",
                expression(Type.INT, scope, depth),
                ", ",
                expression(Type.DOUBLE, scope, depth),
                ")");
    }
}
