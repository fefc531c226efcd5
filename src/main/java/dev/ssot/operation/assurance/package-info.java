/** Verifying on this machine what a release rests on. */
@NullMarked
package dev.ssot.operation.assurance;

import org.jspecify.annotations.NullMarked;
