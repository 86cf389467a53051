package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.net.Programs.failureOf;
import static dev.weft.net.Programs.run;
import static dev.weft.net.Programs.ticks;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Programs.Family;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsTest {
    @Async
    private static Coroutine<Void> echoLines(Connection connection) {
        for (String line : connection.reader().lines()) {
            connection.writer().write("echo " + line + "\n");
            await(connection.writer().drain());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> talk(Server server, String name) {
        try (Connection connection = await(Streams.connect(server.localAddress()))) {
            assertEquals(server.localAddress(), connection.remoteAddress());
            for (int i = 0; i < 3; i++) {
                connection.writer().write(name + " " + i + "\r\n");
                assertEquals("echo " + name + " " + i, await(connection.reader().readLine()));
            }
            connection.writer().write("last".getBytes(UTF_8));
            connection.writer().write(ByteBuffer.wrap(new byte[] {'!'}));
            connection.writer().writeEof();
            assertEquals("echo last!", await(connection.reader().readLine()));
            assertNull(await(connection.reader().readLine()), "the handler has ended");
            assertTrue(connection.reader().atEof());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> served(Family family) {
        Server server = await(Streams.serve(family.free(), StreamsTest::echoLines));
        List<Coroutine<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(talk(server, "client " + i));
        }
        await(gather(clients));
        return server.closeAsync();
    }

    @ParameterizedTest
    @EnumSource
    void each_connection_has_a_task_of_its_own_and_ends_with_it(Family family) throws Exception {
        run(loop -> served(family));
    }

    // --- handlers

    @Async
    private static Coroutine<Void> connectedTo(Server server) {
        try (Connection connection = await(Streams.connect(server.localAddress()))) {
            assertNull(await(connection.reader().readLine()), "closed by the other side");
        }
        return server.closeAsync();
    }

    @Async
    private static Coroutine<Void> servedBy(dev.weft.AsyncFunction<Connection, Void> handler) {
        Server server = await(Streams.serve(Family.INET.free(), handler));
        return connectedTo(server);
    }

    @Async
    private static Coroutine<Void> failLater(Exception failure) {
        await(ticks(3));
        return Coroutine.failed(failure);
    }

    @Test
    void what_a_handler_throws_is_reported_and_its_connection_closed() throws Exception {
        Exception failure = new Exception("bug");
        List<ErrorContext> reports = new ArrayList<>();
        run(loop -> servedBy(connection -> failLater(failure)), reports);
        run(
                loop -> servedBy(connection -> {
                    throw failure;
                }),
                reports);
        assertEquals(2, reports.size());
        for (ErrorContext report : reports) {
            assertTrue(report.message().startsWith("Unhandled exception in the handler of Connection["));
            assertSame(failure, report.exception());
            assertInstanceOf(Task.class, report.future());
        }
    }

    @Async
    private static Coroutine<Void> cancelled(EventLoop loop) {
        List<Task<?>> handlers = new ArrayList<>();
        Server server = await(Streams.serve(Family.INET.free(), connection -> {
            handlers.add(Task.current());
            return Weft.sleep(java.time.Duration.ofDays(1));
        }));
        Task<Void> client = createTask(connectedTo(server));
        while (handlers.isEmpty()) {
            await(ticks(1));
        }
        handlers.get(0).cancel();
        await(client);
        return done();
    }

    @Test
    void a_cancelled_handler_closes_its_connection_quietly() throws Exception {
        run(StreamsTest::cancelled);
    }

    /** A handler's task has its first step in the tick after the one that makes it. */
    private static void cancelNext(EventLoop loop, Set<Task<?>> others) {
        Set<Task<?>> handlers = Task.all();
        handlers.removeAll(others);
        if (handlers.isEmpty()) {
            loop.callSoon(() -> cancelNext(loop, others));
        }
        handlers.forEach(Task::cancel);
    }

    @Async
    private static Coroutine<Void> cancelledBeforeTheyBegin(EventLoop loop) {
        List<String> begun = new ArrayList<>();
        Server server = await(Streams.serve(Family.INET.free(), connection -> {
            begun.add("handler");
            return done();
        }));
        Task<Void> client = createTask(connectedTo(server));
        await(ticks(1));
        cancelNext(loop, Task.all());
        await(client);
        assertEquals(List.of(), begun);
        return done();
    }

    @Test
    void a_handler_that_is_cancelled_before_it_begins_closes_its_connection_too() throws Exception {
        run(StreamsTest::cancelledBeforeTheyBegin);
    }

    // --- listening

    @Async
    private static Coroutine<Void> greet(Connection connection) {
        try (connection) {
            connection.writer().write("hello\n");
            await(connection.writer().drain());
        }
        return done();
    }

    @Async
    private static Coroutine<Integer> greetAll(Listener listener) {
        int count = 0;
        for (Connection connection : listener) {
            count++;
            createTask(greet(connection));
        }
        return result(count);
    }

    @Async
    private static Coroutine<Void> greeted(Listener listener) {
        try (Connection connection = await(Streams.connect(listener.localAddress()))) {
            assertEquals("hello", await(connection.reader().readLine()));
            assertNull(await(connection.reader().readLine()));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> listened(Family family) {
        Listener listener = await(Streams.listen(family.free()));
        Task<Integer> greeting = createTask(greetAll(listener));
        List<Coroutine<Void>> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(greeted(listener));
        }
        await(gather(clients));
        await(listener.closeAsync());
        assertEquals(20, await(greeting));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void a_listener_gives_connections_until_it_is_closed(Family family) throws Exception {
        run(loop -> listened(family));
    }

    @Async
    private static Coroutine<Void> accepted(EventLoop loop) {
        Listener listener = await(Streams.listen(Family.INET.free()));
        Task<Connection> cancelled = createTask(listener.accept());
        await(ticks(1));
        cancelled.cancel();
        Connection client = await(Streams.connect(listener.localAddress()));
        Connection accepted = await(listener.accept());
        assertEquals(client.localAddress(), accepted.remoteAddress());

        Connection waiting = await(Streams.connect(listener.localAddress()));
        await(ticks(5));
        Task<Void> closing = createTask(listener.closeAsync());
        await(closing);
        assertInstanceOf(SocketException.class, await(failureOf(listener.accept())));
        assertInstanceOf(ConnectException.class, await(failureOf(Streams.connect(listener.localAddress()))));
        assertEquals(0, await(waiting.reader().readAll()).length, "nobody has taken it");

        client.writer().write("x");
        assertEquals("x", new String(await(accepted.reader().readExactly(1)), UTF_8), "taken: goes on");
        await(client.closeAsync());
        await(accepted.closeAsync());
        await(waiting.closeAsync());
        await(listener.closeAsync());
        return done();
    }

    @Test
    void a_closed_listener_closes_what_nobody_has_taken() throws Exception {
        run(StreamsTest::accepted);
    }

    @Async
    private static Coroutine<Void> patient(EventLoop loop) {
        Listener listener = await(Streams.listen(Family.UNIX.free()));
        List<Connection> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(await(Streams.connect(listener.localAddress())));
        }
        await(ticks(10));
        assertTrue(listener.toString().contains(" 1 waiting"), listener::toString);
        for (Connection client : clients) {
            Connection accepted = await(listener.accept());
            await(accepted.closeAsync());
            await(client.closeAsync());
        }
        return listener.closeAsync();
    }

    @Test
    void peers_wait_while_nobody_accepts() throws Exception {
        run(StreamsTest::patient);
    }

    // --- back-pressure

    /** Writes blocks until it is told to pause, and more than a reader holds. */
    private static final class Flood extends Recorder {
        int written;

        @Override
        public void connectionMade(Transport transport) {
            super.connectionMade(transport);
            ByteBuffer block = ByteBuffer.allocate(10_000);
            while (!paused.isDone() || written < 1_000_000) {
                transport.write(block.clear());
                written += block.capacity();
            }
        }
    }

    @Async
    private static Coroutine<Void> slowReader(EventLoop loop, Family family) {
        List<Flood> floods = new ArrayList<>();
        Supplier<Flood> factory = () -> {
            floods.add(new Flood());
            return floods.get(0);
        };
        Server server = await(loop.createServer(factory, family.free()));
        Connection client = await(Streams.connect(server.localAddress()));
        while (!client.reader().toString().contains("paused")) {
            await(ticks(1));
        }
        await(ticks(20));
        int held = Integer.parseInt(client.reader().toString().replaceAll("\\D+(\\d+) bytes.*", "$1"));
        assertTrue(held > 2 * 64 * 1024 && held <= 3 * 64 * 1024, () -> held + " bytes held");
        floods.get(0).transport().close();
        assertEquals(floods.get(0).written, await(client.reader().readAll()).length);
        await(client.closeAsync());
        return server.closeAsync();
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_that_nobody_reads_from_pauses_its_peer(Family family) throws Exception {
        run(loop -> slowReader(loop, family));
    }

    private static final int BLOCK = 100_000;

    @Async
    private static Coroutine<Void> writeBlocks(Connection connection, int count) {
        for (int i = 0; i < count; i++) {
            connection.writer().write(new byte[BLOCK]);
            await(connection.writer().drain());
        }
        return done();
    }

    @Async
    private static Coroutine<Void> slowPeer(EventLoop loop, Family family) {
        List<Recorder> peers = new ArrayList<>();
        Supplier<Recorder> factory = () -> {
            Recorder peer = new Recorder() {
                @Override
                public void connectionMade(Transport transport) {
                    super.connectionMade(transport);
                    transport.pauseReading();
                }
            };
            peers.add(peer);
            return peer;
        };
        Server server = await(loop.createServer(factory, family.free()));
        Connection client = await(Streams.connect(server.localAddress()));
        int count = 200;
        Task<Void> writing = createTask(writeBlocks(client, count));
        Task<Void> also = createTask(writeBlocks(client, 1));
        Task<Void> cancelled = createTask(writeBlocks(client, 1));
        await(ticks(count + 50));
        assertFalse(writing.isDone(), "20 MB are more than the system takes");
        assertFalse(also.isDone(), "any number may wait");
        cancelled.cancel();
        peers.get(0).transport().resumeReading();
        await(writing);
        await(also);
        assertTrue(cancelled.isCancelled());
        await(peers.get(0).received((count + 2) * BLOCK));
        await(client.closeAsync());
        return server.closeAsync();
    }

    @ParameterizedTest
    @EnumSource
    void drain_waits_for_a_slow_peer(Family family) throws Exception {
        run(loop -> slowPeer(loop, family));
    }

    @Async
    private static Coroutine<Void> random(Family family, long seed) {
        byte[] all = new byte[3_000_000];
        new Random(seed).nextBytes(all);
        Server server = await(Streams.serve(family.free(), connection -> {
            connection.writer().write(await(connection.reader().readAll()));
            return done();
        }));
        try (Connection connection = await(Streams.connect(server.localAddress()))) {
            Task<byte[]> reading = createTask(connection.reader().readAll());
            Random random = new Random(seed);
            for (int at = 0; at < all.length; ) {
                int count = Math.min(all.length - at, random.nextInt(random.nextBoolean() ? 100 : 300_000));
                connection.writer().write(ByteBuffer.wrap(all, at, count));
                at += count;
                if (random.nextBoolean()) {
                    await(connection.writer().drain());
                }
            }
            connection.writer().writeEof();
            assertArrayEquals(all, await(reading));
        }
        return server.closeAsync();
    }

    @ParameterizedTest
    @EnumSource
    void the_bytes_arrive_however_they_are_written(Family family) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            int each = seed;
            run(loop -> random(family, each));
        }
    }

    // --- ends

    @Async
    private static Coroutine<Void> afterTheEnd(EventLoop loop) {
        Server server = await(Streams.serve(Family.INET.free(), StreamsTest::echoLines));
        Connection connection = await(Streams.connect(server.localAddress()));
        Task<String> reading = createTask(connection.reader().readLine());
        await(ticks(1));
        Task<Void> first = createTask(connection.closeAsync());
        await(connection.closeAsync());
        await(first);
        assertNull(await(reading), "to the reader, its own close is the end of the stream");
        connection.writer().write("dropped");
        SocketException lost = assertInstanceOf(
                SocketException.class, await(failureOf(connection.writer().drain())));
        assertEquals("Connection lost", lost.getMessage());
        await(connection.closeAsync());

        Connection other = await(Streams.connect(server.localAddress()));
        other.writer().writeEof();
        assertInstanceOf(IllegalStateException.class, await(failureOf(writeLate(other))));
        await(other.closeAsync());
        return server.closeAsync();
    }

    @Async
    private static Coroutine<Void> writeLate(Connection connection) {
        connection.writer().write("late");
        return done();
    }

    @Test
    void after_the_end_writes_are_dropped_and_drain_says_so() throws Exception {
        run(StreamsTest::afterTheEnd);
    }

    @Async
    private static Coroutine<Void> reset(EventLoop loop) {
        Future<@Nullable Throwable> read = loop.createFuture();
        Future<@Nullable Throwable> drained = loop.createFuture();
        Future<@Nullable Throwable> closed = loop.createFuture();
        Server server = await(Streams.serve(Family.INET.free(), connection -> {
            read.setResult(await(failureOf(connection.reader().readLine())));
            drained.setResult(await(failureOf(connection.writer().drain())));
            closed.setResult(await(failureOf(connection.closeAsync())));
            return done();
        }));
        await(loop.runInExecutor(null, () -> {
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoLinger(true, 0);
            }
            return null;
        }));
        IOException reset = assertInstanceOf(IOException.class, await(read));
        assertSame(reset, await(drained));
        assertSame(reset, await(closed));
        return server.closeAsync();
    }

    @Test
    void what_the_connection_was_lost_by_is_thrown_by_every_call() throws Exception {
        run(StreamsTest::reset);
    }

    @Async
    private static Coroutine<Void> cancelledClose(EventLoop loop) {
        Server server = await(loop.createServer(Recorder::new, Family.INET.free()));
        Connection connection = await(Streams.connect(server.localAddress()));
        Task<Void> unwanted = createTask(connection.closeAsync());
        Task<Void> other = createTask(connection.closeAsync());
        await(ticks(1));
        unwanted.cancel();
        assertInstanceOf(CancelledError.class, await(failureOf(unwanted)));
        assertNull(await(failureOf(other)));
        return server.closeAsync();
    }

    @Test
    void cancelling_one_who_waits_for_the_end_leaves_the_others_waiting() throws Exception {
        run(StreamsTest::cancelledClose);
    }
}
