package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CommandShell;
import dev.ssot.registry.Registry;
import dev.ssot.support.RealRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same operations, done by the reference and by us to copies of the real registry, leave the same bytes and say the
 * same. {@code SSOT_REFERENCE_SEEDS} names other seeds than the first.
 */
class ReferenceIT {

    private static final int STEPS = 200;

    /** What our refusals say where we differ on purpose; docs/differences-from-the-reference.md says why. */
    private static final List<String> ON_PURPOSE = List.of(
            " and keeps its ",
            "has no claim coverage for boundary feature",
            ".superseded_by_claim_ids",
            "Illegal lifecycle transition from",
            ".release_context.",
            " is set by ssot release ",
            " names, because ");

    @Test
    void mixed_operations_leave_the_same_bytes_and_say_the_same(@TempDir Path folder) throws Exception {
        for (String seed :
                System.getenv().getOrDefault("SSOT_REFERENCE_SEEDS", "1").split(",")) {
            Path theirs = copy(folder, "theirs-" + seed);
            Path ours = copy(folder, "ours-" + seed);
            try (ReferenceOracle oracle = ReferenceOracle.start(folder);
                    LocalEngine engine =
                            new LocalEngine(Catalog.load(), InstantSource.system(), new Environment(Map.of()))) {
                Map<String, Integer> told = new HashMap<>();
                List<String> differences = compare(Long.parseLong(seed), oracle, theirs, engine, ours, told);
                System.out.printf("seed %s: %d steps, exit statuses %s%n", seed, STEPS, told);
                assertThat(differences).as("seed %s", seed).isEmpty();
            }
        }
    }

    private static List<String> compare(
            long seed, ReferenceOracle oracle, Path theirs, LocalEngine engine, Path ours, Map<String, Integer> told)
            throws IOException {
        ReferenceMixedSteps steps = new ReferenceMixedSteps(seed);
        List<String> differences = new ArrayList<>();
        for (int number = 0; number < STEPS; number++) {
            ReferenceStep step = steps.next(registry(ours));
            ReferenceSaid reference = theirs(step, oracle, theirs);
            ReferenceSaid own = ours(step, engine, ours);
            told.merge("exit " + own.status(), 1, Integer::sum);
            if (ON_PURPOSE.stream().anyMatch(own.error()::contains)) {
                told.merge("different on purpose", 1, Integer::sum);
                goOnFrom(theirs, ours);
                continue;
            }
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
                goOnFrom(theirs, ours);
            }
        }
        return differences;
    }

    private static ReferenceSaid theirs(ReferenceStep step, ReferenceOracle oracle, Path root) {
        return switch (step) {
            case ReferenceStep.Command(List<String> words) -> oracle.run(withPath(words, root));
            case ReferenceStep.Rename rename -> oracle.rename(rename, root);
        };
    }

    private static ReferenceSaid ours(ReferenceStep step, LocalEngine engine, Path root) {
        List<String> words = switch (step) {
            case ReferenceStep.Command command -> command.words();
            case ReferenceStep.Rename(String section, String label, String before, String after) ->
                List.of(label, "update", "--id", before, "--new-id", after);
        };
        CommandShell.Ran ran = engine.shell().run(root, withPath(words, root), null);
        return new ReferenceSaid(ran.exitCode(), ran.out(), ran.err());
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

    /** One difference must not make all that follows differ. */
    private static void goOnFrom(Path theirs, Path ours) throws IOException {
        for (String folder : List.of("adr", "specs", "registry.json")) {
            try (Stream<Path> files = Files.walk(theirs.resolve(".ssot").resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, ours.resolve(theirs.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
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
