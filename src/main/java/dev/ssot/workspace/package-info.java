/** The repository on disk: where it is, who it is, which paths may be touched, which process we are. */
@NullMarked
package dev.ssot.workspace;

import org.jspecify.annotations.NullMarked;
