/** The composition root: configuration, the choice between direct and daemon, the processes. Nobody uses it. */
@NullMarked
package dev.ssot.boot;

import org.jspecify.annotations.NullMarked;
