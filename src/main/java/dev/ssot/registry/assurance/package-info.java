/** What a release rests on, collected so that anybody can check it without running anything. */
@NullMarked
package dev.ssot.registry.assurance;

import org.jspecify.annotations.NullMarked;
