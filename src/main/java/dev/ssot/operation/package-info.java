/** The one seam: the catalog at run time, request and result records, use cases, error codes. */
@NullMarked
package dev.ssot.operation;

import org.jspecify.annotations.NullMarked;
