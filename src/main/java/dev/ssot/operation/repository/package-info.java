/** What a repository is, before anything is known about a registry in it. */
@NullMarked
package dev.ssot.operation.repository;

import org.jspecify.annotations.NullMarked;
