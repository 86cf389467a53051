package dev.weft.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls of the program's async methods, not awaited yet. */
final class Calls {
    private final Grammar grammar;

    Calls(Grammar grammar) {
        this.grammar = grammar;
    }

    boolean exist(Predicate<Signature> wanted) {
        return grammar.signatures.stream().anyMatch(wanted);
    }

    Node of(Predicate<Signature> wanted, Scope scope, int depth) {
        return of(grammar.choice.of(grammar.signatures.stream().filter(wanted).toList()), scope, depth);
    }

    Node of(Signature method, Scope scope, int depth) {
        return Node.fragment(
                receiver(method, scope, depth), "." + method.name() + "(", arguments(method, scope, depth), ")");
    }

    private Node receiver(Signature method, Scope scope, int depth) {
        Owner owner = method.owner();
        Type type = owner.type();
        if (method.binding().isStatic() || type == null) {
            return Node.fragment(owner.source());
        }
        @Nullable Owner self = scope.body().self();
        boolean isOwn = self != null && (method.binding().isPrivate() ? self == owner : self.inherits(owner));
        if (isOwn && grammar.choice.percent(60)) {
            return Node.fragment(grammar.choice.of("this", superior(method, self)));
        }
        // The cast: a private method is no member of the subclass that the expression may be of.
        return Node.fragment("((" + type.source() + ") ", grammar.expressions.of(type, scope, depth - 1), ")");
    }

    /** The receiver that selects the overridden method, where there is one. */
    private static String superior(Signature method, @Nullable Owner self) {
        if (self == Owner.DERIVED && method.owner() == Owner.BASE) {
            return "super";
        }
        boolean isDirect = self == Owner.DERIVED || self == Owner.PAIR;
        return isDirect && method.binding() == Signature.Binding.DEFAULT ? "Shape.super" : "this";
    }

    private Node arguments(Signature method, Scope scope, int depth) {
        List<Type> parameters = method.parameters();
        List<Node> arguments = new ArrayList<>();
        int fixed = method.isVariable() ? parameters.size() - 1 : parameters.size();
        for (Type parameter : parameters.subList(0, fixed)) {
            arguments.add(grammar.expressions.of(parameter, scope, depth - 1));
        }
        if (method.isVariable()) {
            for (int i = grammar.choice.below(4); i > 0; i--) {
                arguments.add(grammar.expressions.of(Type.INT, scope, depth - 1));
            }
        }
        return Node.separated(", ", arguments);
    }
}
