/** Sockets: as coroutines ({@link dev.weft.net.Streams}), or as the callbacks of a {@link dev.weft.net.Protocol}. */
@NullMarked
package dev.weft.net;

import org.jspecify.annotations.NullMarked;
