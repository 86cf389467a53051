/** Runs the targets in every way they can be compiled and woven, and holds each run against the plain blocking one. */
@NullMarked
package dev.weft.validation;

import org.jspecify.annotations.NullMarked;
