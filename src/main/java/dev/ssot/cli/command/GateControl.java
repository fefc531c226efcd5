package dev.ssot.cli.command;

import java.nio.file.Path;

/**
 * What the operator of this machine answers for at the gate. Only the process that a person started has one: no
 * operation and no tool leads here.
 */
public interface GateControl {

    /** Takes the worker's word for the work of one lease. */
    Decided takeWord(Path path, String leaseId, Reason reason);

    /** Lets a repository ask for that level, though it asked for a stricter one before. */
    Decided lower(Path path, String level, Reason reason);

    /** Who decides, and why. */
    record Reason(String operator, String text) {}

    /** What became of it. */
    sealed interface Decided {

        record Kept(String message) implements Decided {}

        record Impossible(String message) implements Decided {}
    }
}
