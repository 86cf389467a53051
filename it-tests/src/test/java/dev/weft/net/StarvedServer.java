package dev.weft.net;

import static dev.weft.net.Programs.loopback;

import dev.weft.EventLoop;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server whose process has no file descriptors left, and then has again. To be run with few of them. */
final class StarvedServer {
    private StarvedServer() {}

    private record Closing(EventLoop loop) implements Protocol {
        @Override
        public void connectionMade(Transport transport) {
            transport.close();
        }

        @Override
        public void connectionLost(@Nullable IOException error) {
            loop.stop();
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<String> reports = new ArrayList<>();
        try (EventLoop loop = EventLoop.create();
                SocketChannel first = SocketChannel.open();
                SocketChannel second = SocketChannel.open()) {
            loop.setExceptionHandler((on, context) -> {
                reports.add(context.message() + " " + context.exception());
                loop.stop();
            });
            Server server = loop.runUntilComplete(loop.createServer(() -> new Closing(loop), loopback(0)));
            // To load a class takes a file: first comes a run through all that happens later.
            first.connect(server.localAddress());
            loop.runForever();
            loop.callExceptionHandler(new EventLoop.ErrorContext("warm-up", null, null, null));
            loop.callLater(Duration.ofNanos(1), loop::stop);
            loop.runForever();

            List<Closeable> all = everyFileLeft();
            second.connect(server.localAddress());
            loop.runForever();
            for (int i = 0; i < 50; i++) {
                loop.stop();
                loop.runForever();
            }
            for (Closeable file : all) {
                file.close();
            }
            loop.runForever();
        }
        System.out.println(reports);
        System.out.println("accepted");
    }

    private static List<Closeable> everyFileLeft() {
        List<Closeable> files = new ArrayList<>();
        while (true) {
            try {
                files.add(FileChannel.open(Path.of("/dev/null")));
            } catch (IOException noneLeft) {
                return files;
            }
        }
    }
}
