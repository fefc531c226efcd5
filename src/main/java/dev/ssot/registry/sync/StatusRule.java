package dev.ssot.registry.sync;

import dev.ssot.registry.Row;

/** What the status of the rows of one section follows from. */
@FunctionalInterface
interface StatusRule {

    Judgement judge(Row row);
}
