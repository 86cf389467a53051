package dev.weft.fuzz;

import java.util.List;
import java.util.Map;

/** What may stand left of an assignment. */
final class Lvalues {
    private static final Map<Type, Type> ARRAYS = Map.of(
            Type.INT, Type.INTS,
            Type.LONG, Type.LONGS,
            Type.DOUBLE, Type.DOUBLES,
            Type.BYTE, Type.BYTES,
            Type.BOOLEAN, Type.BOOLEANS,
            Type.CHAR, Type.CHARS,
            Type.STRING, Type.STRINGS,
            Type.INTS, Type.MATRIX);

    private final Grammar grammar;

    Lvalues(Grammar grammar) {
        this.grammar = grammar;
    }

    boolean exist(Type type, Scope scope) {
        return ARRAYS.containsKey(type)
                || Fields.STATIC.contains(type)
                || Fields.isOf(Owner.BASE, type)
                || Fields.isOf(Owner.DERIVED, type)
                || !scope.updatable(type).isEmpty();
    }

    /** One that has a value, so that it may be read as well. */
    Node of(Type type, Scope scope, int depth) {
        List<Variable> variables = scope.updatable(type);
        return new Menu<Node>()
                .addIf(
                        !variables.isEmpty(),
                        8,
                        () -> Node.expression(type, grammar.choice.of(variables).name()))
                .addIf(Fields.STATIC.contains(type), 2, () -> Node.expression(type, Fields.staticName(type)))
                .addIf(Fields.isOf(Owner.BASE, type), 2, () -> field(type, Owner.BASE, scope, depth))
                .addIf(Fields.isOf(Owner.DERIVED, type), 2, () -> field(type, Owner.DERIVED, scope, depth))
                .addIf(ARRAYS.containsKey(type), 3, () -> element(type, scope, depth))
                .pick(grammar.choice);
    }

    private Node field(Type type, Owner owner, Scope scope, int depth) {
        String name = Fields.name(type);
        if (scope.body().isInstanceOf(owner) && grammar.choice.percent(70)) {
            return Node.expression(type, grammar.choice.of("", "this.") + name);
        }
        Type holder = owner == Owner.BASE ? Type.BASE : Type.DERIVED;
        return Node.expression(type, "(", grammar.expressions.of(holder, scope, depth - 1), ").", name);
    }

    private Node element(Type type, Scope scope, int depth) {
        Type array = ARRAYS.getOrDefault(type, Type.INTS);
        Node index = grammar.expressions.of(Type.INT, scope, depth - 1);
        Node inBounds = grammar.choice.percent(95) ? Node.fragment("(", index, ") & 1") : index;
        return Node.expression(type, "(", grammar.expressions.of(array, scope, depth - 1), ")[", inBounds, "]");
    }
}
