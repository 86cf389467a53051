package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.net.Programs.failureOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.internal.net.StreamBuffer;
import dev.weft.testing.VirtualLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A reader fed by hand, on a virtual loop: what it gives, and in how many ticks. */
class StreamReaderTest {
    private static <T> T run(AsyncFunction<VirtualLoop, T> program) throws Exception {
        try (VirtualLoop loop = VirtualLoop.create()) {
            return loop.runUntilComplete(program.apply(loop));
        }
    }

    private static StreamBuffer fed(VirtualLoop loop, int limit, String... texts) {
        StreamBuffer reader = new StreamBuffer(loop, limit);
        for (String text : texts) {
            feed(reader, text);
        }
        return reader;
    }

    private static void feed(StreamBuffer reader, String text) {
        reader.feed(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** What a reader asks of its connection. */
    private static final class Pausable implements Transport {
        boolean reading = true;

        @Override
        public void pauseReading() {
            reading = false;
        }

        @Override
        public void resumeReading() {
            reading = true;
        }

        @Override
        public void write(ByteBuffer data) {}

        @Override
        public void writeEof() {}

        @Override
        public void close() {}

        @Override
        public void abort() {}

        @Override
        public boolean isClosing() {
            return false;
        }

        @Override
        public void setWriteBufferLimits(int low, int high) {}

        @Override
        public int writeBufferSize() {
            return 0;
        }

        @Override
        public SocketAddress localAddress() {
            return Programs.loopback(0);
        }

        @Override
        public SocketAddress remoteAddress() {
            return Programs.loopback(0);
        }
    }

    // --- what it gives

    @Async
    private static Coroutine<Void> buffered(VirtualLoop loop) {
        StreamBuffer reader = fed(loop, 100, "line\r\nline 2\n\nfour--five", "six");
        reader.feedEof();
        long tick = loop.tick();
        assertEquals("line", await(reader.readLine()));
        assertEquals("line 2", await(reader.readLine()));
        assertEquals("", await(reader.readLine()));
        assertEquals("four--", text(await(reader.readUntil("--".getBytes(UTF_8)))));
        assertEquals("", text(await(reader.read(0))));
        assertEquals("", text(await(reader.readExactly(0))));
        assertEquals("fi", text(await(reader.read(2))));
        assertEquals("ve", text(await(reader.readExactly(2))));
        assertFalse(reader.atEof());
        assertEquals("six", text(await(reader.read(100))));
        assertTrue(reader.atEof());
        assertEquals("", text(await(reader.read(100))));
        assertEquals("", text(await(reader.readAll())));
        assertNull(await(reader.readLine()));
        assertEquals(tick, loop.tick());
        return done();
    }

    @Test
    void what_is_there_is_read_without_suspending() throws Exception {
        run(StreamReaderTest::buffered);
    }

    @Async
    private static Coroutine<Void> awaited(VirtualLoop loop) {
        StreamBuffer reader = new StreamBuffer(loop);
        Task<byte[]> some = createTask(reader.read(100));
        await(sleep(Duration.ZERO));
        feed(reader, "ab");
        feed(reader, "c");
        long tick = loop.tick();
        assertEquals("abc", text(await(some)), "all that has come by the time it goes on");
        assertEquals(tick + 2, loop.tick(), "one tick for the read, one for who awaits its task");

        Task<byte[]> exact = createTask(reader.readExactly(4));
        Task<?> feeder = createTask(feedSlowly(reader, "d", "e", "fgh"));
        assertEquals("defg", text(await(exact)));
        await(feeder);
        Task<String> line = createTask(reader.readLine());
        await(feedSlowly(reader, "i", "\r", "\nj"));
        assertEquals("hi", await(line));
        Task<byte[]> all = createTask(reader.readAll());
        await(feedSlowly(reader, "k", "l"));
        reader.feedEof();
        assertEquals("jkl", text(await(all)));
        return done();
    }

    @Async
    private static Coroutine<Void> feedSlowly(StreamBuffer reader, String... texts) {
        for (String text : texts) {
            await(sleep(Duration.ofSeconds(1)));
            feed(reader, text);
        }
        return done();
    }

    @Test
    void what_is_not_there_is_waited_for() throws Exception {
        run(StreamReaderTest::awaited);
    }

    @Async
    private static Coroutine<Void> lines(VirtualLoop loop) {
        StreamBuffer reader = fed(loop, 100, "a\nb\r\n\r\nd\re\n\nüb".replace("ü", "\u00c3\u00bc"));
        reader.feedEof();
        List<String> lines = new ArrayList<>();
        for (String line : reader.lines()) {
            lines.add(line);
        }
        assertEquals(List.of("a", "b", "", "d\re", "", "üb"), lines);
        return done();
    }

    @Test
    void lines_end_by_line_feeds_or_the_stream_and_are_utf_8() throws Exception {
        run(StreamReaderTest::lines);
    }

    // --- the end comes too early

    @Async
    private static Coroutine<Void> incomplete(VirtualLoop loop) {
        StreamBuffer reader = fed(loop, 100, "abc");
        reader.feedEof();
        IncompleteReadException few =
                assertInstanceOf(IncompleteReadException.class, await(failureOf(reader.readExactly(5))));
        assertEquals("abc", text(few.partial()));
        assertEquals(5, few.expected());
        assertEquals("3 bytes read on a total of 5 expected bytes", few.getMessage());
        assertTrue(reader.atEof(), "what was handed over by the exception is consumed");

        reader = fed(loop, 100, "abc");
        Task<Throwable> failure = createTask(failureOf(reader.readUntil(new byte[] {'x'})));
        await(sleep(Duration.ofSeconds(1)));
        reader.feedEof();
        IncompleteReadException none = assertInstanceOf(IncompleteReadException.class, await(failure));
        assertEquals("abc", text(none.partial()));
        assertEquals(-1, none.expected());
        assertEquals("3 bytes read on a total of undefined expected bytes", none.getMessage());
        return done();
    }

    @Test
    void the_end_of_the_stream_hands_over_what_came_before() throws Exception {
        run(StreamReaderTest::incomplete);
    }

    // --- limits

    @Async
    private static Coroutine<Void> overruns(VirtualLoop loop) {
        byte[] separator = {'#', '#'};
        StreamBuffer reader = fed(loop, 7, "1234567##12345678##rest");
        assertEquals("1234567##", text(await(reader.readUntil(separator))), "the separator does not count");
        LimitOverrunException found =
                assertInstanceOf(LimitOverrunException.class, await(failureOf(reader.readUntil(separator))));
        assertEquals("Separator is found, but chunk is longer than limit", found.getMessage());
        assertEquals(8, found.consumed());
        assertEquals("12345678##rest", text(await(reader.read(100))), "nothing was consumed");

        feed(reader, "123456789");
        LimitOverrunException missing =
                assertInstanceOf(LimitOverrunException.class, await(failureOf(reader.readUntil(separator))));
        assertEquals("Separator is not found, and chunk exceed the limit", missing.getMessage());
        assertEquals(8, missing.consumed(), "its last byte could begin a separator");
        assertEquals("123456789", text(await(reader.readExactly(9))), "reading by count has no limit");
        return done();
    }

    @Test
    void read_until_obeys_the_limit_and_consumes_nothing() throws Exception {
        run(StreamReaderTest::overruns);
    }

    @Async
    private static Coroutine<Void> longLines(VirtualLoop loop) {
        StreamBuffer reader = fed(loop, 4, "12345\nok\n");
        assertInstanceOf(LimitOverrunException.class, await(failureOf(reader.readLine())));
        assertEquals("ok", await(reader.readLine()));
        feed(reader, "12345");
        assertInstanceOf(LimitOverrunException.class, await(failureOf(reader.readLine())));
        feed(reader, "6\n");
        assertEquals("6", await(reader.readLine()), "what has come of the line was dropped, not what comes");
        return done();
    }

    @Test
    void a_line_beyond_the_limit_is_dropped() throws Exception {
        run(StreamReaderTest::longLines);
    }

    @Async
    private static Coroutine<Void> pauses(VirtualLoop loop) {
        Pausable transport = new Pausable();
        StreamBuffer reader = new StreamBuffer(loop, 4);
        reader.pauses(transport);
        feed(reader, "12345678");
        assertTrue(transport.reading, "twice the limit");
        feed(reader, "9");
        assertFalse(transport.reading, "more than twice the limit");
        await(reader.readExactly(4));
        assertFalse(transport.reading, "more than the limit");
        await(reader.read(1));
        assertTrue(transport.reading, "the limit");
        feed(reader, "56789");
        assertFalse(transport.reading);
        Task<byte[]> many = createTask(reader.readExactly(20));
        await(sleep(Duration.ZERO));
        assertTrue(transport.reading, "who waits needs more, whatever there is");
        feed(reader, "01234567890");
        assertEquals("67895678901234567890", text(await(many)));
        return done();
    }

    @Test
    void pauses_the_peer_above_twice_the_limit_until_it_is_down_to_it_or_somebody_waits() throws Exception {
        run(StreamReaderTest::pauses);
    }

    // --- who reads

    @Async
    private static Coroutine<Void> oneAtATime(VirtualLoop loop) {
        StreamBuffer reader = new StreamBuffer(loop);
        Task<byte[]> first = createTask(reader.read(1));
        await(sleep(Duration.ZERO));
        String rest = "() called while another coroutine is already waiting for incoming data";
        assertEquals("read" + rest, messageOf(await(failureOf(reader.read(1)))));
        assertEquals("readAll" + rest, messageOf(await(failureOf(reader.readAll()))));
        assertEquals("readExactly" + rest, messageOf(await(failureOf(reader.readExactly(1)))));
        assertEquals("readUntil" + rest, messageOf(await(failureOf(reader.readUntil(new byte[1])))));
        assertEquals("readLine" + rest, messageOf(await(failureOf(reader.readLine()))));
        first.cancel();
        assertInstanceOf(CancelledError.class, await(failureOf(first)));
        Task<byte[]> next = createTask(reader.read(1));
        await(sleep(Duration.ZERO));
        feed(reader, "xy");
        assertEquals("x", text(await(next)), "a cancelled read is no reader, and takes nothing");
        return done();
    }

    private static String messageOf(@Nullable Throwable failure) {
        return String.valueOf(
                assertInstanceOf(IllegalStateException.class, failure).getMessage());
    }

    @Test
    void one_reader_at_a_time() throws Exception {
        run(StreamReaderTest::oneAtATime);
    }

    @Async
    private static Coroutine<Void> quicker(VirtualLoop loop) {
        StreamBuffer reader = new StreamBuffer(loop);
        Task<byte[]> woken = createTask(reader.read(10));
        await(sleep(Duration.ZERO));
        feed(reader, "stolen");
        assertEquals("stolen", text(await(reader.read(10))));
        await(sleep(Duration.ZERO));
        assertFalse(woken.isDone(), "no bytes would mean the end of the stream");
        feed(reader, "more");
        assertEquals("more", text(await(woken)));
        return done();
    }

    @Test
    void a_reader_whose_bytes_another_call_has_taken_waits_on() throws Exception {
        run(StreamReaderTest::quicker);
    }

    @Async
    private static Coroutine<Void> failures(VirtualLoop loop) {
        StreamBuffer reader = fed(loop, 100, "unread");
        IOException reset = new IOException("reset");
        Task<Throwable> waiting = createTask(failureOf(reader.readLine()));
        await(sleep(Duration.ZERO));
        reader.fail(reset);
        assertSame(reset, await(waiting));
        assertSame(reset, await(failureOf(reader.read(0))));
        assertSame(reset, await(failureOf(reader.readAll())));
        assertSame(reset, await(failureOf(reader.readExactly(0))));
        assertSame(reset, await(failureOf(reader.readUntil(new byte[1]))));
        assertSame(reset, await(failureOf(reader.readLine())));
        return done();
    }

    @Test
    void the_failure_of_the_connection_is_thrown_by_every_call() throws Exception {
        run(StreamReaderTest::failures);
    }

    @Async
    private static Coroutine<Void> misuse(VirtualLoop loop) {
        StreamBuffer reader = new StreamBuffer(loop);
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(reader.read(-1))));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(reader.readExactly(-1))));
        assertInstanceOf(IllegalArgumentException.class, await(failureOf(reader.readUntil(new byte[0]))));
        assertThrows(IllegalArgumentException.class, () -> new StreamBuffer(loop, 0));
        reader.feedEof();
        assertThrows(IllegalStateException.class, () -> feed(reader, "late"));
        return done();
    }

    @Test
    void negative_counts_empty_separators_and_limits_of_zero_are_refused() throws Exception {
        run(StreamReaderTest::misuse);
    }

    // --- any chunking

    @Async
    private static Coroutine<Void> feedInChunks(StreamBuffer reader, byte[] all, Random random) {
        for (int at = 0; at < all.length; ) {
            int count = Math.min(all.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
            reader.feed(ByteBuffer.wrap(all, at, count));
            at += count;
            if (random.nextInt(3) == 0) {
                await(sleep(Duration.ZERO));
            }
        }
        reader.feedEof();
        return done();
    }

    /** Few different bytes, so that separators come often, whole and in part, next to each other and across chunks. */
    private static byte[] randomBytes(Random random) {
        byte[] all = new byte[random.nextInt(400)];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte)
                    (random.nextInt(20) == 0 ? '\n' : 'a' + random.nextInt(3) - (random.nextInt(9) == 0 ? 225 : 0));
        }
        return all;
    }

    @Async
    private static Coroutine<Void> anyLines(VirtualLoop loop) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] all = randomBytes(random);
            StreamBuffer reader = new StreamBuffer(loop);
            Task<Void> feeder = createTask(feedInChunks(reader, all, random));
            List<String> lines = new ArrayList<>();
            for (String line : reader.lines()) {
                lines.add(line);
            }
            assertEquals(oracleLines(all), lines, "seed " + seed);
            await(feeder);
        }
        return done();
    }

    private static List<String> oracleLines(byte[] all) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                lines.add(new String(all, from, i - from, UTF_8));
                from = i + 1;
            }
        }
        if (from < all.length) {
            lines.add(new String(all, from, all.length - from, UTF_8));
        }
        return lines;
    }

    @Test
    void the_lines_do_not_depend_on_how_the_bytes_come() throws Exception {
        run(StreamReaderTest::anyLines);
    }

    @Async
    private static Coroutine<Void> anyBlocks(VirtualLoop loop) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] all = randomBytes(random);
            byte[] separator = Arrays.copyOf("abacab".getBytes(UTF_8), 1 + random.nextInt(3));
            StreamBuffer reader = new StreamBuffer(loop, 40);
            reader.pauses(new Pausable());
            Task<Void> feeder = createTask(feedInChunks(reader, all, random));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            while (!reader.atEof()) {
                read.writeBytes(await(anyBlock(reader, separator, random, all, read.size())));
            }
            assertArrayEquals(all, read.toByteArray(), "seed " + seed);
            await(feeder);
        }
        return done();
    }

    @Async
    private static Coroutine<byte[]> anyBlock(
            StreamBuffer reader, byte[] separator, Random random, byte[] all, int from) {
        int count = random.nextInt(50);
        try {
            switch (random.nextInt(3)) {
                case 0:
                    byte[] some = await(reader.read(count));
                    assertTrue(some.length <= count);
                    return result(some);
                case 1:
                    byte[] exact = await(reader.readExactly(count));
                    assertEquals(count, exact.length);
                    return result(exact);
                default:
                    byte[] until = await(reader.readUntil(separator));
                    assertEquals(oracleEnd(all, from, separator), from + until.length);
                    return result(until);
            }
        } catch (Exception failure) {
            if (failure instanceof IncompleteReadException end) {
                assertEquals(all.length, from + end.partial().length);
                return result(end.partial());
            }
            LimitOverrunException overrun = assertInstanceOf(LimitOverrunException.class, failure);
            assertTrue(overrun.consumed() > 40);
            int end = oracleEnd(all, from, separator);
            assertTrue(end < 0 || end - separator.length - from > 40);
            return reader.readExactly(overrun.consumed());
        }
    }

    private static int oracleEnd(byte[] all, int from, byte[] separator) {
        int index = text(all).indexOf(text(separator), from);
        return index < 0 ? -1 : index + separator.length;
    }

    @Test
    void the_blocks_do_not_depend_on_how_the_bytes_come() throws Exception {
        run(StreamReaderTest::anyBlocks);
    }
}
