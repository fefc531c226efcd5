/** Asking whether the registry holds to its rules. */
@NullMarked
package dev.ssot.operation.validation;

import org.jspecify.annotations.NullMarked;
