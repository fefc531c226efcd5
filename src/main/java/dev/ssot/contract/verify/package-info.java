/** The rules by which published contracts, the catalog and the running program are held together. */
@NullMarked
package dev.ssot.contract.verify;

import org.jspecify.annotations.NullMarked;
