/** What is planned and decided about features, issues, claims and releases, beyond plain changes of rows. */
@NullMarked
package dev.ssot.operation.planning;

import org.jspecify.annotations.NullMarked;
