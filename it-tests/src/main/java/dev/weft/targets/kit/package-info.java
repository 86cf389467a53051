/** What the validation targets are written with, and how one is run: their awaits, their log, the timings. */
@NullMarked
package dev.weft.targets.kit;

import org.jspecify.annotations.NullMarked;
