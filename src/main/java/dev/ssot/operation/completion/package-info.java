/** What a lease is compared with, what is seen of its work, and how it was judged. */
@NullMarked
package dev.ssot.operation.completion;

import org.jspecify.annotations.NullMarked;
