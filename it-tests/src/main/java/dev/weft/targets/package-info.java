/**
 * Validation targets: ordinary programs, grouped by the language feature that they use under an await. They assert nothing.
 * Each public method is run as plain blocking code and woven in every way there is, and must do the same.
 */
@NullUnmarked // null is one of the things they are about
package dev.weft.targets;

import org.jspecify.annotations.NullUnmarked;
