/** The stdio door for agents. */
@NullMarked
package dev.ssot.mcp;

import org.jspecify.annotations.NullMarked;
