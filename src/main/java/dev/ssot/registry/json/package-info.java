/** The bytes of the registry: strict reading and canonical writing, as the Python reference does both. */
@NullMarked
package dev.ssot.registry.json;

import org.jspecify.annotations.NullMarked;
