package dev.ssot.cli;

import dev.ssot.cli.command.Host;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command line with all that it needs to know about where it was given.
 *
 * @param arguments the words after {@code ssot}
 * @param folder that relative paths start from, with every link followed
 * @param onlyIn the one repository that may be reached; null for a person's shell, which may name any
 * @param requestId the name of the write that it may lead to; null for none
 * @param host the process, for commands about it; null where there are none
 */
record CommandCall(
        List<String> arguments,
        Path folder,
        @Nullable Path onlyIn,
        @Nullable String requestId,
        @Nullable Host host) {}
