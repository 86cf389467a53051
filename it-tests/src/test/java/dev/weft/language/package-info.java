/** The language that @Async methods are written in, as docs/language.md teaches it. */
@NullMarked
package dev.weft.language;

import org.jspecify.annotations.NullMarked;
