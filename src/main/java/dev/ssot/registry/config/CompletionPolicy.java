package dev.ssot.registry.config;

import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.VerificationLevel;

/**
 * How much of what workers report a repository wants to see: {@code [completion] verification} in its configuration.
 *
 * @param level the stricter one of what the configuration asks for and of the floor of the files
 * @param stated whether the repository named the level; one that names none is at {@code reported}
 */
public record CompletionPolicy(VerificationLevel level, boolean stated) {

    /** What looking for the policy led to. */
    public sealed interface Reading {

        record Known(CompletionPolicy policy) implements Reading {}

        /** The configuration cannot be understood, so nobody can tell what the repository wants. */
        record Wrong(String message) implements Reading {}
    }

    public static Reading of(RepositoryFiles files) {
        return switch (RepoConfig.of(files)) {
            case RepoConfig.Reading.Valid(RepoConfig config) ->
                new Reading.Known(new CompletionPolicy(
                        config.verification().stricter(files.floor()), config.statesVerification()));
            case RepoConfig.Reading.Absent() -> new Reading.Known(new CompletionPolicy(files.floor(), false));
            case RepoConfig.Reading.Invalid(String message) -> new Reading.Wrong(message);
        };
    }
}
