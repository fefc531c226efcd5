/** What a repository sets in {@code .ssot/ssot.toml}. */
@NullMarked
package dev.ssot.registry.config;

import org.jspecify.annotations.NullMarked;
