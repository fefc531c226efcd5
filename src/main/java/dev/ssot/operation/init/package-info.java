/** The one operation that needs no registry: to make one. */
@NullMarked
package dev.ssot.operation.init;

import org.jspecify.annotations.NullMarked;
