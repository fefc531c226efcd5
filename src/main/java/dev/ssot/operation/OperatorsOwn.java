package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The argument by which an operator sets a rule aside. A person's shell may state it; no tool of an agent may. */
public final class OperatorsOwn {

    private static final String OVERRIDDEN_BY = "overridden_by";

    private OperatorsOwn() {}

    /** Why a call of an agent is refused; empty when it claims nothing that is an operator's. */
    public static Optional<Refusal> refusal(ObjectNode arguments) {
        return arguments.hasNonNull(OVERRIDDEN_BY)
                ? Optional.of(new Refusal(
                        ErrorCode.INVALID_ARGUMENTS,
                        OVERRIDDEN_BY + " is for operators, at the command line",
                        "Nothing was done. Leave it out, or ask an operator to run the command."))
                : Optional.empty();
    }
}
