/** The command line. */
@NullMarked
package dev.ssot.cli;

import org.jspecify.annotations.NullMarked;
