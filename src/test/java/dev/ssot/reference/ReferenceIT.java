package dev.ssot.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.support.Agent;
import dev.ssot.support.RealRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same operations, done by the reference and by us to copies of the real registry, leave the same bytes and say the
 * same. {@code SSOT_REFERENCE_SEEDS} names other seeds than the first.
 */
class ReferenceIT {

    private static final int STEPS = 200;

    @Test
    void mixed_operations_leave_the_same_bytes_and_say_the_same(@TempDir Path folder) throws Exception {
        for (String seed :
                System.getenv().getOrDefault("SSOT_REFERENCE_SEEDS", "1").split(",")) {
            Path theirs = copy(folder, "theirs-" + seed);
            Path ours = copy(folder, "ours-" + seed);
            try (Oracle oracle = Oracle.start(folder);
                    Agent agent = Agent.pinned(ours, Map.of())) {
                Map<String, Integer> told = new HashMap<>();
                List<String> differences = compare(Long.parseLong(seed), oracle, theirs, agent, ours, told);
                System.out.printf("seed %s: %d steps, exit statuses %s%n", seed, STEPS, told);
                assertThat(differences).as("seed %s", seed).isEmpty();
            }
        }
    }

    private static List<String> compare(
            long seed, Oracle oracle, Path theirs, Agent agent, Path ours, Map<String, Integer> told)
            throws IOException {
        MixedSteps steps = new MixedSteps(seed);
        List<String> differences = new ArrayList<>();
        for (int number = 0; number < STEPS && differences.isEmpty(); number++) {
            Step step = steps.next(registry(ours));
            Said reference = theirs(step, oracle, theirs);
            Said own = ours(step, agent, ours);
            told.merge("exit " + own.status(), 1, Integer::sum);
            String name = "step %d, %s: ".formatted(number, step);
            if (reference.status() != own.status()) {
                differences.add(name
                        + "they exit with %d (%s), we with %d (%s)"
                                .formatted(
                                        reference.status(),
                                        reference.error() + reference.err(),
                                        own.status(),
                                        own.error() + own.err()));
            } else if (!reference
                    .error()
                    .replace(theirs.toString(), "")
                    .equals(own.error().replace(ours.toString(), ""))) {
                differences.add(name + "they say%n%s%nwe say%n%s".formatted(reference.error(), own.error()));
            }
            if (Files.mismatch(file(theirs), file(ours)) >= 0) {
                differences.add(name + firstDifference(theirs, ours));
            }
        }
        return differences;
    }

    private static Said theirs(Step step, Oracle oracle, Path root) {
        return switch (step) {
            case Step.Command(List<String> words) -> oracle.run(withPath(words, root));
            case Step.Rename rename -> oracle.rename(rename, root);
        };
    }

    private static Said ours(Step step, Agent agent, Path root) {
        List<String> words = switch (step) {
            case Step.Command command -> command.words();
            case Step.Rename(String section, String label, String before, String after) ->
                List.of(label, "update", "--id", before, "--new-id", after);
        };
        ObjectNode arguments = Json.object();
        withPath(words, root).forEach(arguments.putArray("args")::add);
        ObjectNode result = agent.call("run_ssot_cli", arguments).content();
        return new Said(
                result.path("exit_code").asInt(-1),
                result.path("stdout").asText(),
                result.path("stderr").asText() + result.path("message").asText());
    }

    /** The repository comes after the words of the command and before its options, some of which take many values. */
    private static List<String> withPath(List<String> words, Path root) {
        List<String> all = new ArrayList<>(words);
        int options = 0;
        while (options < all.size() && !all.get(options).startsWith("--")) {
            options++;
        }
        all.add(options, root.toString());
        return all;
    }

    private static Registry registry(Path root) throws IOException {
        return ((Registry.Opening.Opened) Registry.open(Files.readAllBytes(file(root)), "registry.json", ""))
                .registry();
    }

    private static Path copy(Path folder, String name) throws IOException, InterruptedException {
        return RealRegistry.unpack(Files.createDirectory(folder.resolve(name)));
    }

    private static Path file(Path root) {
        return root.resolve(".ssot/registry.json");
    }

    private static String firstDifference(Path theirs, Path ours) throws IOException {
        String left = Files.readString(file(theirs));
        String right = Files.readString(file(ours));
        int at = 0;
        while (at < Math.min(left.length(), right.length()) && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        return "theirs%n%s%nours%n%s".formatted(around(left, at), around(right, at));
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 200));
    }
}
