/** Architecture decisions and specifications: their rows, their files, their numbers and their life. */
@NullMarked
package dev.ssot.registry.document;

import org.jspecify.annotations.NullMarked;
