/** The rules of a registry, checked over the whole of it or over what a change touches. */
@NullMarked
package dev.ssot.registry.validation;

import org.jspecify.annotations.NullMarked;
