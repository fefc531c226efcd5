/** The document: immutable snapshot, indexes, ids and sections. Knows no framework, no file and no clock. */
@NullMarked
package dev.ssot.registry;

import org.jspecify.annotations.NullMarked;
