/** What a repository is given when it gets a registry. */
@NullMarked
package dev.ssot.registry.init;

import org.jspecify.annotations.NullMarked;
