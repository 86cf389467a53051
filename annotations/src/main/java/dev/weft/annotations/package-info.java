/** What marks a method as asynchronous, or as one that blocks its thread. */
@NullMarked
package dev.weft.annotations;

import org.jspecify.annotations.NullMarked;
