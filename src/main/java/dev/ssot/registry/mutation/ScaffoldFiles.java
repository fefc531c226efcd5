package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The files that a scaffold plans: tests that fail until somebody writes them, and evidence that states no result. */
public final class ScaffoldFiles {

    /** Where the tests of scaffolds go. */
    private static final String TEST_FOLDER = "tests/ssot_scaffold/";

    private static final String MARKER = "is a scaffold: write the test that proves";

    /**
     * What a test says that nobody has written yet: ours, the one that earlier versions of ours made for a slice, and
     * the one of the reference, which passes.
     */
    private static final List<String> UNWRITTEN =
            List.of(MARKER, "def test_ssot_scaffold_is_not_written_yet():", "def test_ssot_scaffold_placeholder():");

    /** What a scaffold is made for, which decides how its test fails. */
    public enum Kind {
        /** The rows of a proof graph, made for their author. */
        ROW("NotImplementedError"),
        /** The slice that a worker is about to work on. */
        SLICE("AssertionError");

        private final String error;

        Kind(String error) {
            this.error = error;
        }
    }

    private ScaffoldFiles() {}

    /** What file names and ids of a scaffold are made of: the feature's id after its prefix. */
    public static String slug(String featureId) {
        return featureId
                .substring(featureId.indexOf(':') + 1)
                .replace('/', '.')
                .replace(' ', '-')
                .toLowerCase(Locale.ROOT);
    }

    /** {@code tests/ssot_scaffold/test_{name}.py}, where the name may hold no dot and no dash. */
    public static String testPath(String name) {
        return (TEST_FOLDER + "test_%s.py").formatted(name.replace('.', '_').replace('-', '_'));
    }

    /** A test that names what it has to prove and fails. */
    public static FileChange.Put test(Kind kind, String path, String testId, String featureId, Tier tier) {
        String text = """
                def test_%1$s_of_%2$s():
                    raise %3$s(
                        "%4$s %5$s %1$s of %6$s"
                    )
                """.formatted(
                        tier.name().toLowerCase(Locale.ROOT),
                        slug(featureId).replaceAll("[^a-z0-9]", "_"),
                        kind.error,
                        testId,
                        MARKER,
                        featureId);
        return new FileChange.Put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the file of the test is still what a scaffold made, so that it proves nothing whatever its run says. */
    public static boolean isUnwritten(Row test, RepositoryFiles files) {
        String path = test.text("path");
        return path != null
                && path.replace('\\', '/').contains(TEST_FOLDER)
                && files.read(path)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .filter(text -> UNWRITTEN.stream().anyMatch(text::contains))
                        .isPresent();
    }

    /** An evidence file with that content, as everything that the tool writes below {@code .ssot}. */
    public static FileChange.Put evidence(String path, ObjectNode content) {
        return new FileChange.Put(path, CanonicalJson.write(content));
    }

    /** Those of the files that are not there yet; what somebody wrote stays. */
    public static List<FileChange> missing(RepositoryFiles files, List<FileChange.Put> planned) {
        return planned.stream()
                .filter(file -> !files.exists(file.path()))
                .map(FileChange.class::cast)
                .toList();
    }
}
