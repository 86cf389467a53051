package dev.weft.fuzz;

import dev.weft.fuzz.Signature.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a program: a class with entries and callees, and beside it an interface, a class and its subclass, a record and an enum. */
final class ProgramGenerator {

    private static final List<Type> RESULTS = List.of(
            Type.INT,
            Type.INT,
            Type.INTEGER,
            Type.LONG,
            Type.LONG,
            Type.STRING,
            Type.STRING,
            Type.OBJECT,
            Type.DOUBLE,
            Type.BOOLEAN,
            Type.PAIR,
            Type.INTS,
            Type.CHAR,
            Type.BYTE,
            Type.SHAPE);
    private static final List<Type> PARAMETERS = List.of(
            Type.INT,
            Type.INT,
            Type.LONG,
            Type.LONG,
            Type.DOUBLE,
            Type.STRING,
            Type.OBJECT,
            Type.BYTE,
            Type.BOOLEAN,
            Type.INTS,
            Type.PAIR,
            Type.SHAPE,
            Type.FUNCTION,
            Type.COROUTINE,
            Type.GENERATOR,
            Type.ASYNC_GENERATOR,
            Type.CHAR,
            Type.FLOAT);

    private final Choice choice;
    private final Grammar grammar;

    ProgramGenerator(Choice choice) {
        this.choice = choice;
        this.grammar = new Grammar(choice);
    }

    Node generate() {
        List<Signature> ofProgram = new ArrayList<>();
        for (int i = choice.between(2, 4); i > 0; i--) {
            Signature method = signature("m" + i, Owner.PROGRAM, choice.of(Binding.STATIC, Binding.PRIVATE_STATIC));
            boolean overloads = !method.isVariable()
                    && ofProgram.stream()
                            .noneMatch(other -> other.parameters().size()
                                    == method.parameters().size());
            ofProgram.add(overloads ? method.named("m") : method);
        }
        ofProgram.add(new Signature(
                "act", Owner.PROGRAM, Binding.STATIC, List.of(Type.LONG), false, null, Returns.COROUTINE));
        Signature byDefault = cold(signature("d", Owner.SHAPE, Binding.DEFAULT));
        List<Signature> ofShape = List.of(
                byDefault, signature("ds", Owner.SHAPE, Binding.STATIC), signature("dp", Owner.SHAPE, Binding.PRIVATE));
        Signature virtual = cold(signature("b", Owner.BASE, Binding.VIRTUAL));
        List<Signature> ofBase = List.of(
                virtual, signature("bf", Owner.BASE, Binding.FINAL), signature("bp", Owner.BASE, Binding.PRIVATE));
        List<Signature> ofDerived = List.of(signature("c", Owner.DERIVED, Binding.VIRTUAL));
        List<Signature> ofPair = List.of(signature("r", Owner.PAIR, Binding.VIRTUAL));
        Signature overridden = cold(signature("e", Owner.COLOR, Binding.VIRTUAL));
        Signature pick = new Signature(
                "pick", Owner.SHAPE, Binding.VIRTUAL, List.of(Type.INTEGER), false, Type.INTEGER, Returns.COROUTINE);
        List.of(ofProgram, ofShape, ofBase, ofDerived, ofPair, List.of(overridden, pick))
                .forEach(grammar.signatures::addAll);

        List<Signature> emitting = new ArrayList<>(Generators.ALWAYS);
        for (int i = choice.between(0, 2); i > 0; i--) {
            emitting.add(emitting("g" + i, Owner.PROGRAM, choice.of(Binding.STATIC, Binding.PRIVATE_STATIC)));
        }
        Signature emittingByDefault = emitting("gd", Owner.SHAPE, Binding.DEFAULT);
        Signature emittingVirtually = emitting("gb", Owner.BASE, choice.of(Binding.VIRTUAL, Binding.PRIVATE));
        grammar.emitting.addAll(emitting);
        grammar.emitting.addAll(List.of(emittingByDefault, emittingVirtually));

        List<Node> members = new ArrayList<>(header());
        for (int i = 0; i < Program.ENTRIES; i++) {
            Signature entry = new Signature(
                    Program.entry(i), Owner.PROGRAM, Binding.STATIC, List.of(), false, Type.OBJECT, Returns.COROUTINE);
            members.add(Node.fragment(
                    "public ", grammar.methods.of(entry, choice.percent(2) ? 60 : choice.between(1, 10))));
        }
        members.addAll(methods(join(ofProgram, emitting.toArray(Signature[]::new))));
        members.add(shape(join(ofShape, emittingByDefault)));
        members.add(base(join(ofBase, emittingVirtually)));
        members.add(derived(
                join(ofDerived, virtual.in(Owner.DERIVED), byDefault.in(Owner.DERIVED), pick.in(Owner.DERIVED))));
        members.add(pair(join(ofPair, pick.in(Owner.PAIR), emittingByDefault.in(Owner.PAIR))));
        members.add(color(overridden, pick.in(Owner.COLOR)));
        return Node.fragment("public class P ", Node.body(members));
    }

    private static List<Signature> join(List<Signature> first, Signature... more) {
        List<Signature> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    private Signature signature(String name, Owner owner, Binding binding) {
        List<Type> parameters = new ArrayList<>();
        for (int i = choice.below(4); i > 0; i--) {
            parameters.add(choice.of(PARAMETERS));
        }
        boolean isVariable = choice.percent(10);
        if (isVariable) {
            parameters.add(Type.INTS);
        }
        @Nullable Type result = choice.percent(10) ? null : choice.of(RESULTS);
        Returns returns = choice.percent(75)
                ? Returns.COROUTINE
                : choice.of(Returns.TASK, Returns.FUTURE, Returns.STAGE, Returns.PROMISE);
        return new Signature(name, owner, binding, parameters, isVariable, result, returns);
    }

    private Signature emitting(String name, Owner owner, Binding binding) {
        List<Type> parameters = new ArrayList<>();
        for (int i = choice.below(3); i > 0; i--) {
            parameters.add(choice.of(PARAMETERS));
        }
        Returns returns = choice.of(Returns.GENERATOR, Returns.ASYNC_GENERATOR);
        @Nullable Type ending = choice.percent(50) ? null : choice.of(RESULTS);
        return new Signature(name, owner, binding, parameters, false, ending, returns);
    }

    /** Of the common kind, so that the overriding methods have tail calls of it to make. */
    private static Signature cold(Signature method) {
        return new Signature(
                method.name(),
                method.owner(),
                method.binding(),
                method.parameters(),
                method.isVariable(),
                method.result(),
                Returns.COROUTINE);
    }

    private List<Node> methods(List<Signature> methods) {
        return methods.stream().map(this::of).toList();
    }

    private Node of(Signature method) {
        return grammar.methods.of(method, method.returns().emits() ? choice.between(1, 5) : choice.between(0, 3));
    }

    /** What every program has, so that its expressions may use it. */
    private List<Node> header() {
        List<Node> members = new ArrayList<>();
        List<Node> initial = new ArrayList<>();
        for (Type type : Fields.STATIC) {
            String name = Fields.staticName(type);
            members.add(Node.fragment("static " + type.source() + " " + name + ";"));
            initial.add(Node.fragment(name + " = " + type.literal() + ";"));
        }
        initial.add(Node.fragment("env = world; world.relay(P::relay);"));
        members.add(Node.fragment("static Env env;"));
        members.add(Node.guard("public static void reset(Env world) ", Node.block(initial)));
        members.add(Node.fragment(
                new Node.Word("@Async ", ""),
                "static <T> Coroutine<T> relay(Awaitable<T> inner) { return ",
                new Node.Word("", "call(() -> "),
                "result(await(inner))",
                new Node.Word("", ")"),
                "; }"));
        members.add(Node.fragment("static AsyncFunction<Integer, Integer> zero() { return x -> env.cold(0, x); }"));
        members.add(Node.fragment("static Mix none() { return (a, b, c) -> env.cold(0, c); }"));
        members.add(Node.fragment("static Operator same() { return x -> x; }"));
        members.add(Node.fragment("static Eager soon() { return x -> env." + grammar.eager.function() + "(0, x); }"));
        for (Type type : List.of(Type.FUNCTION, Type.MIX, Type.EAGER, Type.OPERATOR, Type.MAKER, Type.ASYNC_MAKER)) {
            String name = type.source();
            members.add(Node.fragment(
                    "static " + name + " " + type.name().toLowerCase(Locale.ROOT) + "(" + name + " f) { return f; }"));
        }
        members.add(Node.fragment("interface Operator { int apply(int x) throws Exception; }"));
        members.add(Node.fragment(
                "interface Mix { Coroutine<String> apply(int a, long b, String c) throws Exception; ",
                new Node.Word("", "static Mix cold(Mix f) { return (a, b, c) -> call(() -> f.apply(a, b, c)); } "),
                "}"));
        members.add(Node.fragment(
                "interface Eager { " + grammar.eager.source(Type.LONG) + " apply(long x) throws Exception; ",
                new Node.Word("", "static Eager cold(Eager f) { return x -> call(() -> f.apply(x)); } "),
                "}"));
        members.addAll(Generators.header());
        members.add(Node.fragment("interface Source<T> { Coroutine<T> pick(T x) throws Exception; }"));
        members.add(Node.fragment("static final class Init { static { World.logClass(\"Init\"); } final Object held;"
                + " Init(Object held) { this.held = env.show(0, held); } }"));
        return members;
    }

    private Node shape(List<Signature> methods) {
        grammar.switches.overEnums(false);
        Node shape = Node.fragment("interface Shape extends Source<Integer> ", Node.body(methods(methods)));
        grammar.switches.overEnums(true);
        return shape;
    }

    private Node base(List<Signature> methods) {
        List<Node> members = new ArrayList<>(fields("protected ", Fields.BASE));
        members.add(Node.fragment("Base(int x) { fInt = env.see(0, x); }"));
        members.add(Node.fragment(
                "@Override public String toString() { return \"Base\" + fInt + fLong + World.cut(fInts); }"));
        members.addAll(methods(methods));
        return Node.fragment("static class Base extends Ancestor ", Node.body(members));
    }

    private Node derived(List<Signature> methods) {
        List<Node> members = new ArrayList<>(fields("private ", Fields.DERIVED));
        members.add(Node.fragment("Derived(int x, double y) { super(x); fDouble = env.see(0, y); }"));
        members.add(Node.fragment(
                "@Override public String toString() { return \"Derived\" + fInt + fDouble + World.cut(fObject); }"));
        members.addAll(methods(methods));
        String modifier = choice.of("", "final ");
        return Node.fragment("static " + modifier + "class Derived extends Base implements Shape ", Node.body(members));
    }

    private static List<Node> fields(String modifier, List<Type> types) {
        return types.stream()
                .map(type -> Node.fragment(
                        modifier + type.source() + " " + Fields.name(type) + " = " + type.literal() + ";"))
                .toList();
    }

    private Node pair(List<Signature> methods) {
        List<Node> members = new ArrayList<>();
        members.add(Node.fragment("Pair { env.join(first, second, third); }"));
        members.add(Node.fragment(
                "@Override public String toString() { return \"Pair\" + World.cut(first) + World.cut(second); }"));
        members.addAll(methods(methods));
        return Node.fragment(
                "record Pair(Object first, Object second, long third) implements Shape ", Node.body(members));
    }

    private Node color(Signature overridden, Signature pick) {
        Node override = grammar.methods.of(overridden, "GREEN", 1);
        List<Node> members = new ArrayList<>();
        members.add(Node.fragment("RED, GREEN ", Node.body(List.of(override)), ", BLUE;"));
        members.add(of(overridden));
        members.add(of(pick));
        return Node.fragment("enum Color implements Shape ", Node.body(members));
    }
}
