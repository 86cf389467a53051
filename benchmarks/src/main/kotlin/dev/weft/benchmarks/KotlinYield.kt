@file:JvmName("KotlinYield")

package dev.weft.benchmarks

import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** So many coroutines on runBlocking's event loop, each giving way so many times. */
fun tasks(tasks: Int, yields: Int): Unit = runBlocking {
    List(tasks) { launch { repeat(yields) { yield() } } }.joinAll()
}
