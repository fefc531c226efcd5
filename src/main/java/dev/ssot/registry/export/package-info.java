/** The registry in other forms: tables, texts, the graph of its rows and pictures of it. */
@NullMarked
package dev.ssot.registry.export;

import org.jspecify.annotations.NullMarked;
