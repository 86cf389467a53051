package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.annotations.Async;
import dev.weft.net.IncompleteReadException;
import dev.weft.net.LimitOverrunException;
import dev.weft.net.StreamReader;
import dev.weft.net.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reader, and what it is fed by: bytes, the end of the stream, or a failure. */
public final class StreamBuffer implements StreamReader {
    /*
     * An empty buffer holds no array. The first bytes make one of just their size, so that a read of all of them hands out
     * that very array: what is read as fast as it comes is copied once, and an idle connection keeps nothing.
     *
     * Being woken only means that it is worth looking again: another call may have been quicker.
     */
    private static final int DEFAULT_LIMIT = 64 * 1024;
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_FEED = {'\n'};

    private final EventLoop loop;
    private final int limit;

    private byte[] bytes = NOTHING;
    private int start;
    private int end;

    /** How many bytes have ever been taken: tells whether an offset from {@link #start} is still what it was. */
    private long taken;

    private boolean ended;
    private @Nullable IOException failure;
    private @Nullable Future<Void> reader;

    private @Nullable Transport transport;
    private boolean paused;

    public StreamBuffer(EventLoop loop) {
        this(loop, DEFAULT_LIMIT);
    }

    public StreamBuffer(EventLoop loop, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("limit " + limit + ": it has to be positive");
        }
        this.loop = Objects.requireNonNull(loop);
        this.limit = limit;
    }

    // --- for who feeds it

    /** Who is paused while there is too much here. */
    public void pauses(Transport transport) {
        this.transport = transport;
    }

    public void feed(ByteBuffer data) {
        if (ended) {
            throw new IllegalStateException("feed() after feedEof()");
        }
        int count = data.remaining();
        if (count == 0) {
            return;
        }
        makeRoom(count);
        data.get(bytes, end, count);
        end += count;
        wake();
        if (transport != null && !paused && available() > 2L * limit) {
            transport.pauseReading();
            paused = true;
        }
    }

    public void feedEof() {
        ended = true;
        wake();
    }

    public void fail(IOException error) {
        failure = error;
        Future<Void> waiting = reader;
        reader = null;
        if (waiting != null && !waiting.isDone()) {
            waiting.setException(error);
        }
    }

    public @Nullable IOException failure() {
        return failure;
    }

    private void wake() {
        Future<Void> waiting = reader;
        reader = null;
        if (waiting != null && !waiting.isDone()) {
            waiting.setResult(null);
        }
    }

    private void makeRoom(int count) {
        int kept = available();
        if (kept == 0) {
            bytes = new byte[count];
        } else if (count > bytes.length - end) {
            byte[] larger = bytes.length >= 2 * kept && bytes.length >= kept + count
                    ? bytes
                    : new byte[Math.max(2 * kept, kept + count)];
            System.arraycopy(bytes, start, larger, 0, kept);
            bytes = larger;
            end = kept;
            start = 0;
        }
    }

    // --- for who reads

    @Override
    @Async
    public Coroutine<byte[]> read(int max) {
        requireCount("read", max);
        if (failure != null) {
            return Coroutine.failed(failure);
        }
        if (max == 0) {
            return result(NOTHING);
        }
        while (available() == 0 && !ended) {
            await(more("read"));
        }
        return result(take(Math.min(max, available())));
    }

    @Override
    @Async
    public Coroutine<byte[]> readAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            if (failure != null) {
                return Coroutine.failed(failure);
            }
            all.writeBytes(take(available()));
            if (ended) {
                return result(all.toByteArray());
            }
            await(more("readAll"));
        }
    }

    @Override
    @Async
    public Coroutine<byte[]> readExactly(int count) {
        requireCount("readExactly", count);
        if (failure != null) {
            return Coroutine.failed(failure);
        }
        while (available() < count) {
            if (ended) {
                return Coroutine.failed(new IncompleteReadException(take(available()), count));
            }
            await(more("readExactly"));
        }
        return result(take(count));
    }

    @Override
    @Async
    public Coroutine<byte[]> readUntil(byte[] separator) {
        if (separator.length == 0) {
            throw new IllegalArgumentException("readUntil(): the separator has to be one byte at least");
        }
        if (failure != null) {
            return Coroutine.failed(failure);
        }
        int length;
        try {
            length = await(find(separator, "readUntil"));
        } catch (IOException overrunOrLost) {
            return Coroutine.failed(overrunOrLost);
        }
        if (length < 0) {
            return Coroutine.failed(new IncompleteReadException(take(available()), -1));
        }
        return result(take(length + separator.length));
    }

    @Override
    @Async
    public Coroutine<String> readLine() {
        if (failure != null) {
            return Coroutine.failed(failure);
        }
        int length;
        try {
            length = await(find(LINE_FEED, "readLine"));
        } catch (LimitOverrunException tooLong) {
            boolean found = tooLong.consumed() < available() && bytes[start + tooLong.consumed()] == LINE_FEED[0];
            skip(found ? tooLong.consumed() + 1 : available());
            return Coroutine.failed(tooLong);
        } catch (IOException lost) {
            return Coroutine.failed(lost);
        }
        if (length >= 0) {
            return result(takeLine(length));
        }
        return result(available() == 0 ? null : takeText(available(), 0));
    }

    /** How many bytes come before the separator; -1: the stream ends before it does. */
    @Async
    private Coroutine<Integer> find(byte[] separator, String caller) throws IOException {
        int searched = 0;
        long searchedAt = taken;
        while (true) {
            if (searchedAt != taken) {
                searchedAt = taken;
                searched = 0;
            }
            int available = available();
            if (available - searched >= separator.length) {
                int found = ByteSearch.indexOf(bytes, start + searched, end, separator);
                if (found >= 0) {
                    int length = found - start;
                    if (length > limit) {
                        throw new LimitOverrunException("Separator is found, but chunk is longer than limit", length);
                    }
                    return result(length);
                }
                searched = available + 1 - separator.length;
                if (searched > limit) {
                    throw new LimitOverrunException("Separator is not found, and chunk exceed the limit", searched);
                }
            }
            if (ended) {
                return result(-1);
            }
            await(more(caller));
        }
    }

    @Override
    public AsyncIterable<String> lines() {
        return () -> new Lines(this);
    }

    @Override
    public boolean atEof() {
        return ended && available() == 0;
    }

    private int available() {
        return end - start;
    }

    private static void requireCount(String caller, int count) {
        if (count < 0) {
            throw new IllegalArgumentException(caller + "(" + count + "): a count of bytes is not negative");
        }
    }

    private Future<Void> more(String caller) {
        if (reader != null && !reader.isDone()) {
            throw new IllegalStateException(
                    caller + "() called while another coroutine is already waiting for incoming data");
        }
        resume();
        Future<Void> waiting = loop.createFuture();
        reader = waiting;
        return waiting;
    }

    private byte[] take(int count) {
        byte[] part = count == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, start + count);
        skip(count);
        return part;
    }

    private String takeLine(int length) {
        return length > 0 && bytes[start + length - 1] == '\r' ? takeText(length - 1, 2) : takeText(length, 1);
    }

    private String takeText(int length, int lineEnd) {
        String text = new String(bytes, start, length, UTF_8);
        skip(length + lineEnd);
        return text;
    }

    private void skip(int count) {
        start += count;
        taken += count;
        if (start == end) {
            bytes = NOTHING;
            start = 0;
            end = 0;
        }
        if (available() <= limit) {
            resume();
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            Objects.requireNonNull(transport).resumeReading();
        }
    }

    @Override
    public String toString() {
        return "StreamReader[" + available() + " bytes" + (ended ? ", ended" : "") + (paused ? ", paused" : "")
                + (failure == null ? "" : ", " + failure) + "]";
    }

    private static final class Lines implements AsyncIterator<String> {
        private final StreamBuffer buffer;
        private @Nullable String current;

        private Lines(StreamBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        @Async
        public Coroutine<Boolean> moveNext() {
            current = await(buffer.readLine());
            return result(current != null);
        }

        @Override
        public String current() {
            return Objects.requireNonNull(current);
        }
    }
}
