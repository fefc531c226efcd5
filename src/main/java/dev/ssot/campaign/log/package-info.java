/** The log of everything that this program changed, each entry bound to the one before by its hash. */
@NullMarked
package dev.ssot.campaign.log;

import org.jspecify.annotations.NullMarked;
