/**
 * What woven code links to, and nothing else: the one internal package that the module exports, because a woven class
 * may stand in any module. Application code never names it.
 */
@NullMarked
package dev.weft.internal.abi;

import org.jspecify.annotations.NullMarked;
