package dev.ssot.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.environment.Variable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the code reads and what the catalog declares are the same variables, and a difference is found and placed. */
class EnvironmentCheckTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String VARIABLES = "src/main/java/dev/ssot/environment/Variable.java";

    @TempDir
    private Path folder;

    private Path copy;

    @BeforeEach
    void copyWhatIsCompared() throws IOException {
        copy = folder.resolve("copy");
        for (String file : List.of(CatalogSource.PATH, VARIABLES, "deploy/bin/find-jdk", "deploy/bin/find-app")) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(PROJECT.resolve(file), copy.resolve(file));
        }
    }

    @Test
    void each_variable_is_declared_and_read_and_nobody_asks_the_system_beside_it() throws IOException {
        VariableUse code = VariableUse.ofThisProgram();

        assertThat(EnvironmentCheck.of(PROJECT, code)).isEmpty();
        assertThat(code.named()).containsOnlyKeys(Variable.values());
        assertThat(code.named().get(Variable.COMPUTERNAME)).singleElement().satisfies(site -> {
            assertThat(site.className()).isEqualTo("dev.ssot.workspace.ProcessIdentity$Self");
            assertThat(Files.readAllLines(PROJECT.resolve("src/main/java/" + site.file())))
                    .element(site.line() - 1)
                    .asString()
                    .contains("Variable.COMPUTERNAME");
        });
    }

    /** a change of a file, and where the difference it makes is found */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contracts/operations/catalog.v1.yaml | - name: SSOT_LOG | - name: SSOT_LOUD"
                        + "| src/main/java/dev/ssot/environment/Variable.java | SSOT_LOG,"
                        + "| the code reads SSOT_LOG, which contracts/operations/catalog.v1.yaml does not declare",
                "contracts/operations/catalog.v1.yaml | - name: SSOT_LOG | - name: SSOT_LOUD"
                        + "| contracts/operations/catalog.v1.yaml | - name: SSOT_LOUD"
                        + "| SSOT_LOUD is declared, but no code reads it",
                "contracts/operations/catalog.v1.yaml | read_by: [cli] | read_by: [launcher]"
                        + "| contracts/operations/catalog.v1.yaml | - name: SSOT_LOG"
                        + "| SSOT_LOG is declared as read_by launcher, but no script reads it",
                "deploy/bin/find-jdk | ${JAVA_HOME:-} | ${MY_JAVA_HOME:-}"
                        + "| deploy/bin/find-jdk | MY_JAVA_HOME"
                        + "| the script reads MY_JAVA_HOME, which contracts/operations/catalog.v1.yaml does not declare"
                        + " as read_by launcher",
                "deploy/bin/find-jdk | ${JAVA_HOME:-} | /opt/jdk"
                        + "| contracts/operations/catalog.v1.yaml | - name: JAVA_HOME"
                        + "| JAVA_HOME is declared as read_by launcher, but no script reads it",
            })
    void a_difference_is_found_where_it_is(
            String file, String old, String changed, String found, String line, String message) throws IOException {
        Path edited = copy.resolve(file);
        Files.writeString(edited, Files.readString(edited).replace(old, changed));

        assertThat(EnvironmentCheck.of(copy, VariableUse.ofThisProgram())).anySatisfy(finding -> {
            assertThat(finding.message()).isEqualTo(message);
            assertThat(finding.file()).isEqualTo(found);
            assertThat(Files.readAllLines(copy.resolve(found)))
                    .element(finding.line() - 1)
                    .asString()
                    .contains(line);
        });
    }

    @Test
    void a_constant_that_no_code_names_is_found() throws IOException {
        VariableUse code = VariableUse.in(compiled("""
                package some.where;
                import dev.ssot.environment.Variable;
                class Reader {
                    Variable[] all = Variable.values();

                    Variable read() {
                        return Variable.SSOT_LOG;
                    }
                }
                """));

        assertThat(code.named())
                .isEqualTo(Map.of(
                        Variable.SSOT_LOG,
                        List.of(new VariableUse.Site("some.where.Reader", "some/where/Reader.java", 7))));
        assertThat(EnvironmentCheck.of(copy, code))
                .extracting(EnvironmentCheck.Finding::message)
                .hasSize(Variable.values().length - 1)
                .contains("nothing reads HOME: delete its constant and its declaration");
    }

    @Test
    void a_stray_look_at_the_environment_is_found_in_a_folder_and_in_a_jar() throws IOException {
        Path classes = compiled("""
                package some.where;
                import java.util.function.Function;
                class Reader {
                    String one = System.getenv("HOME");
                    Object all = System.getenv();

                    Function<String, String> any() {
                        return System::getenv;
                    }

                    String none = System.getProperty("user.home");
                }
                """);

        List<VariableUse.Site> stray = VariableUse.in(classes).stray();
        assertThat(stray).extracting(VariableUse.Site::line).containsExactlyInAnyOrder(4, 5, 8);
        assertThat(VariableUse.in(jar(classes)).stray()).isEqualTo(stray);
        assertThat(EnvironmentCheck.of(copy, VariableUse.in(classes)))
                .contains(new EnvironmentCheck.Finding(
                        "src/main/java/some/where/Reader.java",
                        4,
                        "some.where.Reader calls System.getenv: read a constant of Variable from the Environment it is"
                                + " given"));
    }

    private Path compiled(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Reader.java"), source);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-g",
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        file.toString());
        assertThat(status).isZero();
        return classes;
    }

    private Path jar(Path classes) throws IOException {
        Path jar = folder.resolve("classes.jar");
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Path inside = Files.createDirectories(files.getPath("some/where")).resolve("Reader.class");
            Files.copy(classes.resolve("some/where/Reader.class"), inside);
        }
        return jar;
    }
}
