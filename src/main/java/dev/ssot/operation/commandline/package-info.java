/** The command line, for agents that have no shell. */
@NullMarked
package dev.ssot.operation.commandline;

import org.jspecify.annotations.NullMarked;
