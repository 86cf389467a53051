@file:JvmName("KotlinSpawn")

package dev.weft.benchmarks

import kotlinx.coroutines.async
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

fun asyncOneByOne(tasks: Int): Int = runBlocking {
    var sum = 0
    repeat(tasks) { sum += async { trivial() }.await() }
    sum
}

fun launchOneByOne(tasks: Int): Int = runBlocking {
    var sum = 0
    repeat(tasks) { launch { sum += trivial() }.join() }
    sum
}

fun asyncBatch(tasks: Int): Int = runBlocking {
    List(tasks) { async { trivial() } }.sumOf { it.await() }
}

private fun trivial(): Int = 1
