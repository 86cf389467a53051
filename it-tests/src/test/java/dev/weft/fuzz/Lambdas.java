package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lambdas, those that await and those that do not, and references to async methods. */
final class Lambdas {
    private final Grammar grammar;

    Lambdas(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Type type, Scope scope, int depth) {
        return switch (type) {
            case FUNCTION -> function(scope, depth);
            case MIX -> {
                List<Type> parameters = List.of(Type.INT, Type.LONG, Type.STRING);
                yield lambda(type, parameters, Type.STRING, Returns.COROUTINE, scope, depth);
            }
            case EAGER -> lambda(type, List.of(Type.LONG), Type.LONG, grammar.eager, scope, depth);
            case MAKER -> lambda(type, List.of(Type.INT), Type.INT, Returns.GENERATOR, scope, depth);
            case ASYNC_MAKER -> lambda(type, List.of(Type.INT), Type.INT, Returns.ASYNC_GENERATOR, scope, depth);
            default -> operator(scope, depth);
        };
    }

    /** Something to call apply on: a lambda is none, it needs something to give it its type. */
    Node receiver(Type type, Scope scope, int depth) {
        List<Variable> variables = scope.readable(type);
        if (!variables.isEmpty() && grammar.choice.percent(50)) {
            return Node.fragment(grammar.choice.of(variables).name());
        }
        return Node.fragment(type.typed() + "(", grammar.expressions.of(type, scope, depth), ")");
    }

    private Node function(Scope scope, int depth) {
        Predicate<Signature> fits = method -> isReference(method, scope);
        if (grammar.calls.exist(fits) && grammar.choice.percent(30)) {
            Signature method =
                    grammar.choice.of(grammar.signatures.stream().filter(fits).toList());
            return Node.expression(
                    Type.FUNCTION,
                    method.binding().isStatic() ? method.owner().source() : "this",
                    "::" + method.name());
        }
        return lambda(Type.FUNCTION, List.of(Type.INTEGER), Type.INTEGER, Returns.COROUTINE, scope, depth);
    }

    private static boolean isReference(Signature method, Scope scope) {
        return method.returns() == Returns.COROUTINE
                && !method.isVariable()
                && (method.result() == Type.INT || method.result() == Type.INTEGER)
                && (method.parameters().equals(List.of(Type.INT))
                        || method.parameters().equals(List.of(Type.INTEGER)))
                && (method.binding().isStatic() || scope.body().self() == method.owner());
    }

    private Node lambda(Type type, List<Type> parameters, Type result, Returns returns, Scope scope, int depth) {
        Scope inside = scope.inner(Body.lambda(result, returns, scope.body().self()));
        Node declaration = parameters(parameters, inside);
        if (grammar.choice.percent(50)) {
            return Node.lambda(type, declaration, " -> ", grammar.jumps.returned(inside, depth - 1));
        }
        return Node.lambda(type, declaration, " -> ", grammar.statements.body(inside, List.of(), depth - 1));
    }

    private Node parameters(List<Type> types, Scope inside) {
        List<Node> names = new ArrayList<>();
        boolean typed = grammar.choice.percent(30);
        for (Type type : types) {
            Variable variable =
                    inside.declare(new Variable(grammar.names.variable(), type, grammar.choice.percent(50)));
            names.add(Node.fragment(typed ? type.source() + " " : "", variable.name()));
        }
        return Node.fragment("(", Node.separated(", ", names), ")");
    }

    private Node operator(Scope scope, int depth) {
        Scope inside =
                scope.inner(Body.lambda(Type.INT, Returns.VALUE, scope.body().self()));
        Node declaration = parameters(List.of(Type.INT), inside);
        String cast = grammar.choice.percent(20) ? "(Operator & java.io.Serializable) " : "";
        if (grammar.choice.percent(60)) {
            return Node.lambda(
                    Type.OPERATOR,
                    "(",
                    cast,
                    declaration,
                    " -> ",
                    grammar.expressions.of(Type.INT, inside, depth - 1),
                    ")");
        }
        return Node.lambda(
                Type.OPERATOR,
                "(",
                cast,
                declaration,
                " -> ",
                grammar.statements.body(inside, List.of(), depth - 1),
                ")");
    }
}
