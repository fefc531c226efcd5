package dev.ssot.registry.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.support.MemoryFiles;
import dev.ssot.support.RealRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real registry, which the reference accepts with four warnings. */
class RealRegistryValidationTest {

    @Test
    void it_has_no_failures_the_warnings_of_the_reference_and_eight_notices(@TempDir Path folder) throws Exception {
        Path root = RealRegistry.unpack(folder);
        Registry registry = ((Registry.Opening.Opened)
                        Registry.open(Files.readAllBytes(root.resolve(".ssot/registry.json")), "real", "root"))
                .registry();

        ValidationReport report = Validation.full(registry, filesOf(root)).report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.warnings())
                .containsExactly(
                        "claims.clm:ssot.pack.publish-compatibility-gate.t2 has no linked evidence",
                        "claims.clm:ssot.pack.publish-compatibility-gate.t2 has no linked tests",
                        "profiles.prf:origin-scoped-assurance-entities is active but does not currently pass evaluation",
                        "profiles.prf:ssot-origin-conformance-generation is active but does not currently pass"
                                + " evaluation");
        assertThat(report.notices())
                .hasSize(8)
                .allMatch(notice -> notice.startsWith("Bidirectional link drift: ")
                        || notice.contains(".source_evidence_ids references missing evidence "));
        assertThat(report.summary().path("profile_status")).hasToString("{\"passing\":1,\"failing\":2,\"draft\":0}");
    }

    private static RepositoryFiles filesOf(Path root) throws IOException {
        MemoryFiles files = new MemoryFiles();
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> all = walk.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
