package dev.weft.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weft.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol that notes what it is told, and lets tests wait for it. Made on its loop. */
class Recorder implements Protocol {
    final List<String> log = new ArrayList<>();
    final StringBuilder received = new StringBuilder();
    final Future<Void> ended = new Future<>();
    final Future<Void> paused = new Future<>();
    final Future<@Nullable IOException> lost = new Future<>();
    final boolean keepOpen;

    @Nullable
    Transport transport;

    private @Nullable Future<Void> enough;
    private int wanted;

    Recorder() {
        this(false);
    }

    Recorder(boolean keepOpen) {
        this.keepOpen = keepOpen;
    }

    Transport transport() {
        assert transport != null;
        return transport;
    }

    /** Done as soon as that many bytes have come in all. */
    Future<Void> received(int count) {
        Future<Void> waiting = new Future<>();
        enough = waiting;
        wanted = count;
        tellIfEnough();
        return waiting;
    }

    private void tellIfEnough() {
        if (enough != null && received.length() >= wanted && !enough.isDone()) {
            enough.setResult(null);
        }
    }

    void write(String text) {
        transport().write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    @Override
    public void connectionMade(Transport transport) {
        this.transport = transport;
        log.add("made");
    }

    @Override
    public void dataReceived(ByteBuffer data) {
        String text = ISO_8859_1.decode(data).toString();
        log.add(text.length() > 20 ? "many" : text);
        received.append(text);
        tellIfEnough();
    }

    @Override
    public boolean eofReceived() {
        log.add("eof");
        ended.setResult(null);
        return keepOpen;
    }

    @Override
    public void connectionLost(@Nullable IOException error) {
        log.add(error == null ? "lost" : "lost by " + error.getMessage());
        lost.setResult(error);
    }

    @Override
    public void pauseWriting() {
        log.add("pause");
        if (!paused.isDone()) {
            paused.setResult(null);
        }
    }

    @Override
    public void resumeWriting() {
        log.add("resume");
    }
}
