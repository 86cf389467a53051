package dev.weft.internal.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Where in an array something begins, looking at eight bytes at once. */
final class ByteSearch {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ByteSearch() {}

    /** The index of the first occurrence that lies within from and to; -1 where there is none. */
    static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
        int last = to - wanted.length;
        for (int at = from; at <= last; at++) {
            at = indexOf(bytes, at, last + 1, wanted[0]);
            if (at < 0) {
                return -1;
            }
            if (wanted.length == 1 || Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        long pattern = (wanted & 0xFF) * LOW_BITS;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            // A byte that is wanted becomes 0. The lowest bit of `hits` is that of the first such byte: only above a
            // true
            // hit can the borrow of the subtraction make a false one.
            long zeroed = (long) LONG.get(bytes, at) ^ pattern;
            long hits = (zeroed - LOW_BITS) & ~zeroed & HIGH_BITS;
            if (hits != 0) {
                return at + Long.numberOfTrailingZeros(hits) / Byte.SIZE;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }
}
