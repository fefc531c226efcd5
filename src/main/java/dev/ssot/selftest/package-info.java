/** The proof that users run themselves: real processes in a temporary repository, and every promise checked. */
@NullMarked
package dev.ssot.selftest;

import org.jspecify.annotations.NullMarked;
