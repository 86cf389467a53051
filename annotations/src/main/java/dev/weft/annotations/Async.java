package dev.weft.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method is rewritten into a resumable state machine; calls to {@code Weft.await} in it are its suspension points.
 *
 * <p>It returns one of these, which says when its body runs:
 *
 * <ul>
 *   <li>{@code Coroutine}: when it is awaited or made a task;
 *   <li>{@code Task}, {@code Future}: at once up to its first suspension, then as a task of the running loop;
 *   <li>{@code CompletableFuture}, {@code CompletionStage}: at once, with or without a loop; where none runs, it goes on
 *       on the thread that completes what it awaits;
 *   <li>{@code Generator}, {@code AsyncGenerator}: as its consumer asks for values.
 * </ul>
 *
 * <p>It ends with {@code return result(value)} or {@code return done()}, a generator with {@code return end()}. Any other
 * awaitable it returns is awaited in tail position: after its finally blocks, not covered by its handlers.
 *
 * <p>A lambda needs no annotation: its body is rewritten where it awaits or emits and returns one of these types.
 *
 * <p>The transformer rejects, with the line:
 *
 * <ul>
 *   <li>{@code await-outside-async}: await, emit, result, done or end in a method that is not rewritten: not annotated, a
 *       constructor, a static initialiser, a lambda of another return type, or {@code Weft::await} as a method reference;
 *   <li>{@code await-in-synchronized}: a suspension point inside {@code synchronized}, or a synchronized method annotated;
 *   <li>{@code await-in-generator}: await in a method that returns {@code Generator};
 *   <li>{@code emit-outside-generator}: emit in a method that returns no generator, emitAll in any but {@code Generator};
 *   <li>{@code unsupported-return-type}: any other return type;
 *   <li>{@code method-too-large}: a body that would pass the 64 KB that the JVM allows a method.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Async {}
