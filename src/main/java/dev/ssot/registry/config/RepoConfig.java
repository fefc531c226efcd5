package dev.ssot.registry.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.ssot.registry.FileFact;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.VerificationLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a repository, complete: what the file leaves out has its default.
 *
 * @param tree every key with its value, unknown ones included; to be read only
 * @param statesVerification whether the file itself names the level of verification
 */
public record RepoConfig(ObjectNode tree, boolean statesVerification) {

    public static final String PATH = ".ssot/ssot.toml";

    /** What looking for the configuration led to. */
    public sealed interface Reading {

        record Valid(RepoConfig config) implements Reading {}

        record Invalid(String message) implements Reading {}

        record Absent() implements Reading {}
    }

    /** Which files the graphs of the registry go to. */
    public record Graphs(List<String> formats, String outputDir, String basename) {}

    /**
     * How long snapshots of the worktree are kept, and how much space they may take.
     *
     * @param maxBytes of all contents together; the newest snapshot stays in any case
     */
    public record Snapshots(Duration keep, long maxBytes) {

        /** For a repository that says nothing about it. */
        public static final Snapshots USUAL = new Snapshots(Duration.ofDays(14), 2048L << 20);
    }

    /** TOML is needed by few calls, and starting to serve is none of them. */
    private static final class Toml {

        static final TomlMapper MAPPER = new TomlMapper();
        static final ObjectNode DEFAULTS = defaults();

        /** As the file of a new repository has them, but nobody who named no level of verification gets a stricter one. */
        private static ObjectNode defaults() {
            try {
                ObjectNode defaults = (ObjectNode) MAPPER.readTree(template());
                defaults.withObject("/completion").put("verification", VerificationLevel.REPORTED.text());
                return defaults;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /** The file as a new repository gets it: every key, and the level of verification that we advise. */
    public static byte[] template() {
        try (InputStream in = RepoConfig.class.getResourceAsStream("ssot.toml")) {
            if (in == null) {
                throw new IllegalStateException("ssot.toml is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration where every key has its default. */
    public static RepoConfig usual() {
        return new RepoConfig(Toml.DEFAULTS, false);
    }

    /** Every change of the registry asks, and few change the file. */
    public static Reading of(RepositoryFiles files) {
        return files.fact(PATH, new Parsing()).orElseGet(Reading.Absent::new);
    }

    private record Parsing() implements FileFact<Reading> {

        @Override
        public Reading of(String path, byte[] bytes) {
            return parse(bytes);
        }
    }

    public static Reading parse(byte[] bytes) {
        JsonNode stated;
        try {
            stated = Toml.MAPPER.readTree(bytes);
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            String place = at == null ? "" : " (at line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
            return new Reading.Invalid(
                    "Invalid TOML in %s: %s%s".formatted(PATH, malformed.getOriginalMessage(), place));
        } catch (IOException unreadable) {
            return new Reading.Invalid("Invalid TOML in %s: %s".formatted(PATH, unreadable.getMessage()));
        }
        ObjectNode complete = Toml.DEFAULTS.deepCopy();
        merge(complete, stated);
        return ConfigRules.problem(complete)
                .<Reading>map(Reading.Invalid::new)
                .orElseGet(() -> new Reading.Valid(new RepoConfig(
                        complete, !stated.at("/completion/verification").isMissingNode())));
    }

    private static void merge(ObjectNode base, JsonNode stated) {
        stated.properties().forEach(entry -> {
            if (base.get(entry.getKey()) instanceof ObjectNode table
                    && entry.getValue().isObject()) {
                merge(table, entry.getValue());
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** How much of what workers report has to be seen before a slice counts as done. */
    public VerificationLevel verification() {
        return VerificationLevel.parse(tree.at("/completion/verification").asText())
                .orElseThrow();
    }

    /** Whether the answer of a change shows the validation of the whole registry once more. */
    public boolean validatesAfterChange() {
        return tree.at("/validate/after_registry_change").asText().equals("automatic");
    }

    public Snapshots snapshots() {
        JsonNode stated = tree.path("snapshots");
        return new Snapshots(
                Duration.ofDays(
                        stated.path("keep_days").asLong(Snapshots.USUAL.keep().toDays())),
                stated.path("max_mib").asLong(Snapshots.USUAL.maxBytes() >> 20) << 20);
    }

    /** Whether {@code feature create} plans claim, test and evidence along unless it is told otherwise. */
    public boolean scaffoldsNewFeatures() {
        return tree.at("/commands/feature/create/auto_scaffold_proof_graph").asBoolean();
    }

    /** The graphs that are drawn anew after each change; empty for none. */
    public Optional<Graphs> graphsAfterChange() {
        JsonNode graphs = tree.at("/generation/graphs");
        return tree.at("/generation/targets/graphs").asBoolean()
                        && graphs.path("mode").asText().equals("automatic")
                ? Optional.of(new Graphs(
                        Row.texts(graphs, "formats"),
                        graphs.path("output_dir").asText(),
                        graphs.path("basename").asText()))
                : Optional.empty();
    }
}
