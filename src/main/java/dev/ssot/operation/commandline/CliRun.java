package dev.ssot.operation.commandline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code cli.run}: one command line, in this process, on the repository of the call. */
public final class CliRun implements UseCase<CliRunRequest, CliRunResult> {

    private static final int MAX_CHARACTERS = 1 << 20;

    /** What still fits into a message that an agent gets. */
    private static final int MAX_OUTPUT = 2 << 20;

    private final CommandShell shell;

    public CliRun(CommandShell shell) {
        this.shell = shell;
    }

    @Override
    public Reply<CliRunResult> run(CliRunRequest request, Context context) {
        if (request.args().stream().mapToInt(String::length).sum() > MAX_CHARACTERS) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "args has more than %d characters".formatted(MAX_CHARACTERS),
                    "Nothing was done. Put long texts into a file of the repository and name it with --body-file.");
        }
        CommandWords words = CommandWords.of(request.args());
        CommandShell.Ran ran = shell.run(context.place().root(), words.complete(), context.requestId());
        List<String> warnings = new ArrayList<>(words.warnings());
        String out = ran.out();
        if (out.length() > MAX_OUTPUT) {
            warnings.add("%d characters of output were left out; repeat with --output-file to get them in a file"
                    .formatted(out.length()));
            out = "";
        }
        return Reply.answer(new CliRunResult(
                ran.exitCode() == 0,
                ran.exitCode(),
                request.args(),
                words.normalized(),
                warnings,
                parsed(out),
                out,
                ran.err()));
    }

    private static @Nullable JsonNode parsed(String out) {
        if (out.isBlank()) {
            return null;
        }
        try {
            return StrictJson.read(out.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson text) {
            return TextNode.valueOf(out);
        }
    }
}
