package dev.weft.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/** Bytes that a socket has not taken yet. */
final class WriteQueue {
    /** A channel copies what lies in the heap into a direct buffer of its thread's, which stays as large as it ever was. */
    private static final int MOST_AT_ONCE = 64 * 1024;

    private static final int SMALLEST_CHUNK = 4 * 1024;

    /** Each from position to limit; the last one has room up to its capacity. */
    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>(2);

    private long size;

    boolean isEmpty() {
        return size == 0;
    }

    long size() {
        return size;
    }

    /** Copies all of it. */
    void add(ByteBuffer data) {
        while (data.hasRemaining()) {
            ByteBuffer chunk = chunkWithRoom(data.remaining());
            int end = chunk.limit();
            int count = Math.min(data.remaining(), chunk.capacity() - end);
            chunk.limit(end + count);
            chunk.put(end, data, data.position(), count);
            data.position(data.position() + count);
            size += count;
        }
    }

    private ByteBuffer chunkWithRoom(int wanted) {
        ByteBuffer last = chunks.peekLast();
        if (last != null && last.limit() < last.capacity()) {
            return last;
        }
        // As much again as there is, so that a small rest costs little and a long queue few chunks.
        long capacity = Math.min(MOST_AT_ONCE, Math.max(SMALLEST_CHUNK, Math.max(wanted, size)));
        ByteBuffer chunk = ByteBuffer.allocate((int) capacity).limit(0);
        chunks.add(chunk);
        return chunk;
    }

    /** As much as the channel takes. */
    void sendTo(WritableByteChannel channel) throws IOException {
        for (ByteBuffer chunk = chunks.peek(); chunk != null; chunk = chunks.peek()) {
            size -= channel.write(chunk);
            if (chunk.hasRemaining()) {
                return;
            }
            chunks.remove();
        }
    }

    void clear() {
        chunks.clear();
        size = 0;
    }

    /** As much of the data as the channel takes. */
    static void send(ByteBuffer data, WritableByteChannel channel) throws IOException {
        if (data.remaining() <= MOST_AT_ONCE) {
            channel.write(data);
            return;
        }
        int end = data.limit();
        try {
            do {
                int piece = Math.min(MOST_AT_ONCE, end - data.position());
                data.limit(data.position() + piece);
                channel.write(data);
            } while (!data.hasRemaining() && data.position() < end);
        } finally {
            data.limit(end);
        }
    }
}
