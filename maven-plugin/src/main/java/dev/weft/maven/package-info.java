/** The Maven goals, thin wrappers around the transformer. */
@NullMarked
package dev.weft.maven;

import org.jspecify.annotations.NullMarked;
