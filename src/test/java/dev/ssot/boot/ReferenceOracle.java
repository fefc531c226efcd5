package dev.ssot.boot;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Python reference in one process, run on a repository of its own. */
final class ReferenceOracle implements AutoCloseable {

    /** Folders that hold the reference's packages, separated as in a class path. */
    static final String VARIABLE = "SSOT_REFERENCE_PATH";

    private final Process python;
    private final BufferedWriter in;
    private final BufferedReader out;

    private ReferenceOracle(Process python) {
        this.python = python;
        this.in = python.outputWriter(StandardCharsets.UTF_8);
        this.out = python.inputReader(StandardCharsets.UTF_8);
    }

    /** Skips the test where the reference is not at hand. */
    static ReferenceOracle start(Path folder) throws IOException {
        String path = System.getenv(VARIABLE);
        assumeTrue(path != null, "skipped: " + VARIABLE + " names no folders with the reference's packages");
        Path script = Files.createTempFile(folder, "oracle", ".py");
        try (var resource = ReferenceOracle.class.getResourceAsStream("/reference/oracle.py")) {
            Files.write(script, resource.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        command.addAll(List.of(path.split(File.pathSeparator)));
        return new ReferenceOracle(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    ReferenceSaid run(List<String> args) {
        ObjectNode line = Json.object();
        args.forEach(line.putArray("args")::add);
        return ask(line);
    }

    ReferenceSaid rename(ReferenceStep.Rename rename, Path root) {
        ObjectNode line = Json.object().put("path", root.toString());
        line.putArray("rename").add(rename.section()).add(rename.before()).add(rename.after());
        return ask(line);
    }

    private ReferenceSaid ask(ObjectNode line) {
        try {
            in.write(line.toString());
            in.newLine();
            in.flush();
            JsonNode answer = Json.MAPPER.readTree(out.readLine());
            return new ReferenceSaid(
                    answer.path("status").asInt(),
                    answer.path("out").asText(),
                    answer.path("err").asText());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        python.destroy();
    }
}
