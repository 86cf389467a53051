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
        Trace trace = world.trace;
        List<World.Named> named = world.named;
        world.loop.setExceptionHandler(this::handled);
        world.loop.callAt(Duration.ofSeconds(HORIZON).toNanos(), this::horizon);
        if (world.runs()) {
            run();
        } else {
            runForever();
        }
        List<World.Named> unseen =
                named.stream().filter(known -> lost.contains(known.future())).toList();
        List<World.Named> pending =
                named.stream().filter(known -> !known.future().isDone()).toList();
        trace.line("lost", unseen.stream().map(World.Named::name).toList());
        trace.line("pending", pending.stream().map(World.Named::name).toList());
        return trace.lines();
    }

    private void run() {
        try (Runner runner = new Runner(() -> world.loop)) {
            try {
                Object value = runner.run(new Statements(world).call("main"));
                world.trace.line("run = " + Shown.value(value), List.of());
            } catch (Exception | CancelledError failure) {
                world.trace.line("run ! " + Shown.error(failure), List.of());
            }
        } catch (Exception | CancelledError failure) {
            world.trace.line("close ! " + Shown.error(failure), List.of());
        }
    }

    private void runForever() {
        try (EventLoop loop = world.loop) {
            world.name("main", loop.createTask(new Statements(world).call("main"), "main"));
            loop.runForever();
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
