@file:JvmName("KotlinFib")

package dev.weft.benchmarks

import kotlinx.coroutines.runBlocking

/** fib(n), so many times over, by suspend calls that never suspend. */
fun sum(n: Int, times: Int): Int = runBlocking {
    var sum = 0
    repeat(times) { sum += fib(n) }
    sum
}

private suspend fun fib(n: Int): Int = if (n < 2) n else fib(n - 1) + fib(n - 2)
