/** The environment variables that the program reads, and the one place where it reads them. */
@NullMarked
package dev.ssot.environment;

import org.jspecify.annotations.NullMarked;
