package dev.weft.internal.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import dev.weft.net.Protocol;
import dev.weft.net.Transport;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From the callbacks of a connection to what can be awaited: bytes, room to write, the end. */
public final class StreamProtocol implements Protocol {
    private final StreamBuffer reader;
    private final Consumer<StreamConnection> onMade;
    private final WaitList drainers;
    private final WaitList closers;

    private @Nullable StreamConnection connection;
    private boolean writingPaused;
    private boolean lost;
    private @Nullable IOException lostBy;

    public StreamProtocol(EventLoop loop, Consumer<StreamConnection> onMade) {
        this.onMade = onMade;
        reader = new StreamBuffer(loop);
        drainers = new WaitList(loop);
        closers = new WaitList(loop);
    }

    /** Once it is made. */
    public StreamConnection connection() {
        return Objects.requireNonNull(connection);
    }

    StreamBuffer reader() {
        return reader;
    }

    @Override
    public void connectionMade(Transport transport) {
        StreamConnection made = new StreamConnection(this, transport);
        connection = made;
        reader.pauses(transport);
        onMade.accept(made);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        reader.feed(data);
    }

    @Override
    public boolean eofReceived() {
        reader.feedEof();
        return true;
    }

    @Override
    public void connectionLost(@Nullable IOException error) {
        lost = true;
        lostBy = error;
        if (error == null) {
            reader.feedEof();
        } else {
            reader.fail(error);
        }
        drainers.wakeAll();
        closers.wakeAll();
    }

    @Override
    public void pauseWriting() {
        writingPaused = true;
    }

    @Override
    public void resumeWriting() {
        writingPaused = false;
        drainers.wakeAll();
    }

    /** Waits while writing is paused. */
    @Async
    Coroutine<Void> whenWritable() {
        if (lost) {
            return Coroutine.failed(new SocketException("Connection lost"));
        }
        if (!writingPaused) {
            return done();
        }
        await(drainers.add());
        return lostBy == null ? done() : Coroutine.failed(lostBy);
    }

    @Async
    Coroutine<Void> whenLost() {
        if (!lost) {
            await(closers.add());
        }
        return lostBy == null ? done() : Coroutine.failed(lostBy);
    }
}
