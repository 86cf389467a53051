@file:JvmName("KotlinQueue")

package dev.weft.benchmarks

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** So many items go there and come back, through two channels of size 1. */
fun roundTrips(trips: Int): Unit = runBlocking {
    val there = Channel<Int>(1)
    val back = Channel<Int>(1)
    launch { repeat(trips) { back.send(there.receive()) } }
    repeat(trips) {
        there.send(it)
        back.receive()
    }
}
