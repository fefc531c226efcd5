/** What the system says about itself. */
@NullMarked
package dev.ssot.operation.orchestrator;

import org.jspecify.annotations.NullMarked;
