package dev.ssot.contract.verify;

/** One part of an examination. It reads, and writes nothing. */
@FunctionalInterface
interface Check {

    void examine(Examination examination);
}
