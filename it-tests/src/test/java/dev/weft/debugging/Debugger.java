package dev.weft.debugging;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.connect.VMStartException;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a program of this package in a JVM of its own and debugs it, as an IDE does. */
final class Debugger implements AutoCloseable {
    private static final long PATIENCE = 60_000;
    private static final String OWN = Debugger.class.getPackageName() + ".*";

    private final VirtualMachine vm;
    private final MarkedSource source;
    private final ReferenceType program;

    private Debugger(Class<?> program) {
        source = MarkedSource.of(program);
        vm = launch(program);
        ClassPrepareRequest prepared = vm.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(program.getName());
        prepared.enable();
        this.program = ((ClassPrepareEvent) Objects.requireNonNull(next())).referenceType();
    }

    static Debugger of(Class<?> program) {
        return new Debugger(program);
    }

    private static VirtualMachine launch(Class<?> program) {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("options").setValue("-cp \"" + System.getProperty("java.class.path") + "\"");
        arguments.get("main").setValue(program.getName());
        try {
            return connector.launch(arguments);
        } catch (IOException | IllegalConnectorArgumentsException | VMStartException e) {
            throw new AssertionError(e);
        }
    }

    List<Location> locations(String line) {
        try {
            return program.locationsOfLine(source.line(line));
        } catch (AbsentInformationException e) {
            throw new AssertionError(e);
        }
    }

    Debugger breakAt(String... lines) {
        for (String line : lines) {
            locations(line)
                    .forEach(place -> vm.eventRequestManager()
                            .createBreakpointRequest(place)
                            .enable());
        }
        return this;
    }

    /** Where the program stops next. Null: it has ended. */
    @Nullable
    Stop resume() {
        Event event = next();
        return event == null ? null : new Stop(((LocatableEvent) event).thread());
    }

    /** The names of the lines at which it stops until it ends. */
    List<String> stops() {
        var names = new ArrayList<String>();
        for (Stop stop = resume(); stop != null; stop = resume()) names.add(stop.line());
        return names;
    }

    private @Nullable Event next() {
        try {
            vm.resume();
            while (true) {
                EventSet events = vm.eventQueue().remove(PATIENCE);
                if (events == null) throw new AssertionError("nothing happens in the debuggee");
                for (Event event : events) {
                    if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
                        requireNoComplaint();
                        return null;
                    }
                    if (event instanceof LocatableEvent || event instanceof ClassPrepareEvent) return event;
                }
                events.resume();
            }
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private void requireNoComplaint() throws IOException {
        assertEquals("", new String(vm.process().getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            vm.exit(0);
        } catch (VMDisconnectedException ended) {
            // It has come to its end.
        }
        vm.process().destroy();
    }

    /** The program at rest. */
    final class Stop {
        private final ThreadReference thread;

        private Stop(ThreadReference thread) {
            this.thread = thread;
        }

        private List<StackFrame> frames() {
            try {
                return thread.frames();
            } catch (IncompatibleThreadStateException e) {
                throw new AssertionError(e);
            }
        }

        String line() {
            return source.name(frames().get(0).location().lineNumber());
        }

        /** Method and line of each frame of the program, innermost first. */
        List<String> stack() {
            return frames().stream()
                    .map(StackFrame::location)
                    .filter(at -> at.declaringType().equals(program))
                    .map(at -> at.method().name() + " at " + source.name(at.lineNumber()))
                    .toList();
        }

        /** As {@code name = value}, in the order in which they come into scope. */
        String variables() {
            StackFrame frame = frames().get(0);
            try {
                return frame.visibleVariables().stream()
                        .map(variable -> variable.name() + " = " + text(frame, variable))
                        .collect(joining(", "));
            } catch (AbsentInformationException e) {
                throw new AssertionError(e);
            }
        }

        private String text(StackFrame frame, LocalVariable variable) {
            Value value = frame.getValue(variable);
            return value instanceof ArrayReference array
                    ? array.getValues().toString()
                    : String.valueOf(value).replace("\"", "");
        }

        /** To the next line of our package that this thread comes to, not into what it calls. */
        Debugger.@Nullable Stop stepOver() {
            return step(StepRequest.STEP_OVER);
        }

        private Debugger.@Nullable Stop step(int depth) {
            StepRequest step = vm.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, depth);
            step.addClassFilter(OWN);
            step.enable();
            Stop stop = resume();
            if (stop != null) vm.eventRequestManager().deleteEventRequest(step);
            return stop;
        }
    }
}
