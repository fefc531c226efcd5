/** The rows of the registry: get, list, search, and what may be changed. */
@NullMarked
package dev.ssot.operation.entity;

import org.jspecify.annotations.NullMarked;
