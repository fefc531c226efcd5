package dev.ssot.operation.project;

import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.workspace.ConfinedWrite;

/** The table from what stands in the way of a new project to what its caller is told. */
final class Obstacles {

    private Obstacles() {}

    static Refusal of(ConfinedWrite.Refused refused) {
        String name = refused.name();
        return switch (refused.obstacle()) {
            case LINK -> invalid("a link stands in the way: " + name);
            case NOT_A_FOLDER -> invalid("no folder: " + name);
            case NOT_A_FILE -> invalid("no file that could be the project's: " + name);
            case UNUSABLE_NAME -> invalid("this system takes no folder of the name " + name);
            case CHANGED ->
                new Refusal(
                        ErrorCode.CONFLICT,
                        "somebody else has made or moved %s meanwhile".formatted(name),
                        "Nothing was made. Call again once nobody moves folders there.");
            case UNSUPPORTED ->
                new Refusal(
                        ErrorCode.NOT_AVAILABLE,
                        "a project cannot be made safely on this file system",
                        "Nothing was made. Use `ssot init` and add a catalog by hand.");
        };
    }

    private static Refusal invalid(String message) {
        return new Refusal(
                ErrorCode.INVALID_ARGUMENTS,
                message,
                "Nothing was made. Give a folder of the repository that no link leads to.");
    }
}
