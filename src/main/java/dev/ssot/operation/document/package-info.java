/** Architecture decisions and specifications: write, change, link, supersede, delete, reserve numbers. */
@NullMarked
package dev.ssot.operation.document;

import org.jspecify.annotations.NullMarked;
