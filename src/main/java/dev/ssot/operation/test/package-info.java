/** Running the commands of tests. */
@NullMarked
package dev.ssot.operation.test;

import org.jspecify.annotations.NullMarked;
