@file:JvmName("KotlinSleepers")

package dev.weft.benchmarks

import java.util.function.LongSupplier
import kotlin.time.Duration.Companion.days
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Heap that each of the latter coroutines takes, asleep so many suspend calls deep. */
fun bytes(depth: Int, few: Int, more: Int, usedHeap: LongSupplier): Double {
    var bytes = 0.0
    runBlocking {
        repeat(few) { launch { sleeping(depth) } }
        yield()
        val before = usedHeap.asLong
        repeat(more) { launch { sleeping(depth) } }
        yield()
        bytes = (usedHeap.asLong - before) / more.toDouble()
        coroutineContext.cancelChildren()
    }
    return bytes
}

private suspend fun sleeping(depth: Int): Int {
    if (depth > 1) {
        return 1 + sleeping(depth - 1)
    }
    delay(1.days)
    return 1
}
