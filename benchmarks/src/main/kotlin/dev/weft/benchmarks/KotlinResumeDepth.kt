@file:JvmName("KotlinResumeDepth")

package dev.weft.benchmarks

import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** So many coroutines that give way so many times, each so many suspend calls deep. */
fun tasks(tasks: Int, yields: Int, depth: Int): Int = runBlocking {
    List(tasks) { async { nested(depth, yields) } }.sumOf { it.await() }
}

private suspend fun nested(depth: Int, yields: Int): Int {
    if (depth > 1) {
        return 1 + nested(depth - 1, yields)
    }
    repeat(yields) { yield() }
    return 1
}
