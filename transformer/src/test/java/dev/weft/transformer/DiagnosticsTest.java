package dev.weft.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is printed for each mistake, word for word. */
class DiagnosticsTest {
    private static final String MONITOR = "a monitor belongs to a thread and cannot be held while a coroutine is"
            + " suspended; use dev.weft.sync.AsyncLock";

    private static void assertPrinted(String source, String... expected) {
        assertEquals(String.join("\n", expected), printed(source));
    }

    private static String printed(String source) {
        return String.join("\n", Program.of(source).diagnostics());
    }

    /** How many bytes it is depends on the compiler. */
    private static void assertPrintedOfSize(String source, String... expected) {
        assertEquals(String.join("\n", expected), printed(source).replaceAll("\\d+ bytes", "N bytes"));
    }

    @Nested
    class AwaitOutsideAsync {
        @Test
        void in_a_method_that_is_not_annotated() {
            assertPrinted(
                    """
                    class Foo {
                        Coroutine<Integer> load(Coroutine<Integer> price) {
                            int paid = await(price);
                            return null;
                        }
                    }
                    """,
                    "app/Foo.java:[3] error: [await-outside-async] await() in load(), which is not @Async: annotate it");
        }

        @Test
        void the_mend_names_a_return_type_that_suits_the_call() {
            assertPrinted(
                    """
                    class Foo {
                        void f1(Coroutine<Integer> price) { await(price); }
                        Coroutine<Integer> f2() { return result(1); }
                        Coroutine<Void> f3() { return done(); }
                        void f4() { emit(1); }
                        Coroutine<Void> f5() { emit(1); return null; }
                        void f6(Generator<?> inner) { emitAll(inner); }
                        Generator<Integer> f7() { return end(); }
                        Generator<Integer> f8() { return end(1); }
                    }
                    """,
                    "app/Foo.java:[2] error: [await-outside-async] await() in f1(), which is not @Async: annotate it and"
                            + " return a Coroutine",
                    "app/Foo.java:[3] error: [await-outside-async] result() in f2(), which is not @Async: annotate it",
                    "app/Foo.java:[4] error: [await-outside-async] done() in f3(), which is not @Async: annotate it",
                    "app/Foo.java:[5] error: [await-outside-async] emit() in f4(), which is not @Async: annotate it and"
                            + " return a Generator or an AsyncGenerator",
                    "app/Foo.java:[6] error: [await-outside-async] emit() in f5(), which is not @Async: annotate it and"
                            + " return a Generator or an AsyncGenerator",
                    "app/Foo.java:[7] error: [await-outside-async] emitAll() in f6(), which is not @Async: annotate it"
                            + " and return a Generator",
                    "app/Foo.java:[8] error: [await-outside-async] end() in f7(), which is not @Async: annotate it",
                    "app/Foo.java:[9] error: [await-outside-async] end() in f8(), which is not @Async: annotate it");
        }

        @Test
        void in_main() {
            assertPrinted(
                    """
                    class Foo {
                        public static void main(String[] args) {
                            await(sleep(1));
                        }
                    }
                    """,
                    "app/Foo.java:[3] error: [await-outside-async] await() in main(), which is not @Async: move it into"
                            + " an @Async method and start that by Weft.run(..)");
        }

        @Test
        void in_a_constructor() {
            assertPrinted(
                    """
                    class Foo {
                        final int price;
                        Foo(Coroutine<Integer> price) {
                            this.price = await(price);
                        }
                    }
                    """,
                    "app/Foo.java:[4] error: [await-outside-async] await() in a constructor, which cannot be @Async:"
                            + " move it into an @Async method");
        }

        @Test
        void in_a_static_initialiser() {
            assertPrinted(
                    """
                    class Foo {
                        static final int PRICE = await((Coroutine<Integer>) null);
                    }
                    """,
                    "app/Foo.java:[2] error: [await-outside-async] await() in a static initialiser, which cannot be"
                            + " @Async: move it into an @Async method");
        }

        @Test
        void in_a_lambda_of_another_return_type_within_an_async_method() {
            assertPrinted(
                    """
                    class Foo {
                        @Async Coroutine<Void> loadAll(List<Coroutine<Integer>> prices) {
                            prices.forEach(price -> await(price));
                            return done();
                        }
                    }
                    """,
                    "app/Foo.java:[3] error: [await-outside-async] await() in a lambda that returns void, which cannot"
                            + " suspend: let it return a Coroutine, or use a loop in place of the lambda");
        }

        @Test
        void as_a_method_reference() {
            assertPrinted(
                    """
                    class Foo {
                        @Async Coroutine<Void> loadAll(List<Coroutine<Integer>> prices) {
                            prices.stream().map((java.util.function.Function<Coroutine<Integer>, Integer>) Weft::await);
                            return done();
                        }
                    }
                    """,
                    "app/Foo.java:[3] error: [await-outside-async] Weft::await as a method reference: it has no @Async"
                            + " body to suspend; write an @Async method or a lambda that returns a Coroutine");
        }

        @Test
        void not_in_a_lambda_that_returns_a_coroutine() {
            assertPrinted("""
                    class Foo {
                        AsyncFunction<Coroutine<Integer>, Integer> twice = price -> result(2 * await(price));
                    }
                    """);
        }
    }

    @Nested
    class AwaitInSynchronized {
        @Test
        void a_suspension_point_inside_the_block() {
            assertPrinted(
                    """
                    class Foo {
                        @Async Coroutine<Void> load(Coroutine<Integer> price) {
                            synchronized (this) {
                                await(price);
                            }
                            return done();
                        }
                        @Async Generator<Integer> items(Generator<Integer> inner) {
                            synchronized (this) {
                                emit(1);
                                emitAll(inner);
                            }
                            return end();
                        }
                    }
                    """,
                    "app/Foo.java:[4] error: [await-in-synchronized] await() inside synchronized in load(): " + MONITOR,
                    "app/Foo.java:[10] error: [await-in-synchronized] emit() inside synchronized in items(): "
                            + MONITOR,
                    "app/Foo.java:[11] error: [await-in-synchronized] emitAll() inside synchronized in items(): "
                            + MONITOR);
        }

        @Test
        void an_annotated_method_that_is_synchronized() {
            assertPrinted(
                    """
                    class Foo {
                        @Async synchronized Coroutine<Void> load() {
                            return done();
                        }
                    }
                    """, "app/Foo.java:[3] error: [await-in-synchronized] @Async load() is synchronized: " + MONITOR);
        }

        @Test
        void a_loop_or_resource_that_is_asynchronous_by_its_type() {
            Program program = Program.of("""
                    class Foo {
                        @Async Coroutine<Void> load(AsyncIterable<Integer> prices) {
                            synchronized (this) {
                                for (int price : prices) {
                                    hashCode();
                                }
                                try (Connection connection = new Connection()) {
                                    connection.hashCode();
                                }
                            }
                            return done();
                        }
                    }
                    """, "class Connection implements AsyncCloseable { public void close() {} }");
            assertEquals(
                    List.of(
                            "app/Foo.java:[4] error: [await-in-synchronized] for over an AsyncIterable inside"
                                    + " synchronized in load(): " + MONITOR,
                            "app/Foo.java:[7] error: [await-in-synchronized] closing an AsyncCloseable inside"
                                    + " synchronized in load(): " + MONITOR),
                    program.diagnostics());
        }

        @Test
        void several_blocks_within_one_another_and_a_lock_whose_variable_changes() {
            assertPrinted(
                    """
                    class Foo {
                        @Async Coroutine<Void> load(Coroutine<Integer> price, Object other) {
                            Object lock = this;
                            synchronized (lock) {
                                Object same = lock;
                                lock = other;
                                synchronized (same) {
                                    await(price);
                                }
                                await(price);
                                try {
                                    hashCode();
                                } catch (IllegalStateException e) {
                                    await(price);
                                }
                            }
                            await(price);
                            return done();
                        }
                    }
                    """,
                    "app/Foo.java:[8] error: [await-in-synchronized] await() inside synchronized in load(): " + MONITOR,
                    "app/Foo.java:[10] error: [await-in-synchronized] await() inside synchronized in load(): "
                            + MONITOR,
                    "app/Foo.java:[14] error: [await-in-synchronized] await() inside synchronized in load(): "
                            + MONITOR);
        }

        @Test
        void not_a_loop_or_resource_that_is_not() {
            Program program = Program.of("""
                    class Foo {
                        @Async Coroutine<Void> load(List<Integer> prices) {
                            synchronized (this) {
                                for (int price : prices) {
                                    hashCode();
                                }
                                try (Connection connection = new Connection()) {
                                    connection.hashCode();
                                }
                            }
                            return done();
                        }
                    }
                    """, "class Connection implements AutoCloseable { public void close() {} }");
            assertEquals(List.of(), program.diagnostics());
        }

        @Test
        void not_before_beside_or_behind_the_block() {
            assertPrinted("""
                    class Foo {
                        int n;
                        @Async Coroutine<Void> load(Coroutine<Integer> price) {
                            n = await(price);
                            try {
                                synchronized (this) {
                                    if (n > 3) {
                                        return result(null);
                                    }
                                    n++;
                                }
                            } catch (IllegalStateException e) {
                                n += await(price);
                            } finally {
                                n -= await(price);
                            }
                            while (n > 0) {
                                synchronized (price) {
                                    if (n == 7) {
                                        break;
                                    }
                                    n--;
                                }
                                await(price);
                            }
                            await(price);
                            return done();
                        }
                    }
                    """);
        }
    }

    @Test
    void await_in_generator() {
        assertPrinted(
                """
                class Foo {
                    @Async Generator<Integer> items(Coroutine<Integer> price) {
                        emit(await(price));
                        return end();
                    }
                }
                """,
                "app/Foo.java:[3] error: [await-in-generator] await() in items(), which returns a Generator and runs"
                        + " without a loop: return an AsyncGenerator");
    }

    /** At run time it would be said that the class is not woven. */
    @Test
    void async_for_and_async_with_in_generator() {
        assertPrinted(
                """
                class Foo {
                    @Async Generator<Integer> items(AsyncIterable<Integer> source, Iterable<Integer> plain) {
                        for (int item : source) {
                            emit(item);
                        }
                        for (int item : plain) {
                            emit(item);
                        }
                        return end();
                    }
                    @Async Generator<Integer> closing(AsyncCloseable source) {
                        try (source) {
                            emit(1);
                        }
                        return end();
                    }
                    @Async Generator<Integer> closesAtOnce() {
                        try (var both = new Both()) {
                            emit(1);
                        }
                        return end();
                    }
                    static class Both implements AsyncCloseable {
                        public void close() {}
                        public Coroutine<Void> closeAsync() { return null; }
                    }
                }
                """,
                "app/Foo.java:[3] error: [await-in-generator] for over an AsyncIterable in items(), which returns a"
                        + " Generator and runs without a loop: return an AsyncGenerator",
                "app/Foo.java:[12] error: [await-in-generator] closing an AsyncCloseable in closing(), which returns a"
                        + " Generator and runs without a loop: return an AsyncGenerator");
    }

    @Test
    void emit_outside_generator() {
        assertPrinted(
                """
                class Foo {
                    @Async Coroutine<Void> load(Generator<Integer> inner) {
                        emit(1);
                        emitAll(inner);
                        return done();
                    }
                    @Async AsyncGenerator<Integer> items(Generator<Integer> inner) {
                        emitAll(inner);
                        return end();
                    }
                }
                """,
                "app/Foo.java:[3] error: [emit-outside-generator] emit() in load(), which is no generator: return a"
                        + " Generator or an AsyncGenerator",
                "app/Foo.java:[4] error: [emit-outside-generator] emitAll() in load(), which is no generator: return a"
                        + " Generator",
                "app/Foo.java:[8] error: [emit-outside-generator] emitAll() in items(), which returns an AsyncGenerator:"
                        + " emit each item in a for loop");
    }

    @Test
    void unsupported_return_type() {
        assertPrinted(
                """
                class Foo {
                    @Async void load() {
                        await(sleep(1));
                    }
                    @Async java.util.concurrent.Future<Integer> start() {
                        return null;
                    }
                    @Async Coroutine<Integer>[] all() {
                        return null;
                    }
                }
                """,
                "app/Foo.java:[3] error: [unsupported-return-type] @Async load() returns void: return Coroutine, Task,"
                        + " Future, CompletableFuture, CompletionStage, Generator or AsyncGenerator",
                "app/Foo.java:[6] error: [unsupported-return-type] @Async start() returns java.util.concurrent.Future:"
                        + " return Coroutine, Task, Future, CompletableFuture, CompletionStage, Generator or"
                        + " AsyncGenerator",
                "app/Foo.java:[9] error: [unsupported-return-type] @Async all() returns Coroutine[]: return Coroutine,"
                        + " Task, Future, CompletableFuture, CompletionStage, Generator or AsyncGenerator");
    }

    /** Fits plain, does not fit woven. */
    @Test
    void method_too_large() {
        assertPrintedOfSize(
                """
                class Foo {
                    @Async Coroutine<Integer> load(Coroutine<Integer> price) {
                        int sum = 0;
                %s
                        return result(sum);
                    }
                }
                """.formatted("sum += await(price);\n".repeat(1500)),
                "app/Foo.java:[3] error: [method-too-large] load() would have N bytes of bytecode once it is woven,"
                        + " and the JVM allows 65535: move parts of it into @Async methods of their own");
    }

    /** The JVM has 255 slots for parameters, of which a body takes two itself. */
    @Test
    void method_too_large_by_its_parameters() {
        StringBuilder longs = new StringBuilder("int n");
        for (int i = 0; i < 126; i++) {
            longs.append(", long l").append(i);
        }
        assertPrinted("class Foo {\n@Async static Coroutine<Void> load(" + longs + ") {\nreturn done(); } }");
        assertPrinted(
                "class Foo {\n@Async Coroutine<Void> load(" + longs + ") {\nreturn done(); } }",
                "app/Foo.java:[3] error: [method-too-large] load() would have parameters of 256 slots, more than the JVM's"
                        + " 255 (a long or double takes two, and Weft adds 2): pass some of them in an object");
    }

    @Test
    void large_method() {
        assertPrintedOfSize(
                """
                class Foo {
                    @Async Coroutine<Integer> load(Coroutine<Integer> price) {
                        int sum = 0;
                %s
                        return result(sum);
                    }
                    AsyncFunction<Coroutine<Integer>, Integer> load = price -> {
                        int sum = 0;
                %s
                        return result(sum);
                    };
                }
                """.formatted("sum += await(price);\n".repeat(150), "sum += await(price);\n".repeat(150)),
                "app/Foo.java:[3] warning: [large-method] load() has N bytes of bytecode once it is woven, and HotSpot"
                        + " compiles no method above 8000: move parts of it into @Async methods of their own",
                "app/Foo.java:[158] warning: [large-method] the body of a lambda has N bytes of bytecode once it is"
                        + " woven, and HotSpot compiles no method above 8000: move parts of it into @Async methods of"
                        + " their own");
    }

    @Nested
    class ClassVersion {
        private static final Program FOO = Program.of("""
                class Foo {
                    void plain() {}
                    @Async Coroutine<Void> load() {
                        return done();
                    }
                }
                """, """
                class Bar {
                    void plain(Coroutine<Integer> price) {}
                }
                """);

        private static List<Diagnostic> of(String name, int version) {
            byte[] classFile = FOO.classFile(name).clone();
            classFile[7] = (byte) version;
            return Program.weave(classFile, ClassResolver.none()).diagnostics();
        }

        @Test
        void newer_than_this_release_knows() {
            assertEquals(
                    "[app/Foo.java:[4] error: [class-version] class file version 99 (Java 55) is newer than this release"
                            + " of Weft knows: compile with --release 28 or update Weft]",
                    of("app/Foo", 99).toString());
        }

        @Test
        void older_than_stack_maps() {
            assertEquals(
                    "[app/Foo.java:[4] error: [class-version] class file version 50 (Java 6) may lack the stack maps that"
                            + " weaving needs: compile with --release 8 or later]",
                    of("app/Foo", 50).toString());
        }

        @Test
        void does_not_concern_a_class_without_async_methods() {
            assertEquals(List.of(), of("app/Bar", 99));
        }

        @Test
        void every_version_from_7_to_the_newest_is_woven() {
            for (int version = 51; version <= 72; version++) {
                assertEquals(List.of(), of("app/Foo", version), "version " + version);
            }
        }

        /** As it will be where a later version changes the form of methods. */
        @Test
        void a_class_file_that_cannot_be_parsed_is_named_by_its_own_name() {
            byte[] classFile = FOO.classFile("app/Foo").clone();
            classFile[7] = 99;
            byte[] cut = java.util.Arrays.copyOf(classFile, classFile.length - 20);
            assertEquals(
                    "[app/Foo.java:[1] error: [class-version] class file version 99 (Java 55) is newer than this release"
                            + " of Weft knows: compile with --release 28 or update Weft]",
                    Program.weave(cut, ClassResolver.none()).diagnostics().toString());
        }
    }

    @Nested
    class DiscardedCoroutine {
        @Test
        void a_call_whose_result_is_dropped_wherever_it_stands() {
            assertPrinted(
                    """
                    class Foo {
                        static @Async Coroutine<Void> ping() { return done(); }
                        static void plain() {
                            ping();
                        }
                        static @Async Coroutine<Void> load() {
                            ping();
                            sleep(5);
                            Runnable lambda = () -> ping();
                            Runnable reference = Foo::ping;
                            return done();
                        }
                    }
                    """,
                    "app/Foo.java:[4] warning: [discarded-coroutine] the Coroutine of ping() is dropped and never runs:"
                            + " await it, or start it by Weft.createTask(..)",
                    "app/Foo.java:[7] warning: [discarded-coroutine] the Coroutine of ping() is dropped and never runs:"
                            + " await it, or start it by Weft.createTask(..)",
                    "app/Foo.java:[8] warning: [discarded-coroutine] the Coroutine of sleep() is dropped and never runs:"
                            + " await it, or start it by Weft.createTask(..)",
                    "app/Foo.java:[10] warning: [discarded-coroutine] the Coroutine of ping() is dropped and never runs:"
                            + " await it, or start it by Weft.createTask(..)",
                    "app/Foo.java:[9] warning: [discarded-coroutine] the Coroutine of ping() is dropped and never runs:"
                            + " await it, or start it by Weft.createTask(..)");
        }

        @Test
        void not_what_is_kept_passed_on_awaited_or_running_already() {
            assertPrinted("""
                    class Foo {
                        static @Async Coroutine<Void> ping() { return done(); }
                        static @Async Coroutine<Coroutine<Void>> nested() { return result(ping()); }
                        static @Async Task<Void> eager() { return done(); }
                        static @Async Coroutine<Void> load() {
                            Coroutine<Void> kept = ping();
                            createTask(ping());
                            await(ping());
                            await(nested());
                            eager();
                            java.util.function.Supplier<Coroutine<Void>> reference = Foo::ping;
                            return done();
                        }
                    }
                    """);
        }
    }

    @Nested
    class BlockingCall {
        private static String blocks(int line, String call, String mend) {
            return "app/Foo.java:[" + line + "] warning: [blocking-call] " + call + " in load() blocks the thread, and"
                    + " with it every task of its loop: " + mend;
        }

        @Test
        void calls_of_the_JDK_that_are_known_to_block() {
            assertPrinted(
                    """
                    class Foo {
                        @Async Coroutine<Void> load() throws Exception {
                            Thread.sleep(1);
                            wait();
                            new java.util.concurrent.CompletableFuture<Void>().join();
                            new java.util.concurrent.Semaphore(1).tryAcquire(1, java.util.concurrent.TimeUnit.DAYS);
                            new java.io.FileInputStream("f").read();
                            new java.net.Socket().getInputStream();
                            java.nio.file.Files.readString(null);
                            return done();
                        }
                    }
                    """,
                    blocks(3, "Thread.sleep()", "await Weft.sleep(..)"),
                    blocks(4, "Object.wait()", "use dev.weft.sync.AsyncCondition"),
                    blocks(5, "CompletableFuture.join()", "await it"),
                    blocks(6, "Semaphore.tryAcquire()", "use dev.weft.sync.AsyncSemaphore"),
                    blocks(7, "new FileInputStream()", "await Weft.toThread(() -> ..)"),
                    blocks(7, "FileInputStream.read()", "await Weft.toThread(() -> ..)"),
                    blocks(8, "Socket.getInputStream()", "use dev.weft.net"),
                    blocks(9, "Files.readString()", "await Weft.toThread(() -> ..)"));
        }

        @Test
        void their_relatives_that_do_not_block_are_let_pass() {
            assertPrinted("""
                    class Foo {
                        @Async Coroutine<Void> load() throws Exception {
                            notifyAll();
                            new java.util.concurrent.CompletableFuture<Void>().getNow(null);
                            new java.util.concurrent.Semaphore(1).tryAcquire();
                            new java.util.concurrent.LinkedBlockingQueue<Integer>().poll();
                            new java.util.concurrent.LinkedBlockingQueue<Integer>().offer(1);
                            new java.util.concurrent.locks.ReentrantLock().lock();
                            new java.net.Socket();
                            new java.io.ByteArrayInputStream(new byte[1]).read();
                            java.nio.file.Files.exists(null);
                            return done();
                        }
                    }
                    """);
        }

        @Test
        void in_a_lambda_that_is_woven() {
            assertPrinted(
                    """
                    class Foo {
                        AsyncFunction<Integer, Void> load = millis -> { Thread.sleep(millis); return done(); };
                    }
                    """,
                    "app/Foo.java:[2] warning: [blocking-call] Thread.sleep() in a lambda that returns Coroutine blocks"
                            + " the thread, and with it every task of its loop: await Weft.sleep(..)");
        }

        @Test
        void not_in_methods_and_lambdas_that_run_elsewhere() {
            assertPrinted("""
                    class Foo {
                        void plain() throws Exception { Thread.sleep(1); }
                        @Async Coroutine<Void> load() {
                            java.util.concurrent.Callable<Void> elsewhere = () -> { Thread.sleep(1); return null; };
                            return done();
                        }
                    }
                    """);
        }

        @Test
        void annotated_methods_and_constructors_also_inherited_ones() {
            Program program = Program.of(
                    """
                    class Foo {
                        @Blocking static void parse() {}
                        @Async Coroutine<Void> load(Database database) {
                            parse();
                            new Database(1);
                            database.query();
                            database.open();
                            return done();
                        }
                    }
                    """,
                    """
                    class Database extends Store implements Table {
                        @Blocking Database(int n) {}
                    }
                    """,
                    "class Store { @Blocking void query() {} }",
                    "interface Table { @Blocking default void open() {} }");
            assertEquals(
                    List.of(
                            blocks(4, "Foo.parse()", "await Weft.toThread(() -> ..)"),
                            blocks(5, "new Database()", "await Weft.toThread(() -> ..)"),
                            blocks(6, "Database.query()", "await Weft.toThread(() -> ..)"),
                            blocks(7, "Database.open()", "await Weft.toThread(() -> ..)")),
                    program.diagnostics());
        }

        @Test
        void calls_through_a_subclass_unless_it_has_a_method_of_its_own() {
            Program program = Program.of(
                    """
                    class Foo {
                        @Async Coroutine<Void> load(Worker worker, Ready ready) throws Exception {
                            worker.join();
                            ready.get();
                            return done();
                        }
                    }
                    """,
                    "class Worker extends Thread {}",
                    "class Ready extends java.util.concurrent.CompletableFuture<Void> { public Void get() { return null; } }");
            assertEquals(List.of(blocks(3, "Worker.join()", "await Weft.toThread(() -> ..)")), program.diagnostics());
        }
    }

    /** There is no line for them in the class file. */
    @Test
    void without_body() {
        String foo = """
                abstract class Foo {
                    @Async abstract Coroutine<Void> load();
                    @Async native Coroutine<Void> store();
                }
                """;
        List<Diagnostic> found = Program.of(foo).weave("app/Foo").diagnostics();
        assertEquals(
                List.of(
                        "app/Foo.java:[1] warning: [without-body] @Async on load(), which is abstract: it is not inherited,"
                                + " put it on the implementations",
                        "app/Foo.java:[1] warning: [without-body] @Async on store(), which is native: it has no body to be"
                                + " rewritten"),
                found.stream().map(Diagnostic::toString).toList());
        assertEquals(
                List.of("src/Foo.java 2", "src/Foo.java 3"),
                found.stream()
                        .map(diagnostic -> diagnostic.in("src/Foo.java", foo))
                        .map(diagnostic -> diagnostic.source() + " " + diagnostic.line())
                        .toList());
    }

    @Nested
    class All {
        private static final String SEVERAL = """
                class Foo {
                    void plain(Coroutine<Integer> price) {
                        await(price);
                        await(price);
                    }
                    @Async void load() {}
                    @Async Coroutine<Void> store() throws Exception {
                        synchronized (this) { await(sleep(1)); }
                        emit(2);
                        Thread.sleep(3);
                        sleep(4);
                        return done();
                    }
                }
                """;

        @Test
        void mistakes_of_a_class_are_reported_and_it_stays_as_it_is() {
            Result result = Program.of(SEVERAL).weave("app/Foo");
            assertEquals(
                    List.of(
                            "3 await-outside-async",
                            "4 await-outside-async",
                            "6 unsupported-return-type",
                            "8 await-in-synchronized",
                            "9 emit-outside-generator",
                            "10 blocking-call",
                            "11 discarded-coroutine"),
                    result.diagnostics().stream()
                            .map(found -> found.line() + " " + found.code())
                            .toList());
            assertTrue(result.hasErrors());
            assertFalse(result.changed());
            assertEquals(0, result.frames().size());
        }

        @Test
        void methods_that_are_too_large_are_reported_together() {
            String method = """
                    @Async Coroutine<Void> %s(Coroutine<Void> tick) {
                    %s
                    return done(); }
                    """;
            String awaits = "await(tick);\n".repeat(2000);
            assertEquals(
                    List.of("method-too-large", "method-too-large", "large-method"),
                    Program.of("class Foo {\n" + method.formatted("a", awaits) + method.formatted("b", awaits)
                                    + method.formatted("c", "await(tick);\n".repeat(400)) + "}")
                            .weave("app/Foo")
                            .diagnostics()
                            .stream()
                            .map(Diagnostic::code)
                            .toList());
        }

        /** javac writes a finally block once for each way out of its try. */
        @Test
        void mistakes_in_code_that_the_compiler_copies_are_reported_once() {
            assertPrinted(
                    """
                    class Foo {
                        @Async Coroutine<Integer> load(int n) throws Exception {
                            try {
                                if (n > 0) return result(n);
                                n++;
                            } finally {
                                Thread.sleep(1);
                            }
                            return result(n);
                        }
                    }
                    """,
                    "app/Foo.java:[7] warning: [blocking-call] Thread.sleep() in load() blocks the thread, and with it"
                            + " every task of its loop: await Weft.sleep(..)");
        }
    }

    @Nested
    class Source {
        private static final String SECOND_CLASS = """
                class Foo { static class Inner { void load() { await(sleep(1)); } } }
                class Second { void load() { await(sleep(1)); } }
                """;

        private static List<String> places(String debug) {
            return List.of("app/Foo$Inner", "app/Second").stream()
                    .flatMap(name -> Program.compiled(debug, SECOND_CLASS).weave(name).diagnostics().stream())
                    .map(found -> found.source() + " " + found.line())
                    .toList();
        }

        @Test
        void file_and_line_are_those_of_the_class_file() {
            assertEquals(List.of("app/Foo.java 1", "app/Foo.java 2"), places("-g:source,lines"));
        }

        @Test
        void without_lines_the_file_is_known() {
            assertEquals(List.of("app/Foo.java 0", "app/Foo.java 0"), places("-g:source"));
        }

        @Test
        void a_line_that_the_class_file_lacks_is_that_of_the_declaration_in_the_source() {
            String source = """
                    class Foo {
                        static int prices = await(sleep(1)) == null ? 1 : 2;
                        void load() {
                            await(sleep(1));
                        }
                        @Async Coroutine<Void> store() {
                            List.of().forEach(item -> await(sleep(1)));
                            return done();
                        }
                        static class Inner {
                            Inner() { await(sleep(1)); }
                        }
                    }
                    """;
            Program program = Program.compiled("-g:none", source);
            assertEquals(
                    "3 6 1 10",
                    Stream.of("app/Foo", "app/Foo$Inner")
                            .flatMap(name -> program.weave(name).diagnostics().stream())
                            .map(found ->
                                    String.valueOf(found.in("Foo.java", source).line()))
                            .collect(Collectors.joining(" ")));
        }

        /** Of every code; the version is a matter of the whole file, and sizes are looked at where nothing else is wrong. */
        @Test
        void with_the_name_of_the_file_alone_each_finding_is_where_the_source_declares_its_method() {
            String source = """
                    abstract class Foo {
                        void plain(Coroutine<Integer> price) {
                            await(price);
                        }
                        @Async Coroutine<Void> locking(Coroutine<Integer> price) {
                            synchronized (this) {
                                await(price);
                            }
                            return done();
                        }
                        @Async Generator<Integer> items(Coroutine<Integer> price) {
                            emit(await(price));
                            return end();
                        }
                        @Async Coroutine<Void> emitting() {
                            emit(1);
                            return done();
                        }
                        @Async void nothing() {}
                        @Async Coroutine<Void> dropping() {
                            sleep(1);
                            return done();
                        }
                        @Async Coroutine<Void> blocking() throws Exception {
                            Thread.sleep(1);
                            return done();
                        }
                        @Async abstract Coroutine<Void> bodiless();
                    }
                    """;
            assertEquals(
                    List.of(
                            "src/Foo.java:[2] error: [await-outside-async]",
                            "src/Foo.java:[5] error: [await-in-synchronized]",
                            "src/Foo.java:[11] error: [await-in-generator]",
                            "src/Foo.java:[15] error: [emit-outside-generator]",
                            "src/Foo.java:[19] error: [unsupported-return-type]",
                            "src/Foo.java:[20] warning: [discarded-coroutine]",
                            "src/Foo.java:[24] warning: [blocking-call]",
                            "src/Foo.java:[28] warning: [without-body]"),
                    foundIn(source, 61));

            String large = """
                    class Foo {
                        @Async Coroutine<Integer> slow(Coroutine<Integer> price) {
                            int sum = 0;
                    %s
                            return result(sum);
                        }
                        @Async Coroutine<Integer> tooLarge(Coroutine<Integer> price) {
                            int sum = 0;
                    %s
                            return result(sum);
                        }
                    }
                    """.formatted("sum += await(price); ".repeat(150), "sum += await(price); ".repeat(1500));
            assertEquals(
                    List.of("src/Foo.java:[2] warning: [large-method]", "src/Foo.java:[7] error: [method-too-large]"),
                    foundIn(large, 61));

            assertEquals(
                    List.of("src/Foo.java:[3] error: [class-version]"),
                    foundIn("class Foo {\n\n@Async Coroutine<Void> load() { return done(); } }", 99));
        }

        /** In the order of the source. */
        private static List<String> foundIn(String source, int version) {
            byte[] classFile =
                    Program.compiled("-g:source", source).classFile("app/Foo").clone();
            classFile[7] = (byte) version;
            return Program.weave(classFile, ClassResolver.none()).diagnostics().stream()
                    .map(found -> found.in("src/Foo.java", source))
                    .sorted(Comparator.comparingInt(Diagnostic::line))
                    .map(found -> found.toString().replaceFirst("(?<=] (?:error|warning): \\[[a-z-]{1,30}]).*", ""))
                    .toList();
        }

        @Test
        void a_line_of_the_class_file_is_kept() {
            String source = "class Foo { void load() {\nawait(sleep(1)); } }";
            Diagnostic found = Program.of(source).weave("app/Foo").diagnostics().get(0);
            assertEquals(2, found.in("Foo.java", source).line());
        }

        @Test
        void without_any_the_file_is_that_of_the_outermost_class() {
            assertEquals(List.of("app/Foo.java 0", "app/Second.java 0"), places("-g:none"));
        }

        @Test
        void a_dollar_that_begins_a_name_is_part_of_it() {
            assertEquals(
                    "app/$Foo.java",
                    Program.compiled("-g:none", "class $Foo { @Async void load() {} }")
                            .weave("app/$Foo")
                            .diagnostics()
                            .get(0)
                            .source());
        }
    }
}
