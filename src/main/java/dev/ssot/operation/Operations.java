package dev.ssot.operation;

/** The one seam that every door calls. Implementations run a call on the files, or send it to the daemon. */
@FunctionalInterface
public interface Operations {

    /** Runs the call and answers it. Never throws for anything that a caller can bring about. */
    Outcome call(Call call);
}
