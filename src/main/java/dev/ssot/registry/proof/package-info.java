/** Certifying features by the tests that are linked to them: the rows and files that lead to a release. */
@NullMarked
package dev.ssot.registry.proof;

import org.jspecify.annotations.NullMarked;
