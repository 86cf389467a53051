package dev.weft.fuzz;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Statements that go elsewhere: return, throw, break, continue, yield. */
final class Jumps {
    private final Grammar grammar;

    Jumps(Grammar grammar) {
        this.grammar = grammar;
    }

    /** Nothing after it is reached. */
    Code of(Scope scope, int depth) {
        List<Jump> jumps = scope.jumps();
        Type yielded = scope.yields();
        return new Menu<Code>()
                .add(3, () -> thrown(scope, depth))
                .addIf(scope.mayReturn(), 4, () -> returning(scope, depth))
                .addIf(yielded != null, 8, () -> yielding(yielded, scope, depth))
                .addIf(!jumps.isEmpty(), 8, () -> jump(grammar.choice.of(jumps), scope))
                .pick(grammar.choice);
    }

    /** A jump that ends the body, or the switch expression, in order. */
    Code ending(Scope scope, int depth) {
        Type yielded = scope.yields();
        return yielded == null ? returning(scope, depth) : yielding(yielded, scope, depth);
    }

    private Code yielding(@Nullable Type type, Scope scope, int depth) {
        Type wanted = type == null ? Type.INT : type;
        Node value = grammar.expressions.of(wanted, scope, depth);
        if (!wanted.isFunctional() && !wanted.source().endsWith(">")) {
            return Code.last("yield (" + wanted.source() + ") (", value, ");");
        }
        // "yield (..);" would be the call of a method of that name.
        String variable = grammar.names.variable();
        return Code.last("{ " + wanted.source() + " " + variable + " = ", value, "; yield " + variable + "; }");
    }

    private Code jump(Jump jump, Scope scope) {
        Target target = jump.target();
        boolean plain =
                scope.isInnermost(target, jump.continues()) && (target.label() == null || grammar.choice.percent(50));
        String text = (jump.continues() ? "continue" : "break") + (plain ? "" : " " + target.label()) + ";";
        return new Code(Node.statement(text), false, Set.of(jump));
    }

    private Code thrown(Scope scope, int depth) {
        if (grammar.choice.percent(20)) {
            Node message = grammar.expressions.of(Type.STRING, scope, depth - 1);
            return Code.last("throw new Boom(World.cut(", message, "));");
        }
        String kind = grammar.choice.of("boom", "bang", "crash");
        return Code.last("throw env." + kind + "(" + grammar.names.site() + ");");
    }

    private Code returning(Scope scope, int depth) {
        if (scope.body().returns() == Returns.NOTHING) {
            return Code.last("return;");
        }
        return Code.last("return ", returned(scope, depth), ";");
    }

    /** What a return statement of the body gives. */
    Node returned(Scope scope, int depth) {
        Type result = scope.body().result();
        if (scope.body().returns() == Returns.VALUE && result != null) {
            return grammar.expressions.of(result, scope, depth);
        }
        return new Menu<Node>()
                .add(5, () -> settled(result, scope, depth))
                .addIf(depth > 1, 1, () -> conditional(scope, depth - 1))
                .addIf(depth > 1, 1, () -> selected(scope, depth - 1))
                .addIf(depth > 0 && !scope.body().returns().emits(), 3, () -> tail(result, scope, depth))
                .pick(grammar.choice);
    }

    private Node settled(@Nullable Type result, Scope scope, int depth) {
        if (scope.body().returns().emits()) {
            return grammar.generators.ended(result, scope, depth);
        }
        return result == null
                ? Node.fragment(Node.Word.REWRITES, "done()")
                : Node.fragment(Node.Word.REWRITES, "result(", grammar.expressions.of(result, scope, depth), ")");
    }

    private Node conditional(Scope scope, int depth) {
        Node condition = grammar.expressions.of(Type.BOOLEAN, scope, depth);
        return Node.fragment("(", condition, " ? ", returned(scope, depth), " : ", returned(scope, depth), ")");
    }

    private Node selected(Scope scope, int depth) {
        return Node.fragment(
                "switch (",
                grammar.expressions.of(Type.INT, scope, depth),
                ") { case 0 -> ",
                returned(scope, depth),
                "; case 1 -> throw env.boom(" + grammar.names.site() + "); default -> ",
                returned(scope, depth),
                "; }");
    }

    /** Another awaitable, awaited when the body has been left: an eager one would have run before the finally blocks. */
    private Node tail(@Nullable Type result, Scope scope, int depth) {
        Returns returns = scope.body().returns();
        Predicate<Signature> fits = method -> method.result() == result
                && method.returns() == returns
                && !(returns.isEager() && scope.isUnderFinally());
        String function = returns.function();
        return new Menu<Node>()
                .add(1, () -> settled(result, scope, depth))
                .addIf(grammar.calls.exist(fits), 5, () -> grammar.calls.of(fits, scope, depth))
                .addIf(function != null && result != null, 2, () -> promised(function, result, scope, depth))
                .addIf(
                        returns == Returns.COROUTINE && (result == Type.INTEGER || result == Type.INT),
                        2,
                        () -> grammar.expressions.of(Type.COROUTINE, scope, depth))
                .pick(grammar.choice);
    }

    private Node promised(@Nullable String function, @Nullable Type result, Scope scope, int depth) {
        if (function == null || result == null) {
            throw new IllegalArgumentException("nothing to promise");
        }
        Node value = grammar.expressions.of(result, scope, depth);
        return Node.fragment("env." + function + "(" + grammar.names.site() + ", ", value, ")");
    }
}
