/** The commands as data: what each one is called, takes, and asks for. */
@NullMarked
package dev.ssot.cli.command;

import org.jspecify.annotations.NullMarked;
