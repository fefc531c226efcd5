/** The configuration of a repository: make it, show it, check it. */
@NullMarked
package dev.ssot.operation.config;

import org.jspecify.annotations.NullMarked;
