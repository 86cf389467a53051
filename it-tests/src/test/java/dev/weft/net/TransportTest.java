package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.net.Programs.failureOf;
import static dev.weft.net.Programs.run;
import static dev.weft.net.Programs.ticks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.EventLoop.ErrorContext;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.net.Programs.Family;
import dev.weft.testing.VirtualLoop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One connection between two protocols on the same loop. */
class TransportTest {
    private record Pair<S extends Recorder, C extends Recorder>(Server server, S accepted, C client) {}

    @FunctionalInterface
    private interface Program {
        Coroutine<Void> run(Pair<Recorder, Recorder> pair) throws Exception;
    }

    @Async
    private static <S extends Recorder, C extends Recorder> Coroutine<Pair<S, C>> pair(
            Family family, Supplier<S> accepting, Supplier<C> connecting) {
        EventLoop loop = EventLoop.running();
        List<S> accepted = new ArrayList<>();
        Supplier<S> noted = () -> {
            S protocol = accepting.get();
            accepted.add(protocol);
            return protocol;
        };
        Server server = await(loop.createServer(noted, family.free()));
        C client = await(loop.createConnection(connecting, server.localAddress()));
        while (accepted.isEmpty() || accepted.get(0).transport == null) {
            await(ticks(1));
        }
        return dev.weft.Weft.result(new Pair<>(server, accepted.get(0), client));
    }

    @Async
    private static Coroutine<Void> withPair(Family family, Program program) {
        Pair<Recorder, Recorder> pair = await(pair(family, Recorder::new, Recorder::new));
        try {
            await(program.run(pair));
        } catch (Exception failure) {
            return Coroutine.failed(failure);
        } finally {
            pair.client.transport().abort();
            pair.accepted.transport().abort();
            await(pair.server.closeAsync());
        }
        return done();
    }

    private static void check(Family family, Program program) throws Exception {
        run((AsyncFunction<EventLoop, Void>) loop -> withPair(family, program));
    }

    // --- order

    @Async
    private static Coroutine<Void> wholeLife(Pair<Recorder, Recorder> pair) {
        assertEquals(List.of("made"), pair.client.log, "before createConnection has ended");
        pair.client.write("ping");
        await(pair.accepted.received(4));
        pair.accepted.write("pong");
        await(pair.client.received(4));
        pair.client.transport().close();
        assertTrue(pair.client.transport().isClosing());
        assertEquals(List.of("made", "pong"), pair.client.log, "nothing is called back synchronously");
        await(ticks(1));
        assertEquals(List.of("made", "pong", "lost"), pair.client.log);
        await(pair.accepted.lost);
        assertEquals(List.of("made", "ping", "eof", "lost"), pair.accepted.log);
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void callbacks_come_in_order(Family family) throws Exception {
        check(family, TransportTest::wholeLife);
    }

    @Async
    private static Coroutine<Void> addresses(Pair<Recorder, Recorder> pair) {
        Transport client = pair.client.transport();
        Transport accepted = pair.accepted.transport();
        assertEquals(pair.server.localAddress(), client.remoteAddress());
        assertEquals(pair.server.localAddress(), accepted.localAddress());
        assertEquals(client.localAddress(), accepted.remoteAddress());
        client.abort();
        await(pair.client.lost);
        assertEquals(pair.server.localAddress(), client.remoteAddress(), "known after the end, too");
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void addresses_of_both_ends(Family family) throws Exception {
        check(family, TransportTest::addresses);
    }

    private static final ContextVar<String> WHO = ContextVar.of("who");

    private static final class ContextRecorder extends Recorder {
        @Override
        public void connectionMade(Transport transport) {
            super.connectionMade(transport);
            log.add(WHO.get());
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            log.add(WHO.get());
        }

        @Override
        public void connectionLost(@Nullable IOException error) {
            log.add(WHO.get());
            super.connectionLost(error);
        }
    }

    @Async
    private static Coroutine<Void> contexts() {
        WHO.set("opener");
        Pair<ContextRecorder, ContextRecorder> pair =
                await(pair(Family.INET, ContextRecorder::new, ContextRecorder::new));
        WHO.set("later");
        pair.client.write("x");
        await(pair.accepted.received(1));
        pair.client.transport().close();
        await(pair.accepted.lost);
        assertEquals(List.of("made", "opener", "x", "opener", "eof", "opener", "lost"), pair.accepted.log);
        await(pair.server.closeAsync());
        return done();
    }

    @Test
    void callbacks_run_in_the_context_in_which_the_socket_was_made() throws Exception {
        run(loop -> contexts());
    }

    // --- closing

    @Async
    private static Coroutine<Void> flushed(Pair<Recorder, Recorder> pair) {
        Transport client = pair.client.transport();
        pair.accepted.transport().pauseReading();
        int count = fill(client);
        client.close();
        client.close();
        await(ticks(3));
        assertFalse(pair.client.lost.isDone(), "waits for what was written");
        client.write(ByteBuffer.wrap(new byte[] {1}));
        pair.accepted.transport().resumeReading();
        await(pair.accepted.ended);
        assertEquals(count + 1, pair.accepted.received.length(), "also what was written while it closes");
        assertNull(await(pair.client.lost));
        client.write(ByteBuffer.wrap(new byte[] {2}));
        assertEquals(0, client.writeBufferSize(), "dropped");
        return done();
    }

    /** Until the socket takes no more: how many bytes that was. */
    private static int fill(Transport transport) {
        int count = 0;
        ByteBuffer block = ByteBuffer.allocate(50_000);
        while (transport.writeBufferSize() == 0) {
            count += block.clear().remaining();
            transport.write(block);
            assertFalse(block.hasRemaining(), "all of it is taken");
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource
    void close_waits_until_what_was_written_has_gone_out(Family family) throws Exception {
        check(family, TransportTest::flushed);
    }

    @Async
    private static Coroutine<Void> aborted(Pair<Recorder, Recorder> pair) {
        Transport client = pair.client.transport();
        pair.accepted.transport().pauseReading();
        fill(client);
        client.abort();
        client.abort();
        assertEquals(0, client.writeBufferSize());
        assertTrue(client.isClosing());
        await(ticks(1));
        assertTrue(pair.client.lost.isDone());
        assertNull(await(pair.client.lost));
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void abort_drops_what_was_not_sent(Family family) throws Exception {
        check(family, TransportTest::aborted);
    }

    @Async
    private static Coroutine<Void> halfOpen(Family family) {
        Pair<Recorder, Recorder> pair = await(pair(family, () -> new Recorder(true), Recorder::new));
        pair.client.write("question");
        pair.client.transport().writeEof();
        pair.client.transport().writeEof();
        assertThrows(IllegalStateException.class, () -> pair.client.write("late"));
        await(pair.accepted.ended);
        await(ticks(3));
        assertEquals(List.of("made", "question", "eof"), pair.accepted.log);
        pair.accepted.write("answer");
        pair.accepted.transport().close();
        await(pair.client.lost);
        assertEquals(List.of("made", "answer", "eof", "lost"), pair.client.log);
        await(pair.server.closeAsync());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void who_keeps_open_after_the_end_of_the_stream_may_still_write(Family family) throws Exception {
        run(loop -> halfOpen(family));
    }

    @Async
    private static Coroutine<Void> eofAfterQueue(Pair<Recorder, Recorder> pair) {
        pair.accepted.transport().pauseReading();
        int count = fill(pair.client.transport());
        pair.client.transport().writeEof();
        pair.accepted.transport().resumeReading();
        await(pair.accepted.ended);
        assertEquals(count, pair.accepted.received.length());
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void the_end_of_the_stream_comes_after_what_was_written(Family family) throws Exception {
        check(family, TransportTest::eofAfterQueue);
    }

    // --- flow control

    @Async
    private static Coroutine<Void> pausedReading(Pair<Recorder, Recorder> pair) {
        Transport accepted = pair.accepted.transport();
        accepted.pauseReading();
        accepted.pauseReading();
        pair.client.write("x");
        await(ticks(5));
        assertEquals(List.of("made"), pair.accepted.log);
        accepted.resumeReading();
        accepted.resumeReading();
        await(pair.accepted.received(1));
        accepted.close();
        accepted.resumeReading();
        await(pair.accepted.lost);
        assertEquals(List.of("made", "x", "lost"), pair.accepted.log);
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_read_while_reading_is_paused(Family family) throws Exception {
        check(family, TransportTest::pausedReading);
    }

    private static final class PausedFromTheStart extends Recorder {
        @Override
        public void connectionMade(Transport transport) {
            super.connectionMade(transport);
            transport.pauseReading();
        }
    }

    @Async
    private static Coroutine<Void> pausedFromTheStart() {
        Pair<PausedFromTheStart, Recorder> pair = await(pair(Family.INET, PausedFromTheStart::new, Recorder::new));
        pair.client.write("x");
        await(ticks(5));
        assertEquals(List.of("made"), pair.accepted.log);
        pair.accepted.transport().resumeReading();
        await(pair.accepted.received(1));
        pair.client.transport().close();
        await(pair.accepted.lost);
        await(pair.server.closeAsync());
        return done();
    }

    @Test
    void a_pause_in_connectionMade_comes_before_any_data() throws Exception {
        run(loop -> pausedFromTheStart());
    }

    @Async
    private static Coroutine<Void> marks(Pair<Recorder, Recorder> pair) {
        Transport client = pair.client.transport();
        pair.accepted.transport().pauseReading();
        client.setWriteBufferLimits(1_000, 100_000);
        int count = fill(client);
        while (client.writeBufferSize() <= 100_000) {
            assertEquals(List.of("made"), pair.client.log, "up to the mark");
            client.write(ByteBuffer.wrap(new byte[10_000]));
            count += 10_000;
        }
        assertEquals(List.of("made", "pause"), pair.client.log, "called by the write that passed the mark");
        client.write(ByteBuffer.wrap(new byte[10_000]));
        count += 10_000;
        assertEquals(List.of("made", "pause"), pair.client.log, "once");
        pair.accepted.transport().resumeReading();
        await(pair.accepted.received(count));
        while (client.writeBufferSize() > 0) {
            await(ticks(1));
        }
        assertEquals(List.of("made", "pause", "resume"), pair.client.log);
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void writing_is_paused_above_the_high_mark_and_resumed_at_the_low_one(Family family) throws Exception {
        check(family, TransportTest::marks);
    }

    @Async
    private static Coroutine<Void> newMarks(Pair<Recorder, Recorder> pair) {
        Transport client = pair.client.transport();
        assertThrows(IllegalArgumentException.class, () -> client.setWriteBufferLimits(2, 1));
        assertThrows(IllegalArgumentException.class, () -> client.setWriteBufferLimits(-1, 1));
        pair.accepted.transport().pauseReading();
        fill(client);
        assertEquals(List.of("made"), pair.client.log, "64 KiB unless told");
        client.setWriteBufferLimits(0, 0);
        assertEquals(List.of("made", "pause"), pair.client.log, "any byte is above zero");
        client.abort();
        return done();
    }

    @Test
    void new_marks_count_at_once_and_have_to_be_in_order() throws Exception {
        check(Family.INET, TransportTest::newMarks);
    }

    // --- failures

    private static final class Failing extends Recorder {
        private final Throwable failure;
        private final String where;

        Failing(String where, Throwable failure) {
            this.where = where;
            this.failure = failure;
        }

        private void failIn(String callback) {
            if (callback.equals(where)) {
                Failing.<RuntimeException>sneak(failure);
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> void sneak(Throwable failure) throws E {
            throw (E) failure;
        }

        @Override
        public void connectionMade(Transport transport) {
            super.connectionMade(transport);
            failIn("connectionMade");
        }

        @Override
        public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            failIn("dataReceived");
        }

        @Override
        public boolean eofReceived() {
            super.eofReceived();
            failIn("eofReceived");
            return false;
        }

        @Override
        public void connectionLost(@Nullable IOException error) {
            super.connectionLost(error);
            failIn("connectionLost");
        }

        @Override
        public void pauseWriting() {
            super.pauseWriting();
            failIn("pauseWriting");
        }

        @Override
        public void resumeWriting() {
            super.resumeWriting();
            failIn("resumeWriting");
        }
    }

    @Async
    private static Coroutine<Void> failing(String where, Throwable failure, List<String> log) {
        Pair<Failing, Recorder> pair = await(pair(Family.INET, () -> new Failing(where, failure), Recorder::new));
        pair.client.transport().pauseReading();
        pair.client.write("x");
        await(pair.accepted.received(1));
        if (!pair.accepted.transport().isClosing()) {
            fill(pair.accepted.transport());
            pair.accepted.transport().setWriteBufferLimits(0, 0);
        }
        pair.client.transport().resumeReading();
        if (!pair.accepted.transport().isClosing()) {
            while (pair.accepted.transport().writeBufferSize() > 0) {
                await(ticks(1));
            }
            pair.client.transport().writeEof();
        }
        await(pair.accepted.lost);
        log.addAll(pair.accepted.log);
        await(pair.client.lost);
        await(pair.server.closeAsync());
        return done();
    }

    private static List<ErrorContext> reportsOf(String where, Throwable failure, List<String> log) throws Exception {
        List<ErrorContext> reports = new ArrayList<>();
        run(loop -> failing(where, failure, log), reports);
        return reports;
    }

    @Test
    void a_failure_in_dataReceived_or_eofReceived_is_reported_and_ends_the_connection() throws Exception {
        for (String where : List.of("dataReceived", "eofReceived")) {
            RuntimeException failure = new RuntimeException("bug");
            List<String> log = new ArrayList<>();
            ErrorContext report = reportsOf(where, failure, log).get(0);
            assertSame(failure, report.exception());
            assertTrue(report.message().startsWith("Fatal error: protocol." + where + "() call failed."));
            assertEquals("lost by Fatal error: protocol." + where + "() call failed.", log.get(log.size() - 1));
        }
    }

    @Test
    void an_IOException_of_a_callback_ends_the_connection_and_is_no_report() throws Exception {
        List<String> log = new ArrayList<>();
        assertEquals(List.of(), reportsOf("dataReceived", new IOException("protocol error"), log));
        assertEquals(List.of("made", "x", "lost by protocol error"), log);
    }

    @Test
    void a_failure_in_any_other_callback_is_reported_and_the_connection_goes_on() throws Exception {
        for (String where : List.of("connectionMade", "connectionLost", "pauseWriting", "resumeWriting")) {
            RuntimeException failure = new RuntimeException("bug");
            List<String> log = new ArrayList<>();
            List<ErrorContext> reports = reportsOf(where, failure, log);
            assertEquals(1, reports.size(), where);
            assertSame(failure, reports.get(0).exception());
            assertEquals(List.of("made", "x", "pause", "resume", "eof", "lost"), log, where);
        }
    }

    @Async
    private static Coroutine<Void> reset(EventLoop loop) {
        List<Recorder> accepted = new ArrayList<>();
        Supplier<Recorder> factory = () -> {
            accepted.add(new Recorder());
            return accepted.get(0);
        };
        Server server = await(loop.createServer(factory, Family.INET.free()));
        await(loop.runInExecutor(null, () -> {
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoLinger(true, 0);
            }
            return null;
        }));
        while (accepted.isEmpty()) {
            await(ticks(1));
        }
        assertInstanceOf(IOException.class, await(accepted.get(0).lost));
        await(server.closeAsync());
        return done();
    }

    @Test
    void a_connection_that_is_reset_is_lost_by_that_and_not_reported() throws Exception {
        run(TransportTest::reset);
    }

    @Async
    private static Coroutine<Void> brokenPipe(Pair<Recorder, Recorder> pair) {
        pair.accepted.transport().pauseReading();
        pair.client.transport().abort();
        await(pair.client.lost);
        while (!pair.accepted.transport().isClosing()) {
            pair.accepted.write("x");
            await(ticks(1));
        }
        assertNotNull(await(pair.accepted.lost));
        pair.accepted.write("dropped");
        return done();
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_fails_ends_the_connection_by_that(Family family) throws Exception {
        check(family, TransportTest::brokenPipe);
    }

    // --- connecting

    @Async
    private static Coroutine<Void> refused(EventLoop loop) {
        Server server = await(loop.createServer(Recorder::new, Family.INET.free()));
        await(server.closeAsync());
        Throwable failure = await(failureOf(loop.createConnection(Recorder::new, server.localAddress())));
        ConnectException refused = assertInstanceOf(ConnectException.class, failure);
        assertTrue(String.valueOf(refused.getMessage())
                .contains(server.localAddress().toString()));

        Throwable noFile = await(failureOf(loop.createConnection(Recorder::new, Family.UNIX.free())));
        assertInstanceOf(SocketException.class, noFile);
        return done();
    }

    @Test
    void where_nobody_listens_the_failure_names_the_address() throws Exception {
        run(TransportTest::refused);
    }

    @Async
    private static Coroutine<Void> names(EventLoop loop) {
        Server server = await(loop.createServer(Recorder::new, InetSocketAddress.createUnresolved("localhost", 0)));
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        Recorder client =
                await(loop.createConnection(Recorder::new, InetSocketAddress.createUnresolved("localhost", port)));
        client.transport().close();
        await(client.lost);
        await(server.closeAsync());
        SocketAddress nowhere = InetSocketAddress.createUnresolved("no.such.host.invalid", 1);
        assertInstanceOf(UnknownHostException.class, await(failureOf(loop.createConnection(Recorder::new, nowhere))));
        assertInstanceOf(UnknownHostException.class, await(failureOf(loop.createServer(Recorder::new, nowhere))));
        return done();
    }

    @Test
    void names_are_looked_up() throws Exception {
        run(TransportTest::names);
    }

    private static final class OtherAddress extends SocketAddress {
        private static final long serialVersionUID = 1;
    }

    @Async
    private static Coroutine<Void> misuse(EventLoop loop) {
        SocketAddress other = new OtherAddress();
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(loop.createConnection(Recorder::new, other))));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(loop.createServer(Recorder::new, other))));
        Server server = await(loop.createServer(Recorder::new, Family.INET.free()));
        RuntimeException bug = new RuntimeException("bug");
        Supplier<Protocol> failing = () -> {
            throw bug;
        };
        assertSame(bug, await(failureOf(loop.createConnection(failing, server.localAddress()))));
        await(server.closeAsync());
        return done();
    }

    @Test
    void other_addresses_are_refused_and_failing_factories_fail_the_call() throws Exception {
        run(TransportTest::misuse);
    }

    @Async
    private static Coroutine<Void> waitsForRoom(EventLoop loop) throws IOException {
        SocketAddress address = Family.UNIX.free();
        List<SocketChannel> before = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address, 1);
            List<Task<Recorder>> connecting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                connecting.add(createTask(loop.createConnection(Recorder::new, address)));
            }
            Task<Recorder> unwanted = createTask(loop.createConnection(Recorder::new, address));
            await(ticks(10));
            unwanted.cancel();
            assertInstanceOf(CancelledError.class, await(failureOf(unwanted)));
            for (Task<Recorder> task : connecting) {
                before.add(await(loop.runInExecutor(null, server::accept)));
            }
            for (Task<Recorder> task : connecting) {
                Recorder client = await(task);
                client.transport().abort();
                await(client.lost);
            }
        }
        for (SocketChannel channel : before) {
            channel.close();
        }
        assertTrue(address instanceof UnixDomainSocketAddress);
        return done();
    }

    @Test
    void connecting_waits_where_the_servers_queue_is_full_and_can_be_cancelled() throws Exception {
        run(TransportTest::waitsForRoom);
    }

    // --- loops

    @Test
    void a_loop_without_io_says_which_one_has_it() {
        try (VirtualLoop loop = VirtualLoop.create()) {
            for (Coroutine<?> coroutine : List.of(
                    loop.createServer(Recorder::new, Family.INET.free()),
                    loop.createConnection(Recorder::new, Programs.loopback(1)),
                    loop.createDatagramEndpoint(() -> new DatagramProtocol() {}, Family.INET.free(), null))) {
                UnsupportedOperationException none =
                        assertThrows(UnsupportedOperationException.class, () -> loop.runUntilComplete(coroutine));
                assertTrue(String.valueOf(none.getMessage()).contains("EventLoop.create()"));
            }
        }
    }

    @Test
    void closing_a_loop_closes_its_sockets_without_a_word() throws Exception {
        EventLoop loop = EventLoop.create();
        Pair<Recorder, Recorder> pair = loop.runUntilComplete(pair(Family.INET, Recorder::new, Recorder::new));
        InetSocketAddress address = (InetSocketAddress) pair.server.localAddress();
        try (Socket other = new Socket(address.getAddress(), address.getPort())) {
            loop.close();
            assertEquals(List.of("made"), pair.client.log);
            assertThrows(ConnectException.class, () -> new Socket(address.getAddress(), address.getPort()).close());
            assertEquals(-1, endOf(other));
        }
    }

    /** A connection that was never accepted is reset, others see the end of the stream. */
    private static int endOf(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException reset) {
            return -1;
        }
    }

    @Test
    void null_is_refused_at_once() {
        try (EventLoop loop = EventLoop.create()) {
            assertThrows(NullPointerException.class, () -> refuse(loop.createServer(Recorder::new, null)));
            assertThrows(NullPointerException.class, () -> refuse(loop.createServer(null, Programs.loopback(0))));
            assertThrows(NullPointerException.class, () -> refuse(loop.createConnection(Recorder::new, null)));
            assertThrows(NullPointerException.class, () -> refuse(Streams.connect(null)));
            assertThrows(NullPointerException.class, () -> refuse(Streams.listen(null)));
            assertThrows(NullPointerException.class, () -> refuse(Streams.serve(Programs.loopback(0), null)));
        }
    }

    private static void refuse(Coroutine<?> coroutine) {
        coroutine.close();
    }
}
