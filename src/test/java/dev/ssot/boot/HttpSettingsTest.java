package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.ServedTool;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the gateway, and with what words a wrong one ends the start. */
class HttpSettingsTest {

    private static final String TOKEN = "0123456789abcdef";
    private static final Catalog CATALOG = Catalog.load();

    @TempDir
    private Path folder;

    private Path repository;

    @BeforeEach
    void writeRepository() throws Exception {
        repository =
                TestRepository.in(Files.createDirectory(folder.resolve("repo"))).write();
    }

    @Test
    void without_being_asked_for_it_is_off_whatever_else_is_set() throws Exception {
        assertThat(HttpSettings.in(new Environment(Map.of("VOX_MCP_HTTP_PORT", "no port")), CATALOG, repository))
                .isEmpty();
        assertThat(HttpSettings.in(new Environment(Map.of("VOX_MCP_HTTP_ENABLED", "off")), CATALOG, repository))
                .isEmpty();
    }

    @Test
    void the_defaults_are_loopback_every_tool_and_the_repository_of_the_folder() throws Exception {
        Path below = Files.createDirectories(repository.resolve("src/deep"));
        HttpSettings http = HttpSettings.in(
                        new Environment(Map.of("VOX_MCP_HTTP_ENABLED", "1", "VOX_MCP_HTTP_BEARER_TOKEN", TOKEN)),
                        CATALOG,
                        below)
                .orElseThrow();
        assertThat(http.url()).isEqualTo("http://127.0.0.1:3921");
        assertThat(http.terms().callsPerMinute()).isEqualTo(120);
        assertThat(http.terms().anonymousReads()).isFalse();
        assertThat(http.scope()).isEqualTo(new RepositoryScope.Listed(List.of(repository)));
        assertThat(http.outOfReach()).isEmpty();
        assertThat(http.toolbox().listed(Role.READ))
                .isNotEmpty()
                .allSatisfy(tool -> assertThat(tool.readRole()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "BEARER_TOKEN= | VOX_MCP_HTTP_ENABLED=1 requires VOX_MCP_HTTP_BEARER_TOKEN or"
                        + " VOX_MCP_HTTP_READ_BEARER_TOKEN unless VOX_MCP_HTTP_ALLOW_UNAUTHENTICATED=1 is explicitly set.",
                "ENABLED=si | VOX_MCP_HTTP_ENABLED=si is no boolean: use 1, true, yes, on or 0, false, no, off",
                "HEALTH_AUTH=2 | VOX_MCP_HTTP_HEALTH_AUTH=2 is no boolean: use 1, true, yes, on or 0, false, no, off",
                "HOST=example.com | invalid VOX_MCP_HTTP_HOST/PORT: example.com:3921",
                "HOST=127.0.0.1:80 | invalid VOX_MCP_HTTP_HOST/PORT: 127.0.0.1:80:3921",
                "PORT=0 | invalid VOX_MCP_HTTP_HOST/PORT: 127.0.0.1:0",
                "PORT=65536 | invalid VOX_MCP_HTTP_HOST/PORT: 127.0.0.1:65536",
                "PORT=http | invalid VOX_MCP_HTTP_HOST/PORT: 127.0.0.1:http",
                "HOST=0.0.0.0 | VOX_MCP_HTTP_HOST=0.0.0.0 is no loopback address: set"
                        + " VOX_MCP_HTTP_ALLOW_NON_LOOPBACK=1 if other machines are to reach the gateway",
                "HOST=10.0.0.1;ALLOW_NON_LOOPBACK=1;ALLOW_UNAUTHENTICATED=1 |"
                        + " VOX_MCP_HTTP_ALLOW_UNAUTHENTICATED=1 is for a loopback address only,"
                        + " not for VOX_MCP_HTTP_HOST=10.0.0.1",
                "BEARER_TOKEN=0123456789abcde | VOX_MCP_HTTP_BEARER_TOKEN must have 16 to 1024 characters,"
                        + " visible ASCII without spaces",
                "READ_BEARER_TOKEN=0123456789 abcdef | VOX_MCP_HTTP_READ_BEARER_TOKEN must have 16 to 1024 characters,"
                        + " visible ASCII without spaces",
                "READ_BEARER_TOKEN=0123456789abcdef | VOX_MCP_HTTP_BEARER_TOKEN and VOX_MCP_HTTP_READ_BEARER_TOKEN"
                        + " must not be equal",
                "RATE_LIMIT_PER_MINUTE=0 | invalid VOX_MCP_HTTP_RATE_LIMIT_PER_MINUTE: 0",
                "RATE_LIMIT_PER_MINUTE=many | invalid VOX_MCP_HTTP_RATE_LIMIT_PER_MINUTE: many",
                "ALLOWED_TOOLS=get_conflicts,nothing | unknown tool in VOX_MCP_HTTP_ALLOWED_TOOLS: nothing",
                "ALLOWED_TOOLS=Get_Conflicts | unknown tool in VOX_MCP_HTTP_ALLOWED_TOOLS: Get_Conflicts",
                "READ_ROLE_ALLOWED_TOOLS=x | unknown tool in VOX_MCP_HTTP_READ_ROLE_ALLOWED_TOOLS: x",
                "ALLOWED_ORIGINS=https://a.example/x | invalid VOX_MCP_HTTP_ALLOWED_ORIGINS: https://a.example/x"
                        + " is no origin such as https://ssot.example.com",
                "ALLOWED_ORIGINS=* | invalid VOX_MCP_HTTP_ALLOWED_ORIGINS: *"
                        + " is no origin such as https://ssot.example.com",
            })
    void what_cannot_be_meant_ends_the_start(String settings, String message) {
        assertThatExceptionOfType(ConfigurationError.class)
                .isThrownBy(() -> read(settings))
                .withMessage(message);
    }

    @Test
    void a_repository_that_is_none_ends_the_start() {
        assertThatExceptionOfType(ConfigurationError.class)
                .isThrownBy(() -> read("REPOSITORIES=" + repository + ":" + folder.resolve("absent")))
                .withMessageStartingWith(
                        "VOX_MCP_HTTP_REPOSITORIES: Unable to locate .ssot/registry.json from " + folder);
        repository = folder;
        assertThatExceptionOfType(ConfigurationError.class)
                .isThrownBy(() -> read(""))
                .withMessageStartingWith("VOX_MCP_HTTP_ENABLED=1 needs a repository: start the daemon in one");
    }

    @Test
    void the_lists_of_tools_narrow_what_each_role_reaches() throws Exception {
        HttpSettings http = read("ALLOWED_TOOLS= get_conflicts ,renew_lease,registry.read;"
                + "READ_ROLE_ALLOWED_TOOLS=get_conflicts,get_worker_events");
        assertThat(http.toolbox().listed(Role.WRITE))
                .extracting(ServedTool::name)
                .containsExactly("renew_lease", "get_conflicts");
        assertThat(http.toolbox().listed(Role.READ))
                .extracting(ServedTool::name)
                .containsExactly("get_conflicts");
        assertThat(http.outOfReach()).contains("get_worker_events").doesNotContain("get_conflicts", "renew_lease");
    }

    @Test
    void another_address_and_several_repositories_can_be_asked_for() throws Exception {
        Path other = TestRepository.in(Files.createDirectory(folder.resolve("other")))
                .write();
        HttpSettings http = read("HOST=::1;PORT=4000;REPOSITORIES=" + repository + ":" + other + ":" + repository);
        assertThat(http.url()).isEqualTo("http://[0:0:0:0:0:0:0:1]:4000");
        assertThat(http.scope()).isEqualTo(new RepositoryScope.Listed(List.of(repository, other)));
        assertThat(read("HOST=0.0.0.0;ALLOW_NON_LOOPBACK=yes").url()).isEqualTo("http://0.0.0.0:3921");
    }

    private HttpSettings read(String settings) throws ConfigurationError {
        Map<String, String> environment =
                new HashMap<>(Map.of("VOX_MCP_HTTP_ENABLED", "1", "VOX_MCP_HTTP_BEARER_TOKEN", TOKEN));
        for (String setting : settings.split(";")) {
            String[] parts = setting.split("=", 2);
            environment.put("VOX_MCP_HTTP_" + parts[0], parts.length > 1 ? parts[1] : "");
        }
        return HttpSettings.in(new Environment(environment), CATALOG, repository)
                .orElseThrow();
    }
}
