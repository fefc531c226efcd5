/** JSON values as the texts that people and other programs read: CSV, tables, YAML, TOML. */
@NullMarked
package dev.ssot.registry.render;

import org.jspecify.annotations.NullMarked;
