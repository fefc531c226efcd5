/** What has to hold before a claim, a profile or a release counts as proved. */
@NullMarked
package dev.ssot.registry.guard;

import org.jspecify.annotations.NullMarked;
