package dev.weft.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.CancelledError;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Runner;
import dev.weft.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Plays a program: the lines that it prints. As a process it plays what it reads, each program up to a line "end". */
final class Player {
    /** Seconds after which every task that still waits is cancelled. */
    private static final int HORIZON = 100_000;

    private final World world;
    private final List<Future<?>> lost = new ArrayList<>();

    private Player(World world) {
        this.world = world;
    }

    static List<String> play(String program) {
        return new Player(new World(Form.parse(program))).play();
    }

    private List<String> play() {
        world.loop.setExceptionHandler(this::handled);
        world.loop.callAt(Duration.ofSeconds(HORIZON).toNanos(), this::horizon);
        if (world.runs() > 0) {
            run();
        } else {
            runForever();
        }
        world.trace.note("lost" + names(future -> lost.contains(future)));
        world.trace.note("pending" + names(future -> !future.isDone()));
        return world.trace.lines();
    }

    /** Each after a space, sorted. */
    private String names(Predicate<Future<?>> condition) {
        return world.named.stream()
                .filter(known -> condition.test(known.future()))
                .map(known -> " " + known.name())
                .sorted()
                .collect(Collectors.joining());
    }

    private void run() {
        try (Runner runner = new Runner(() -> world.loop)) {
            for (int count = world.runs(); count > 0; count--) {
                try {
                    Object value = runner.run(new Statements(world).call("main"));
                    world.trace.note("run = " + Shown.value(value));
                } catch (Exception | CancelledError failure) {
                    world.trace.note("run ! " + Shown.error(failure));
                }
            }
        } catch (Exception | CancelledError failure) {
            world.trace.note("close ! " + Shown.error(failure));
        }
    }

    private void runForever() {
        try (EventLoop loop = world.loop) {
            world.name("main", loop.createTask(new Statements(world).call("main"), "main"));
            while (true) {
                loop.runForever();
            }
        } catch (IllegalStateException nothingLeftToDo) {
            if (!String.valueOf(nothingLeftToDo.getMessage()).contains("for ever")) {
                throw nothingLeftToDo;
            }
        }
    }

    private void horizon() {
        for (World.Named known : List.copyOf(world.named)) {
            if (known.future() instanceof Task<?> && !known.future().isDone()) {
                world.trace.log("-", "horizon", known.name());
                known.future().cancel("horizon");
            }
        }
    }

    private void handled(EventLoop loop, EventLoop.ErrorContext context) {
        if (context.message().startsWith("Exception in callback")) {
            world.trace.log("-", "handler", Shown.error(context.exception()));
        } else if (context.message().endsWith("exception in shielded future")) {
            world.trace.log("-", "shielded", Shown.error(context.exception()));
        } else if (context.message().startsWith("unhandled exception during")) {
            world.trace.log("-", "unhandled", Shown.error(context.exception()));
        } else if (context.message().startsWith("an error occurred during closing of")) {
            world.trace.log("-", "closing", Shown.error(context.exception()));
        } else if (context.message().endsWith("was never retrieved") && context.future() != null) {
            lost.add(context.future());
        }
    }

    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var out = new PrintStream(System.out, false, UTF_8);
        var program = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.equals("end")) {
                program.append(line).append('\n');
                continue;
            }
            try {
                play(program.toString()).forEach(out::println);
            } catch (Throwable failure) {
                out.println("failed: " + failure);
            }
            out.println("end");
            out.flush();
            program.setLength(0);
        }
    }
}
