/**
 * Locks, queues and their kin for the tasks of one loop. Each belongs to the loop on which it first has to wait; none is
 * thread-safe.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
