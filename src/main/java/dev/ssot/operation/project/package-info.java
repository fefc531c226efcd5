/** New projects that are governed from their first commit on. */
@NullMarked
package dev.ssot.operation.project;

import org.jspecify.annotations.NullMarked;
