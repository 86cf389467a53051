package dev.weft.golden;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;

import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.annotations.Async;
import dev.weft.internal.net.StreamBuffer;
import dev.weft.net.IncompleteReadException;
import dev.weft.net.LimitOverrunException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A reader fed by hand. */
class StreamScenariosTest {
    @Test
    void printsWhatAsyncioPrints() {
        new Scenario("streamreader_edges", StreamScenariosTest::streamReaderEdges).check();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Async
    private static Coroutine<Void> streamReaderEdges(Trace t) {
        var reader = new StreamBuffer(t.loop(), 4);
        reader.feed(bytes("abcdefgh\nxy\n"));
        try {
            await(reader.readLine());
        } catch (Exception e) {
            if (!(e instanceof LimitOverrunException)) throw e;
            t.print("readline over limit:", e.getMessage());
        }
        // Our lines come without their ends.
        t.print("next line", (await(reader.readLine()) + "\n").getBytes(UTF_8));
        reader.feed(bytes("partial"));
        reader.feedEof();
        t.print("at_eof", reader.atEof());
        try {
            await(reader.readExactly(10));
        } catch (Exception e) {
            if (!(e instanceof IncompleteReadException end)) throw e;
            t.print(e.getMessage(), end.partial());
        }
        t.print("read at eof", await(reader.read(10)), "at_eof", reader.atEof());

        reader = new StreamBuffer(t.loop());
        Task<byte[]> a = createTask(reader.read(1));
        Task<byte[]> b = createTask(reader.read(1));
        await(sleep(ZERO));
        await(sleep(ZERO));
        reader.feed(bytes("z"));
        for (var entry : new Map.Entry<?, ?>[] {Map.entry("a", a), Map.entry("b", b)}) {
            try {
                t.print(entry.getKey(), await((Task<?>) entry.getValue()));
            } catch (IllegalStateException e) {
                t.print(entry.getKey(), "RuntimeError", e.getMessage());
            }
        }
        return done();
    }
}
