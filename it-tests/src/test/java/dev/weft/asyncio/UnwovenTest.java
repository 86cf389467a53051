package dev.weft.asyncio;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncIterator;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Generator;
import dev.weft.Weft;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a program sees whose build does not transform it. By reflection, since this class is transformed. */
class UnwovenTest {
    private static IllegalStateException failureOf(String function, Class<?>[] types, Object... arguments) {
        InvocationTargetException thrown = assertThrows(
                InvocationTargetException.class,
                () -> Weft.class.getMethod(function, types).invoke(null, arguments));
        return assertInstanceOf(IllegalStateException.class, thrown.getCause());
    }

    @Test
    void await_says_who_called_it_and_what_to_add() {
        String message = failureOf("await", new Class<?>[] {Awaitable.class}, Coroutine.of(""))
                .getMessage();

        assertTrue(message.startsWith("await was called by "), message);
        assertTrue(message.contains("UnwovenTest"), message);
        assertTrue(message.contains("UnwovenTest.java:"), message);
        assertTrue(message.contains("weft-maven-plugin"), message);
        assertTrue(message.contains("-javaagent:weft-agent.jar"), message);
    }

    @Test
    void so_do_the_others() {
        failureOf("await", new Class<?>[] {CompletionStage.class}, CompletableFuture.completedFuture(""));
        failureOf("emitAll", new Class<?>[] {Generator.class}, new Object[] {null});
        failureOf("done", new Class<?>[] {});
        failureOf("end", new Class<?>[] {});
        failureOf("result", new Class<?>[] {Object.class}, "");
        failureOf("emit", new Class<?>[] {Object.class}, "");
        failureOf("end", new Class<?>[] {Object.class}, "");
    }

    @Test
    void so_do_loops_and_resources() {
        AsyncCloseable resource = () -> Coroutine.of(null);
        AsyncIterator<String> iterator = new AsyncIterator<>() {
            @Override
            public Coroutine<Boolean> moveNext() {
                return Coroutine.of(false);
            }

            @Override
            public String current() {
                return "";
            }
        };

        String message = assertThrows(IllegalStateException.class, () -> resource.close())
                .getMessage();
        assertTrue(message.contains("UnwovenTest"), message);
        assertThrows(IllegalStateException.class, () -> iterator.hasNext());
        assertThrows(IllegalStateException.class, () -> iterator.next());
    }
}
