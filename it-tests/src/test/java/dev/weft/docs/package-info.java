/** What the documents show is compiled. */
@NullMarked
package dev.weft.docs;

import org.jspecify.annotations.NullMarked;
