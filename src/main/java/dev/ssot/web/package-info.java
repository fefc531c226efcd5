/** The door over HTTP: who is let in, and a few routes for callers that do not speak MCP. */
@NullMarked
package dev.ssot.web;

import org.jspecify.annotations.NullMarked;
