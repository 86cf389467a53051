package dev.weft.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.jvm.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM's compilers make of a body what the interpreter does. */
class CompilersTest {
    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=3", "-XX:-TieredCompilation"})
    void aLoopThatTheEntryJumpsInto(String compiler) throws IOException, InterruptedException {
        String output = ChildJvm.withOurClassPath(compiler, "-Xbatch").run(LoopInHandler.class.getName(), List.of());
        assertEquals(String.valueOf(LoopInHandler.CALLS), output.strip());
    }
}
