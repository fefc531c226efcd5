/** What is durable: the registry file and the control database. */
@NullMarked
package dev.ssot.store;

import org.jspecify.annotations.NullMarked;
