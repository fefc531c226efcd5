package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line as operations reach it: in this process, on one repository, with streams of its own. */
public interface CommandShell {

    /**
     * Runs one command line on the repository and no other.
     *
     * @param arguments the words after {@code ssot}
     * @param requestId the name of the write that it may lead to; null for none
     */
    Ran run(Path root, List<String> arguments, @Nullable String requestId);

    /** What can be called: {@code top_level_commands}, {@code subcommand_paths}, {@code global_flags}, ... */
    ObjectNode surface();

    /** What came of a command line. */
    record Ran(int exitCode, String out, String err) {}
}
