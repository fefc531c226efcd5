/** Certifying features by the tests that are linked to them. */
@NullMarked
package dev.ssot.operation.proof;

import org.jspecify.annotations.NullMarked;
