/** Ancestors of targets, in a package of their own: their protected members are reached from outside it. */
@NullUnmarked // null is one of the things they are about
package dev.weft.targets.base;

import org.jspecify.annotations.NullUnmarked;
