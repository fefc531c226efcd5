package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The command of a test as its row states it.
 *
 * @param hash of the test's id and everything that is said about the command; an operator approves this
 */
public record TestExecution(
        String testId,
        List<String> argv,
        String cwd,
        Map<String, String> env,
        Duration timeout,
        int expectedExitCode,
        String hash) {

    /** What reading a row led to. */
    public sealed interface Reading {

        record Runnable(TestExecution execution) implements Reading {}

        record NotRunnable(String message) implements Reading {}
    }

    public static Reading of(Row test) {
        JsonNode execution = test.object("execution");
        String problem = problem(execution);
        return problem == null
                ? new Reading.Runnable(read(test.id(), execution))
                : new Reading.NotRunnable("Test %s %s".formatted(test.id(), problem));
    }

    /**
     * The files of the repository that the arguments name, with their hashes: the scripts that the command runs, as far
     * as it says so. What those read in turn is not among them.
     */
    public Map<String, String> namedFiles(RepositoryFiles files) {
        Map<String, String> named = new TreeMap<>();
        for (String argument : argv) {
            // Both tests/a.py::test_b and --config=a.ini name a file.
            String path = argument.substring(argument.indexOf('=') + 1).replaceFirst("::.*", "");
            files.resolve(cwd + "/" + path)
                    .ifPresent(resolved ->
                            files.read(resolved).ifPresent(bytes -> named.put(resolved, CanonicalJson.hash(bytes))));
        }
        return named;
    }

    /** Those of the files that are others now, or are not named any more. */
    public List<String> changed(Map<String, String> before, RepositoryFiles files) {
        Map<String, String> now = namedFiles(files);
        return before.entrySet().stream()
                .filter(file -> !file.getValue().equals(now.get(file.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static @Nullable String problem(JsonNode execution) {
        if (execution.isMissingNode()) {
            return "is not runnable; missing execution metadata";
        }
        if (!"command".equals(Row.text(execution, "mode"))) {
            return "execution.mode must be 'command'";
        }
        JsonNode argv = execution.path("argv");
        if (!argv.isArray() || argv.isEmpty() || Row.texts(execution, "argv").size() != argv.size()) {
            return "execution.argv must be a non-empty list of strings";
        }
        String cwd = Row.text(execution, "cwd");
        if (cwd == null || cwd.isBlank()) {
            return "execution.cwd must be a non-empty string";
        }
        JsonNode env = execution.path("env");
        if (!env.isObject() || env.valueStream().anyMatch(value -> !value.isTextual())) {
            return "execution.env must be a string-to-string object";
        }
        JsonNode timeout = execution.path("timeout_seconds");
        if (!timeout.isIntegralNumber() || !timeout.canConvertToInt() || timeout.intValue() <= 0) {
            return "execution.timeout_seconds must be a positive integer";
        }
        JsonNode success = execution.path("success");
        if (!success.isObject()) {
            return "execution.success must be an object";
        }
        if (!"exit_code".equals(Row.text(success, "type"))) {
            return "execution.success.type must be 'exit_code'";
        }
        JsonNode expected = success.path("expected");
        return expected.isIntegralNumber() && expected.canConvertToInt()
                ? null
                : "execution.success.expected must be an integer";
    }

    private static TestExecution read(String testId, JsonNode execution) {
        List<String> argv = new ArrayList<>();
        execution.path("argv").forEach(item -> argv.add(item.textValue()));
        Map<String, String> env = new LinkedHashMap<>();
        execution.path("env").forEachEntry((name, value) -> env.put(name, value.textValue()));
        ObjectNode hashed = Json.object().put("test_id", testId);
        for (String field : List.of("mode", "argv", "cwd", "env", "timeout_seconds", "success")) {
            hashed.set(field, execution.path(field));
        }
        return new TestExecution(
                testId,
                List.copyOf(argv),
                execution.path("cwd").textValue(),
                env,
                Duration.ofSeconds(execution.path("timeout_seconds").intValue()),
                execution.path("success").path("expected").intValue(),
                CanonicalJson.hash(CanonicalJson.write(hashed)));
    }
}
