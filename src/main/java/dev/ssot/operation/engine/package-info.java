/** Runs operations on the files: binds arguments, checks them once, answers with what the use case says. */
@NullMarked
package dev.ssot.operation.engine;

import org.jspecify.annotations.NullMarked;
