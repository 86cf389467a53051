package dev.weft.fuzz;

import java.util.List;
import java.util.Set;

/** Declarations of locals and of local classes. */
final class Declarations {
    /** The more often the more useful: what loops, switches and operators use. */
    private static final List<Type> TYPES = List.of(
            Type.INT,
            Type.INT,
            Type.LONG,
            Type.LONG,
            Type.DOUBLE,
            Type.STRING,
            Type.STRING,
            Type.OBJECT,
            Type.INTS,
            Type.BOOLEAN,
            Type.BYTE,
            Type.CHAR,
            Type.SHORT,
            Type.FLOAT,
            Type.INTEGER,
            Type.COMPARABLE,
            Type.LONGS,
            Type.BYTES,
            Type.BOOLEANS,
            Type.STRINGS,
            Type.MATRIX,
            Type.LIST,
            Type.PAIR,
            Type.SHAPE,
            Type.BASE,
            Type.DERIVED,
            Type.COLOR,
            Type.COROUTINE,
            Type.FUTURE,
            Type.FUNCTION,
            Type.FUNCTION,
            Type.MIX,
            Type.EAGER,
            Type.OPERATOR,
            Type.GENERATOR,
            Type.GENERATOR,
            Type.ASYNC_GENERATOR,
            Type.ASYNC_GENERATOR,
            Type.MAKER,
            Type.ASYNC_MAKER);

    private final Grammar grammar;

    Declarations(Grammar grammar) {
        this.grammar = grammar;
    }

    Code local(Scope scope, int depth) {
        Type type = grammar.choice.of(TYPES);
        boolean fixed = grammar.choice.percent(40);
        Variable variable = new Variable(grammar.names.variable(), type, fixed);
        if (!fixed && grammar.choice.percent(15)) {
            scope.declareUnset(variable);
            return Code.simple(type.source() + " " + variable.name() + ";");
        }
        if (!fixed && !type.isPrimitive() && grammar.choice.percent(10)) {
            // Of the verifier's null type, until something is assigned.
            scope.declare(variable);
            return Code.simple(type.source() + " " + variable.name() + " = null;");
        }
        Node value = type.isPrimitive() && scope.mayAwait() && grammar.choice.percent(20)
                ? grammar.awaits.boxed(type, scope, depth)
                : grammar.expressions.of(type, scope, depth);
        scope.declare(variable);
        String modifier = fixed && grammar.choice.percent(30) ? "final " : "";
        return Code.simple(modifier + type.source() + " " + variable.name() + " = ", value, ";");
    }

    /** The definite assignment of a local that has had no value. */
    Code set(Scope scope, int depth) {
        Variable variable = grammar.choice.of(scope.unsetHere());
        Node value = grammar.expressions.of(variable.type(), scope, depth);
        scope.set(variable);
        return Code.simple(variable.name() + " = ", value, ";");
    }

    /** With an async method that captures what is in sight, called where it is declared. */
    Code localClass(Scope scope, int depth) {
        if (!scope.mayAwait()) {
            return local(scope, depth);
        }
        String name = grammar.names.type();
        Scope inside = scope.inner(Body.method(Type.LONG, Returns.COROUTINE, null));
        Variable parameter = inside.declare(new Variable(grammar.names.variable(), Type.INT, false));
        Node body = grammar.statements.body(inside, List.of(), depth - 1);
        Node method = grammar.methods.local("go", name, parameter, Type.LONG, body);
        Node declaration = Node.fragment("class " + name + " ", Node.body(List.of(method)));
        Node argument = grammar.expressions.of(Type.INT, scope, depth - 1);
        Variable variable = new Variable(grammar.names.variable(), Type.LONG, false);
        Node call = grammar.awaits.await(Node.fragment("new " + name + "().go(", argument, ")"));
        scope.declare(variable);
        Node use = Node.statement("long " + variable.name() + " = ", call, ";");
        return new Code(Node.fragment(Node.statement(declaration), " ", use), true, Set.of());
    }
}
