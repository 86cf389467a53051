package dev.weft.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.targets.kit.Probe.soon;

import dev.weft.Coroutine;
import dev.weft.annotations.Async;

/** More than 255 slots, so that variables are reached by WIDE instructions. */
public class WideLocals {
    @Async
    public static Coroutine<Object> beyondSlot255() {
        long a0 = 0, a1 = 1, a2 = 2, a3 = 3, a4 = 4, a5 = 5, a6 = 6, a7 = 7, a8 = 8, a9 = 9;
        long b0 = a0, b1 = a1, b2 = a2, b3 = a3, b4 = a4, b5 = a5, b6 = a6, b7 = a7, b8 = a8, b9 = a9;
        long c0 = b0, c1 = b1, c2 = b2, c3 = b3, c4 = b4, c5 = b5, c6 = b6, c7 = b7, c8 = b8, c9 = b9;
        double d0 = c0, d1 = c1, d2 = c2, d3 = c3, d4 = c4, d5 = c5, d6 = c6, d7 = c7, d8 = c8, d9 = c9;
        double e0 = d0, e1 = d1, e2 = d2, e3 = d3, e4 = d4, e5 = d5, e6 = d6, e7 = d7, e8 = d8, e9 = d9;
        double f0 = e0, f1 = e1, f2 = e2, f3 = e3, f4 = e4, f5 = e5, f6 = e6, f7 = e7, f8 = e8, f9 = e9;
        long g0 = 10, g1 = 11, g2 = 12, g3 = 13, g4 = 14, g5 = 15, g6 = 16, g7 = 17, g8 = 18, g9 = 19;
        long h0 = g0, h1 = g1, h2 = g2, h3 = g3, h4 = g4, h5 = g5, h6 = g6, h7 = g7, h8 = g8, h9 = g9;
        double i0 = h0, i1 = h1, i2 = h2, i3 = h3, i4 = h4, i5 = h5, i6 = h6, i7 = h7, i8 = h8, i9 = h9;
        long j0 = 20, j1 = 21, j2 = 22, j3 = 23, j4 = 24, j5 = 25, j6 = 26, j7 = 27, j8 = 28, j9 = 29;
        double k0 = j0, k1 = j1, k2 = j2, k3 = j3, k4 = j4, k5 = j5, k6 = j6, k7 = j7, k8 = j8, k9 = j9;
        long l0 = 30, l1 = 31, l2 = 32, l3 = 33, l4 = 34, l5 = 35, l6 = 36, l7 = 37, l8 = 38, l9 = 39;
        double m0 = l0, m1 = l1, m2 = l2, m3 = l3, m4 = l4, m5 = l5, m6 = l6, m7 = l7, m8 = l8, m9 = l9;
        int count = 0;
        String text = "wide";
        float ratio = 0.5f;
        for (int i = 0; i < 3; i++) {
            count += 1000;
            g9 += await(soon(count));
            ratio *= await(soon(2));
            text += await(soon(i)) + ratio;
        }
        try {
            count += await(soon(1));
            text += count;
        } catch (IllegalStateException e) {
            text += e.getMessage() + count;
        }
        double longs = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + b0 + b1 + b2 + b3 + b4 + b5 + b6 + b7 + b8 + b9
                + c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + g0 + g1 + g2 + g3 + g4 + g5 + g6 + g7 + g8 + g9 + h0
                + h1 + h2 + h3 + h4 + h5 + h6 + h7 + h8 + h9 + j0 + j1 + j2 + j3 + j4 + j5 + j6 + j7 + j8 + j9 + l0 + l1
                + l2 + l3 + l4 + l5 + l6 + l7 + l8 + l9;
        double doubles = d0 + d1 + d2 + d3 + d4 + d5 + d6 + d7 + d8 + d9 + e0 + e1 + e2 + e3 + e4 + e5 + e6 + e7 + e8
                + e9 + f0 + f1 + f2 + f3 + f4 + f5 + f6 + f7 + f8 + f9 + i0 + i1 + i2 + i3 + i4 + i5 + i6 + i7 + i8 + i9
                + k0 + k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8 + k9 + m0 + m1 + m2 + m3 + m4 + m5 + m6 + m7 + m8 + m9;
        return result(text + " " + count + " " + longs + " " + doubles);
    }
}
