/** The contract tooling: from the catalog and the records to what is published. */
@NullMarked
package dev.ssot.contract;

import org.jspecify.annotations.NullMarked;
