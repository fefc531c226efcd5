/** Tools as every door serves them: which there are, who may use which, and a call of one from name to outcome. */
@NullMarked
package dev.ssot.operation.tool;

import org.jspecify.annotations.NullMarked;
