/** Sockets, rule by rule: on the loopback interface or the file system only, and at free ports. */
@NullMarked
package dev.weft.net;

import org.jspecify.annotations.NullMarked;
