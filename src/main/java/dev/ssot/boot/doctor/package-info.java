/** {@code ssot doctor}: looks at everything that a repository's work rests on, and mends what is safe to mend. */
@NullMarked
package dev.ssot.boot.doctor;

import org.jspecify.annotations.NullMarked;
