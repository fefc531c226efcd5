/** What callers asked and were told, and the promises that this is held against. Pure: no file, clock or process. */
@NullMarked
package dev.ssot.selftest.history;

import org.jspecify.annotations.NullMarked;
