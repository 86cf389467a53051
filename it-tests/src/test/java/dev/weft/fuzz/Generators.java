package dev.weft.fuzz;

import dev.weft.fuzz.Signature.Binding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generators: calls of them, what drives them, and what only their bodies do. */
final class Generators {
    /** Without parameters, so that any body can call them. */
    static final List<Signature> ALWAYS = List.of(
            new Signature("some", Owner.PROGRAM, Binding.STATIC, List.of(), false, Type.INT, Returns.GENERATOR),
            new Signature(
                    "someAsync", Owner.PROGRAM, Binding.STATIC, List.of(), false, Type.INT, Returns.ASYNC_GENERATOR));

    /** As what sent values can be seen. */
    private static final List<Type> SENT = List.of(Type.OBJECT, Type.INT, Type.STRING);

    private static final String STEPS =
            "int failures = 0;" + " for (int i = env.pick(7); i > 0; i--) try { switch (env.pick(10)) {";
    private static final String END = " } } catch (Throwable e) { env.show(site, e); failures++; }";

    private final Grammar grammar;

    Generators(Grammar grammar) {
        this.grammar = grammar;
    }

    /** What every program has: drivers that do to a generator all that one can do, as the data have it. */
    static List<Node> header() {
        return List.of(
                Node.fragment(
                        new Node.Word("@Async ", ""),
                        "static Generator<Integer> nothing() { return ",
                        new Node.Word("end()", "generator(() -> end())"),
                        "; }"),
                Node.fragment(
                        new Node.Word("@Async ", ""),
                        "static AsyncGenerator<Integer> nothingAsync() { return ",
                        new Node.Word("end()", "asyncGenerator(() -> end())"),
                        "; }"),
                Node.fragment("static Maker maker() { return x -> nothing(); }"),
                Node.fragment("static AsyncMaker asyncMaker() { return x -> nothingAsync(); }"),
                Node.fragment(
                        "interface Maker { Generator<Integer> apply(int x) throws Exception; ",
                        new Node.Word("", "static Maker cold(Maker f) { return x -> generator(() -> f.apply(x)); } "),
                        "}"),
                Node.fragment(
                        "interface AsyncMaker { AsyncGenerator<Integer> apply(int x) throws Exception; ",
                        new Node.Word(
                                "",
                                "static AsyncMaker cold(AsyncMaker f)"
                                        + " { return x -> asyncGenerator(() -> f.apply(x)); } "),
                        "}"),
                Node.fragment("static int drive(int site, Generator<Integer> g) { " + STEPS
                        + " case 0 -> env.see(site, g.hasNext());"
                        + " case 1, 2 -> env.show(site, g.send(env.text()));"
                        + " case 3 -> env.show(site, g.raise(env.boom(site)));"
                        + " case 4 -> g.close();"
                        + " case 5 -> env.show(site, g.returned());"
                        + " default -> env.show(site, g.next());"
                        + END + " return failures; }"),
                Node.fragment(
                        new Node.Word("@Async ", ""),
                        "static Coroutine<Integer> drive(int site, AsyncGenerator<Integer> g) ",
                        new Node.Word(
                                "",
                                "{ return call(() -> drive_in_P(site, g)); } private static Coroutine<Integer>"
                                        + " drive_in_P(int site, AsyncGenerator<Integer> g) "),
                        "{ " + STEPS
                                + " case 0 -> env.show(site, g.current());"
                                + " case 1, 2 -> env.see(site, await(g.send(env.text())));"
                                + " case 3 -> env.see(site, await(g.raise(env.boom(site))));"
                                + " case 4 -> await(g.closeAsync());"
                                + " default -> env.see(site, await(g.moveNext()));"
                                + END + " return result(failures); }"));
    }

    /** A call of one. */
    Node of(Type type, Scope scope, int depth) {
        boolean isAsync = type == Type.ASYNC_GENERATOR;
        Returns kind = isAsync ? Returns.ASYNC_GENERATOR : Returns.GENERATOR;
        List<Signature> methods = grammar.emitting.stream()
                .filter(method -> method.returns() == kind)
                .toList();
        Node call = new Menu<Node>()
                .addIf(!methods.isEmpty(), 4, () -> grammar.calls.of(grammar.choice.of(methods), scope, depth))
                .add(1, () -> made(isAsync ? Type.ASYNC_MAKER : Type.MAKER, scope, depth))
                .pick(grammar.choice);
        return Node.expression(type, "env.keep(", call, ")");
    }

    private Node made(Type maker, Scope scope, int depth) {
        return Node.fragment(
                grammar.lambdas.receiver(maker, scope, depth),
                ".apply(",
                grammar.expressions.of(Type.INT, scope, depth),
                ")");
    }

    /** By one of the program's drivers, to no particular place: another may go on with it. */
    Code driven(Scope scope, int depth) {
        boolean isAsync = scope.mayAwait() && grammar.choice.percent(60);
        Node generator =
                grammar.expressions.of(isAsync ? Type.ASYNC_GENERATOR : Type.GENERATOR, scope, Math.max(1, depth));
        Node drive = Node.fragment("P.drive(" + grammar.names.site() + ", ", generator, ")");
        Node failures = isAsync ? Node.fragment("(int) ", grammar.awaits.await(drive)) : drive;
        return Code.simple("env.see(" + grammar.names.site() + ", ", failures, ");");
    }

    // --- what the body of a generator does

    Code emitting(Scope scope, int depth) {
        return Code.simple(emit(scope, depth), ";");
    }

    boolean isSent(Type type) {
        return SENT.contains(type);
    }

    /** What is sent to an emit, or returned by a generator that this one emits all of. */
    Node sent(Type type, Scope scope, int depth) {
        return switch (type) {
            case INT -> Node.expression(type, "World.count(", emit(scope, depth), ")");
            case STRING -> Node.expression(type, "World.cut(", emit(scope, depth), ")");
            default -> Node.expression(type, emit(scope, depth));
        };
    }

    private Node emit(Scope scope, int depth) {
        boolean mayDelegate = scope.body().returns() == Returns.GENERATOR;
        if (mayDelegate && depth > 0 && grammar.choice.percent(25)) {
            Node inner = grammar.expressions.of(Type.GENERATOR, scope, depth);
            return Node.fragment(Node.Word.REWRITES, "Weft.<Object>emitAll(", inner, ")");
        }
        Node value = grammar.expressions.of(Type.INTEGER, scope, depth - 1);
        return Node.fragment(Node.Word.REWRITES, "Weft.<Object>emit(", value, ")");
    }

    /** The value of a return statement. */
    Node ended(@Nullable Type result, Scope scope, int depth) {
        return result == null || grammar.choice.percent(40)
                ? Node.fragment(Node.Word.REWRITES, "end()")
                : Node.fragment(Node.Word.REWRITES, "end(", grammar.expressions.of(result, scope, depth), ")");
    }
}
