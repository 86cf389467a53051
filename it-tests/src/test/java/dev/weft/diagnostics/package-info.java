/** What the documentation says that the transformer says. */
@NullMarked
package dev.weft.diagnostics;

import org.jspecify.annotations.NullMarked;
