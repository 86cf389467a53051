/** What of the sockets' insides cannot be reached from outside. */
@NullMarked
package dev.weft.internal.net;

import org.jspecify.annotations.NullMarked;
