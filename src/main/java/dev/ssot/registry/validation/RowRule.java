package dev.ssot.registry.validation;

import dev.ssot.registry.Row;

/** A rule about one row, which may look at other rows through the snapshot. */
@FunctionalInterface
interface RowRule {

    void check(Row row, Snapshot snapshot, Findings findings);
}
