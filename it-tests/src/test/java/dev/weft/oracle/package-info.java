/**
 * What the language says an async program does: the same class files run as plain blocking code. {@link PlainWeaver} renames
 * the API to the few classes here; none of the product's code takes part.
 */
@NullMarked
package dev.weft.oracle;

import org.jspecify.annotations.NullMarked;
