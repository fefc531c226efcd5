package dev.ssot.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import dev.ssot.registry.validation.Validation;
import dev.ssot.registry.validation.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the benchmarks and tests are fed is what a repository could hold. */
class RegistryGeneratorTest {

    @Test
    void a_generated_registry_validates(@TempDir Path folder) throws IOException {
        Path root = RegistryGenerator.write(folder, 45, 7);
        Registry registry = ((Registry.Opening.Opened)
                        Registry.open(Files.readAllBytes(root.resolve(Registry.PATH)), "registry.json", "."))
                .registry();

        ValidationReport report = Validation.full(registry, files(root)).report();

        assertThat(report.failures()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(registry.rows(Section.FEATURES)).hasSize(45);
    }

    private static MemoryFiles files(Path root) throws IOException {
        MemoryFiles files = new MemoryFiles();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
