package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Async methods. The woven version has the method alone; the plain one has a stub, which is as cold as the transformer's,
 * and beside it the body, both on the line that the woven version has its head on.
 */
final class Methods {
    private final Grammar grammar;

    Methods(Grammar grammar) {
        this.grammar = grammar;
    }

    Node of(Signature method, int statements) {
        return of(method, method.owner().source(), statements);
    }

    /** In the class of that name, which may be an enum constant's. */
    Node of(Signature method, String holder, int statements) {
        grammar.allow(statements);
        Owner self = method.binding().isStatic() ? null : method.owner();
        Scope scope = Scope.of(Body.method(method.result(), method.returns(), self));
        List<String> parameters = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (Type type : method.parameters()) {
            Variable parameter =
                    scope.declare(new Variable(grammar.names.variable(), type, grammar.choice.percent(40)));
            boolean isVariable = method.isVariable()
                    && parameters.size() == method.parameters().size() - 1;
            parameters.add((isVariable ? "int..." : type.source()) + " " + parameter.name());
            arguments.add(parameter.name());
        }
        List<Node> prologue = new ArrayList<>(List.of(fuel(method)));
        if (scope.mayEmit() && grammar.choice.percent(60)) {
            prologue.add(grammar.generators.emitting(scope, 2).node());
        }
        if (grammar.choice.percent(1)) {
            prologue.add(wide(scope));
        }
        Node body = grammar.statements.body(scope, prologue, Math.max(statements / 2, grammar.choice.between(2, 5)), 4);
        String result = method.returns().source(method.result());
        return declaration(
                method.binding(), method.returns(), result, method.name(), holder, parameters, arguments, body);
    }

    /** A method of a local class. */
    Node local(String name, String holder, Variable parameter, Type result, Node body) {
        return declaration(
                Signature.Binding.VIRTUAL,
                Returns.COROUTINE,
                Returns.COROUTINE.source(result),
                name,
                holder,
                List.of(parameter.type().source() + " " + parameter.name()),
                List.of(parameter.name()),
                body);
    }

    private static Node declaration(
            Signature.Binding binding,
            Returns returns,
            String result,
            String name,
            String holder,
            List<String> parameters,
            List<String> arguments,
            Node body) {
        String declared = "(" + String.join(", ", parameters) + ") throws Exception ";
        String bodyName = name + "_in_" + holder;
        String modifiers = binding.isStatic() ? "private static " : "private ";
        String stub =
                "{ return " + returns.caller() + "(() -> " + bodyName + "(" + String.join(", ", arguments) + ")); } ";
        return Node.fragment(
                new Node.Word("@Async ", ""),
                binding.modifiers() + result + " " + name + declared,
                new Node.Word("", stub + modifiers + result + " " + bodyName + declared),
                body);
    }

    private Node fuel(Signature method) {
        Type result = method.result();
        String empty = method.returns().emits() ? "end()" : "done()";
        String full = method.returns().emits() ? "end(" : "result(";
        String value = result == null ? empty : full + result.literal() + ")";
        return Node.guard(Node.Word.REWRITES, "if (!env.enter()) return " + value + ";");
    }

    /** More locals than an instruction without WIDE can name. */
    private Node wide(Scope scope) {
        StringBuilder declarations = new StringBuilder("long ");
        for (int i = 0; i < 130; i++) {
            Variable variable = new Variable(grammar.names.variable(), Type.LONG, false);
            declarations
                    .append(i == 0 ? "" : ", ")
                    .append(variable.name())
                    .append(" = ")
                    .append(i);
            if (i % 10 == 0) {
                scope.declare(variable);
            }
        }
        return Node.statement(declarations.append(';').toString());
    }
}
