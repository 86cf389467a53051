/** How sockets are served by a loop: what stands behind the interfaces of {@link dev.weft.net}. */
@NullMarked
package dev.weft.internal.net;

import org.jspecify.annotations.NullMarked;
