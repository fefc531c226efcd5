package dev.ssot.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.CommandSurface;
import dev.ssot.contract.Formats;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.Synchronization;
import dev.ssot.contract.Target;
import dev.ssot.contract.VariableUse;
import dev.ssot.contract.verify.CommandCompliance;
import dev.ssot.contract.verify.Finding;
import dev.ssot.contract.verify.OperationsVerify;
import dev.ssot.contract.verify.Report;
import dev.ssot.contract.verify.ReportFormat;
import dev.ssot.contract.verify.Rule;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Catalog;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the examinations: what breaks it is found and named where it is, and what mends it passes again. */
class ContractExaminationTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Registrations PROGRAM =
            BuildRegistrations.of(Catalog.load(), new Environment(Map.of("HOME", "/nowhere")));

    private static final String CATALOG = "contracts/operations/catalog.v1.yaml";
    private static final String TOOLS = "contracts/mcp/tool-registry.canonical.yaml";
    private static final String COMMANDS = "contracts/cli/command-registry.yaml";
    private static final String CAPABILITIES = "contracts/capability/capability-registry.yaml";
    private static final String GOVERNANCE = "contracts/mcp/http-read-role-governance.yaml";
    private static final String ALIASES = "contracts/mcp/tool-wire-aliases.v1.yaml";
    private static final String SCHEMAS = "contracts/operations/schemas/";

    /** A copy of what is published, the same for all tests, because each one puts back what it changed. */
    @TempDir
    private static Path copy;

    @BeforeAll
    static void copyProject() throws IOException {
        for (String part : List.of("contracts", "docs", "deploy", "src/main/java/dev/ssot/environment")) {
            copy(PROJECT.resolve(part));
        }
        for (String page : List.of("README.md", "CONTRIBUTING.md", "AGENTS.md", "LICENSE")) {
            copy(PROJECT.resolve(page));
        }
    }

    private static void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(PROJECT.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Every row has put back what it broke, and what an examination says depends on the files alone. */
    @AfterAll
    static void what_is_mended_passes() {
        for (Command command : Command.values()) {
            assertThat(run(command, PROGRAM).findings()).isEmpty();
        }
    }

    /** What is different from the project as it is. */
    private sealed interface Change {

        /** An empty replacement deletes what is replaced. */
        record Edit(String file, String old, String replacement) implements Change {}

        record Delete(String file) implements Change {}

        record Program(UnaryOperator<Registrations> change) implements Change {}
    }

    private enum Command {
        VERIFY,
        COMPLIANCE
    }

    /**
     * One row of the table.
     *
     * @param says what the finding's message contains
     * @param line what stands on the line that the finding names, after the name of the file
     */
    private record Broken(Command command, Change change, Rule rule, String says, String line) {

        @Override
        public String toString() {
            return "%s: %s".formatted(rule.text(), says);
        }
    }

    static Stream<Broken> broken() {
        return Stream.of(
                        files(),
                        names(),
                        registries(),
                        tools(),
                        dispatch(),
                        commands(),
                        doors(),
                        readRole(),
                        aliases(),
                        codesAndVariables(),
                        compliance())
                .flatMap(List::stream);
    }

    private static List<Broken> files() {
        return List.of(
                edit(CATALOG, "  scope: repository", "  scope: galaxy", Rule.SCHEMA, "enumeration", "scope: galaxy"),
                edit(CATALOG, "  title: Renew a lease\n", "", Rule.SCHEMA, "title", "id: slice.renew"),
                edit(TOOLS, "version: 1", "version: [", Rule.SCHEMA, "cannot be read", ""),
                edit(
                        TOOLS,
                        "  tier: core\n",
                        "  tier: core\n  owner: me\n",
                        Rule.SCHEMA,
                        "owner",
                        "name: abandon_slice"),
                edit(COMMANDS, "  status: active", "  status: fine", Rule.SCHEMA, "enumeration", "status: fine"),
                edit(
                        SCHEMAS + "slice.renew.input.schema.json",
                        "\"object\"",
                        "\"thing\"",
                        Rule.SCHEMA,
                        "type",
                        "thing"),
                delete(SCHEMAS + "slice.renew.output.schema.json", Rule.SCHEMA, "missing"),
                delete(GOVERNANCE, Rule.SCHEMA, "missing"),
                delete("contracts/mcp/tool-wire-aliases.v1.schema.json", Rule.SCHEMA, "missing"),
                edit(GOVERNANCE, "version: 1", "version: 2", Rule.SCHEMA, "constant", "version: 2"),
                edit(ALIASES, "alias: vox_renew_lease", "alias: 'vox renew'", Rule.SCHEMA, "pattern", "vox renew"),
                edit(
                        SCHEMAS + "registry.entity.update.input.schema.json",
                        ",\n      \"x-open\" : true",
                        "",
                        Rule.OPEN_SCHEMA,
                        "registry.entity.update",
                        "changes"),
                edit(
                        CATALOG,
                        "{lease_id: \"lease:1\"}",
                        "{lease: \"lease:1\"}",
                        Rule.EXAMPLE_INVALID,
                        "slice.context",
                        "{lease: "));
    }

    private static List<Broken> names() {
        return List.of(
                edit(
                        CATALOG,
                        "- id: slice.context",
                        "- id: slice.claim",
                        Rule.DUPLICATE_ID,
                        "slice.claim",
                        "slice.claim"),
                edit(
                        CATALOG,
                        "mcp: {name: get_slice_context",
                        "mcp: {name: claim_next_maturation_slice",
                        Rule.DUPLICATE_TOOL,
                        "claim_next_maturation_slice",
                        "mcp: {name: claim_next"),
                edit(
                        CATALOG,
                        "path: [worker, renew]",
                        "path: [worker, claim-next]",
                        Rule.DUPLICATE_CLI_PATH,
                        "worker claim-next",
                        "path: [worker, claim-next]"),
                edit(
                        CATALOG,
                        "method: orch.slice_renew",
                        "method: orch.slice_claim",
                        Rule.DUPLICATE_METHOD,
                        "orch.slice_claim",
                        "method: orch.slice_claim"),
                edit(
                        CATALOG,
                        "  cli:\n  - {path: [ci, operations-verify], status: active}\n",
                        "",
                        Rule.PROJECTION_MISSING,
                        "contract.verify",
                        "id: contract.verify"),
                edit(
                        CATALOG,
                        "Prints the script by which a shell completes the commands of ssot.",
                        "Shell completion, TODO: say more.",
                        Rule.PLACEHOLDER_DESCRIPTION,
                        "completion.script",
                        "description"));
    }

    private static List<Broken> registries() {
        return List.of(
                edit(TOOLS, "- name: renew_lease", "- name: renew_it", Rule.UNKNOWN_TOOL, "renew_lease", CATALOG),
                edit(TOOLS, "- name: renew_lease", "- name: renew_it", Rule.ORPHAN_TOOL, "renew_it", "name: renew_it"),
                edit(TOOLS, "lane: workflow", "lane: data", Rule.LANE_MISMATCH, "abandon_slice", "lane: data"),
                edit(TOOLS, "Frees a slice", "Keeps a slice", Rule.DESCRIPTION_MISMATCH, "abandon_slice", "Keeps"),
                edit(TOOLS, "eligible: false", "eligible: true", Rule.READ_ROLE_MISMATCH, "abandon_slice", "true"),
                edit(TOOLS, "tier: core", "tier: dev", Rule.TIER_MISMATCH, "abandon_slice", "tier: dev"),
                edit(COMMANDS, "  - claim-next", "  - claim-any", Rule.UNKNOWN_CLI_PATH, "worker claim-next", CATALOG),
                edit(COMMANDS, "  - claim-next", "  - claim-any", Rule.ORPHAN_CLI_PATH, "worker claim-any", "path"),
                edit(
                        COMMANDS,
                        "product_lane: workflow\n  operation: slice.claim",
                        "product_lane: ai\n  operation: slice.claim",
                        Rule.LANE_MISMATCH,
                        "worker claim-next",
                        "product_lane: ai"),
                edit(
                        COMMANDS,
                        "operation: slice.claim",
                        "operation: slice.renew",
                        Rule.HANDLER_MISMATCH,
                        "worker claim-next",
                        "operation: slice.renew"),
                edit(
                        COMMANDS,
                        "status: active\n  product_lane: workflow\n  operation: slice.claim",
                        "status: internal\n  product_lane: workflow\n  operation: slice.claim",
                        Rule.STATUS_MISMATCH,
                        "worker claim-next",
                        "status: internal"),
                edit(
                        COMMANDS,
                        "  - name: --claim-ids",
                        "  - name: --claims",
                        Rule.CLI_OPTIONS_MISMATCH,
                        "--claims",
                        "options"),
                edit("docs/tools.md", "# Tools", "# Our tools", Rule.STALE_ARTIFACT, "docs/tools.md", "# Our tools"),
                delete("docs/configuration.md", Rule.STALE_ARTIFACT, "docs/configuration.md"));
    }

    private static List<Broken> tools() {
        return List.of(
                tool("renew_lease", _ -> null, Rule.RUNTIME_NOT_REGISTERED, "renew_lease"),
                program(
                        program -> with(
                                program,
                                "tools",
                                added(program.tools(), with(program.tools().getFirst(), "name", "extra_tool"))),
                        Rule.RUNTIME_EXTRA,
                        "extra_tool"),
                tool("renew_lease", tool -> with(tool, "name", "renew"), Rule.RUNTIME_NOT_REGISTERED, "renew_lease"),
                tool("renew_lease", tool -> with(tool, "title", "?"), Rule.RUNTIME_DESCRIPTION_MISMATCH, "renew_lease"),
                tool(
                        "renew_lease",
                        tool -> with(tool, "description", "?"),
                        Rule.RUNTIME_DESCRIPTION_MISMATCH,
                        "renew_lease"),
                tool(
                        "renew_lease",
                        tool -> with(tool, "inputSchema", Json.object().put("type", "object")),
                        Rule.RUNTIME_SCHEMA_MISMATCH,
                        "input schema"),
                tool(
                        "renew_lease",
                        tool -> with(tool, "outputSchema", Json.object().put("type", "object")),
                        Rule.RUNTIME_SCHEMA_MISMATCH,
                        "output schema"),
                tool(
                        "renew_lease",
                        tool -> with(
                                tool,
                                "annotations",
                                tool.annotations().deepCopy().put("readOnlyHint", true)),
                        Rule.RUNTIME_ANNOTATIONS_MISMATCH,
                        "readOnlyHint"),
                tool(
                        "renew_lease",
                        tool -> with(tool, "meta", tool.meta().deepCopy().put("vox_tier", "dev")),
                        Rule.RUNTIME_ANNOTATIONS_MISMATCH,
                        "vox_tier"),
                edit(
                        SCHEMAS + "slice.renew.input.schema.json",
                        "86400",
                        "86401",
                        Rule.RUNTIME_SCHEMA_MISMATCH,
                        "renew_lease",
                        CATALOG));
    }

    private static List<Broken> dispatch() {
        return List.of(
                tool(
                        "renew_lease",
                        tool -> with(tool, "operation", "slice.claim"),
                        Rule.RUNTIME_DISPATCH,
                        "arrives at slice.claim"),
                program(
                        program -> with(program, "handlers", without(program.handlers(), "slice.renew")),
                        Rule.RUNTIME_DISPATCH,
                        "no code is bound to operation slice.renew"),
                program(
                        program -> with(program, "handlers", added(program.handlers(), "slice.extra")),
                        Rule.RUNTIME_DISPATCH,
                        "slice.extra"),
                program(
                        program -> with(
                                program,
                                "methods",
                                put(program.methods(), "orch.slice_renew", Optional.of("slice.claim"))),
                        Rule.RUNTIME_DISPATCH,
                        "orch.slice_renew arrives at slice.claim"));
    }

    private static List<Broken> commands() {
        return List.of(
                command("worker renew", _ -> null, Rule.CLI_NOT_REGISTERED, "worker renew"),
                edit(
                        CATALOG,
                        "path: [worker, renew]",
                        "path: [worker, prolong]",
                        Rule.CLI_NOT_REGISTERED,
                        "worker prolong",
                        "worker, prolong"),
                edit(CATALOG, "path: [worker, renew]", "path: [worker, prolong]", Rule.CLI_EXTRA, "worker renew", ""),
                command("worker renew", form -> with(form, "planned", true), Rule.STATUS_MISMATCH, "worker renew"),
                command(
                        "worker renew",
                        form -> with(form, "operation", "slice.claim"),
                        Rule.HANDLER_MISMATCH,
                        "asks for slice.claim"),
                command(
                        "worker renew",
                        form -> with(form, "options", List.of()),
                        Rule.CLI_OPTIONS_MISMATCH,
                        "worker renew"));
    }

    private static List<Broken> doors() {
        return List.of(
                program(
                        program -> with(program, "methods", without(program.methods(), "orch.slice_renew")),
                        Rule.RPC_NOT_REGISTERED,
                        "orch.slice_renew"),
                program(
                        program -> with(program, "methods", without(program.methods(), "orch.ping")),
                        Rule.RPC_NOT_REGISTERED,
                        "orch.ping"),
                program(
                        program -> with(program, "methods", put(program.methods(), "orch.extra", Optional.empty())),
                        Rule.RPC_EXTRA,
                        "orch.extra"),
                program(
                        program -> with(program, "routes", without(program.routes(), "GET /v1/info")),
                        Rule.HTTP_NOT_REGISTERED,
                        "GET /v1/info"),
                program(
                        program -> with(program, "routes", added(program.routes(), "GET /v1/extra")),
                        Rule.HTTP_EXTRA,
                        "GET /v1/extra"),
                edit(
                        CATALOG,
                        "  path: /v1/info",
                        "  path: /v1/inform",
                        Rule.HTTP_EXTRA,
                        "GET /v1/info",
                        "http_routes"));
    }

    private static List<Broken> readRole() {
        Rule rule = Rule.READ_ROLE_GOVERNANCE;
        return List.of(
                edit(GOVERNANCE, "- get_conflicts\n", "", rule, "get_conflicts", CATALOG),
                edit(GOVERNANCE, "- get_conflicts\n", "- renew_lease\n", rule, "renew_lease", CATALOG),
                edit(GOVERNANCE, "- get_conflicts\n", "- no_tool\n", rule, "no_tool", "no_tool"),
                edit(
                        CATALOG,
                        "get_conflicts, tier: core, http_read_role_eligible: true",
                        "get_conflicts, tier: core, http_read_role_eligible: false",
                        rule,
                        "get_conflicts",
                        "get_conflicts"),
                edit(
                        CATALOG,
                        "renew_lease, tier: core, http_read_role_eligible: false",
                        "renew_lease, tier: core, http_read_role_eligible: true",
                        rule,
                        "of class writes_files",
                        "side_effect_class: writes_files"));
    }

    private static List<Broken> aliases() {
        return List.of(
                edit(
                        ALIASES,
                        "alias: vox_renew_lease",
                        "alias: renew_lease",
                        Rule.ALIAS_SHADOW,
                        "renew_lease",
                        "renew"),
                edit(
                        ALIASES,
                        "canonical: renew_lease",
                        "canonical: renew",
                        Rule.ALIAS_TARGET,
                        "leads to renew",
                        "renew"),
                edit(
                        ALIASES,
                        "alias: vox_renew_lease",
                        "alias: vox_abandon_slice",
                        Rule.DUPLICATE_ALIAS,
                        "vox_abandon_slice",
                        "vox_abandon_slice"),
                edit(
                        ALIASES,
                        "alias: vox_renew_lease",
                        "alias: vox_prolong",
                        Rule.RUNTIME_NOT_REGISTERED,
                        "vox_prolong",
                        "vox_prolong"),
                edit(
                        ALIASES,
                        "- {alias: vox_renew_lease, canonical: renew_lease}\n",
                        "",
                        Rule.RUNTIME_EXTRA,
                        "vox_renew_lease",
                        "aliases:"));
    }

    private static List<Broken> codesAndVariables() {
        return List.of(
                edit(CATALOG, "- shutting_down", "- shut_down", Rule.ERROR_CODE_UNKNOWN, "shut_down", "shut_down"),
                edit(CATALOG, "- shutting_down\n", "", Rule.ERROR_CODE_UNUSED, "shutting_down", "common_error_codes"),
                edit(
                        CATALOG,
                        "- name: SSOT_LOG",
                        "- name: SSOT_LOUD",
                        Rule.ENV_UNDECLARED,
                        "SSOT_LOG",
                        "src/main/java/dev/ssot/environment/Variable.java"),
                edit(CATALOG, "- name: SSOT_LOG", "- name: SSOT_LOUD", Rule.ENV_DEAD, "SSOT_LOUD", "SSOT_LOUD"),
                program(
                        program -> with(
                                program,
                                "variables",
                                with(
                                        program.variables(),
                                        "named",
                                        new TreeMap<>(
                                                without(program.variables().named(), Variable.SSOT_LOG)))),
                        Rule.ENV_DEAD,
                        "nothing reads SSOT_LOG"),
                program(
                        program -> with(
                                program,
                                "variables",
                                with(
                                        program.variables(),
                                        "stray",
                                        List.of(new VariableUse.Site("some.Reader", "some/Reader.java", 7)))),
                        Rule.ENV_UNDECLARED,
                        "some.Reader"));
    }

    private static List<Broken> compliance() {
        return Stream.of(
                        edit(
                                "contracts/mcp/tool-registry.schema.json",
                                "\"interop\"",
                                "\"interplay\"",
                                Rule.ENUM_DRIFT,
                                "interplay",
                                "enum"),
                        edit(
                                "contracts/operations/catalog.v1.schema.json",
                                "\"read_only\",\n            \"writes_files\"",
                                "\"writes_files\"",
                                Rule.ENUM_DRIFT,
                                "read_only",
                                "enum"),
                        edit(GOVERNANCE, "- get_conflicts\n", "", Rule.READ_ROLE_GOVERNANCE, "get_conflicts", CATALOG),
                        edit(
                                ALIASES,
                                "canonical: renew_lease",
                                "canonical: renew",
                                Rule.ALIAS_TARGET,
                                "renew",
                                "renew"),
                        edit(
                                CATALOG,
                                "timeout_ms: 60000",
                                "timeout_ms: 60001",
                                Rule.EMBEDDED_COPY,
                                "slice.claim",
                                "id"),
                        edit(ALIASES, "alias: vox_renew_lease", "alias: v", Rule.EMBEDDED_COPY, "aliases", "aliases:"),
                        edit(
                                "contracts/mcp/tool-wire-aliases.v1.schema.json",
                                "Further names",
                                "Other names",
                                Rule.EMBEDDED_COPY,
                                "another copy",
                                "{"),
                        edit(
                                CAPABILITIES,
                                "id: mcp.renew_lease",
                                "id: mcp.renew",
                                Rule.CAPABILITY,
                                "mcp.renew has to be called mcp.renew_lease",
                                "mcp.renew"),
                        edit(
                                CAPABILITIES,
                                "id: mcp.renew_lease",
                                "id: mcp.abandon_slice",
                                Rule.CAPABILITY,
                                "mcp.abandon_slice is there twice",
                                "mcp.abandon_slice"),
                        edit(
                                CAPABILITIES,
                                "mcp_tool: renew_lease",
                                "mcp_tool: renew",
                                Rule.CAPABILITY,
                                "nothing that the catalog declares",
                                "mcp.renew_lease"),
                        edit(
                                "docs/tools.md",
                                "### ack_worker_events",
                                "### ack",
                                Rule.UNDOCUMENTED,
                                "ack_worker_events",
                                CATALOG),
                        edit(
                                "README.md",
                                "](CONTRIBUTING.md)",
                                "](CONTRIBUTED.md)",
                                Rule.BROKEN_LINK,
                                "CONTRIBUTED.md",
                                "CONTRIBUTED.md"),
                        edit(
                                "docs/decisions/README.md",
                                "#",
                                "`ssot worker dance`\n#",
                                Rule.UNKNOWN_CLI_PATH,
                                "ssot worker dance",
                                "ssot worker dance"))
                .map(row -> new Broken(Command.COMPLIANCE, row.change(), row.rule(), row.says(), row.line()))
                .toList();
    }

    private static Broken edit(String file, String old, String replacement, Rule rule, String says, String line) {
        return new Broken(Command.VERIFY, new Change.Edit(file, old, replacement), rule, says, line);
    }

    private static Broken delete(String file, Rule rule, String says) {
        return new Broken(Command.VERIFY, new Change.Delete(file), rule, says, file);
    }

    private static Broken program(UnaryOperator<Registrations> change, Rule rule, String says) {
        return new Broken(Command.VERIFY, new Change.Program(change), rule, says, "");
    }

    /** @param change null for a tool that is not there */
    private static Broken tool(String name, UnaryOperator<Registrations.Tool> change, Rule rule, String says) {
        return program(
                program -> {
                    List<Registrations.Tool> tools = new ArrayList<>();
                    for (Registrations.Tool tool : program.tools()) {
                        Registrations.Tool changed = tool.name().equals(name) ? change.apply(tool) : tool;
                        if (changed != null) {
                            tools.add(changed);
                        }
                    }
                    return with(program, "tools", tools);
                },
                rule,
                says);
    }

    private static Broken command(
            String words, UnaryOperator<CommandSurface.CommandForm> change, Rule rule, String says) {
        return program(
                program -> {
                    List<CommandSurface.CommandForm> commands = new ArrayList<>();
                    for (CommandSurface.CommandForm form : program.commands().commands()) {
                        boolean meant = String.join(" ", form.path()).equals(words);
                        CommandSurface.CommandForm changed = meant ? change.apply(form) : form;
                        if (changed != null) {
                            commands.add(changed);
                        }
                    }
                    return with(
                            program,
                            "commands",
                            new CommandSurface(commands, program.commands().everywhere()));
                },
                rule,
                says);
    }

    /** The same record with another value in one place. */
    private static <R extends Record> R with(R record, String component, Object value) {
        try {
            RecordComponent[] components = record.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                boolean changed = components[i].getName().equals(component);
                values[i] = changed ? value : components[i].getAccessor().invoke(record);
            }
            @SuppressWarnings("unchecked") // the class of the record is that of R
            Class<R> type = (Class<R>) record.getClass();
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static <T> List<T> added(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }

    private static <T> Set<T> added(Set<T> set, T element) {
        Set<T> larger = new HashSet<>(set);
        larger.add(element);
        return larger;
    }

    private static <T> Set<T> without(Set<T> set, T element) {
        assertThat(set).contains(element);
        Set<T> smaller = new HashSet<>(set);
        smaller.remove(element);
        return smaller;
    }

    private static <K, V> Map<K, V> put(Map<K, V> map, K key, V value) {
        Map<K, V> larger = new HashMap<>(map);
        larger.put(key, value);
        return larger;
    }

    private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        assertThat(map).containsKey(key);
        Map<K, V> smaller = new HashMap<>(map);
        smaller.remove(key);
        return smaller;
    }

    private static Report run(Command command, Registrations program) {
        return switch (command) {
            case VERIFY -> OperationsVerify.run(copy, () -> program);
            case COMPLIANCE -> CommandCompliance.run(copy, () -> program);
        };
    }

    @ParameterizedTest
    @EnumSource
    void the_project_as_it_is_passes(Command command) {
        assertThat(run(command, PROGRAM).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_is_broken_is_found_and_named(Broken row) throws IOException {
        switch (row.change()) {
            case Change.Edit(String file, String old, String replacement) -> {
                Path path = copy.resolve(file);
                String before = Files.readString(path);
                int at = before.indexOf(old);
                assertThat(at).as("%s holds %s", file, old).isNotNegative();
                Files.writeString(path, before.substring(0, at) + replacement + before.substring(at + old.length()));
                try {
                    assertFound(row, PROGRAM);
                } finally {
                    Files.writeString(path, before);
                }
            }
            case Change.Delete(String file) -> {
                byte[] before = Files.readAllBytes(copy.resolve(file));
                Files.delete(copy.resolve(file));
                try {
                    assertFound(row, PROGRAM);
                } finally {
                    Files.write(copy.resolve(file), before);
                }
            }
            case Change.Program(UnaryOperator<Registrations> change) -> assertFound(row, change.apply(PROGRAM));
        }
    }

    private static void assertFound(Broken row, Registrations program) {
        List<Finding> findings = run(row.command(), program).findings();
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(row.rule());
            assertThat(finding.message()).contains(row.says());
            assertThat(line(finding.place())).contains(row.line());
        });
        assertThat(findings)
                .isSortedAccordingTo(Comparator.comparing(
                                (Finding finding) -> finding.place().file())
                        .thenComparing(finding -> finding.place().line())
                        .thenComparing(finding -> finding.rule().text()));
    }

    private static String line(Finding.Place place) throws IOException {
        Path file = copy.resolve(place.file());
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return "%s:%s".formatted(place.file(), place.line() <= lines.size() ? lines.get(place.line() - 1) : "");
    }

    @Test
    void the_table_has_a_row_for_every_rule() {
        assertThat(broken().map(Broken::rule)).containsAll(EnumSet.allOf(Rule.class));
    }

    @Test
    void every_generated_file_is_missed_when_it_is_changed_and_when_it_is_gone() throws IOException {
        Map<Path, byte[]> before = new HashMap<>();
        for (String folder : List.of("contracts", "docs")) {
            try (Stream<Path> files = Files.walk(copy.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    if (file.startsWith(copy.resolve(SCHEMAS)) || new String(bytes, UTF_8).contains("GENERATED FROM")) {
                        before.put(file, bytes);
                    }
                }
            }
        }
        assertThat(before).hasSizeGreaterThan(100);

        for (Path file : before.keySet()) {
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        }
        assertThat(stale()).isEqualTo(before.keySet());
        for (Path file : before.keySet()) {
            Files.delete(file);
        }
        assertThat(stale()).isEqualTo(before.keySet());
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        assertThat(run(Command.VERIFY, PROGRAM).findings()).isEmpty();
    }

    private static Set<Path> stale() {
        return run(Command.VERIFY, PROGRAM).findings().stream()
                .filter(finding -> finding.rule() == Rule.STALE_ARTIFACT)
                .map(finding -> copy.resolve(finding.place().file()))
                .collect(Collectors.toSet());
    }

    @Test
    void a_project_whose_program_is_another_one_has_its_files_examined_and_nothing_more(@TempDir Path other)
            throws IOException {
        Path catalog = other.resolve(CATALOG);
        Files.createDirectories(catalog.getParent());
        for (Map.Entry<String, byte[]> format : Formats.files().entrySet()) {
            Files.createDirectories(other.resolve(format.getKey()).getParent());
            Files.write(other.resolve(format.getKey()), format.getValue());
        }
        Files.writeString(catalog, """
                schema_version: 1
                runtime: none
                common_error_codes: [of_their_own]
                operations:
                - id: house.paint
                  title: Paint the house
                  description: Paints every wall of the house in one colour.
                  product_lane: app
                  intent_tags: [house]
                  side_effect_class: writes_files
                  scope: repository
                  reversible: false
                  idempotent: true
                  requires_repo: false
                  access: write
                  slice: here
                  timeout_ms: 60000
                  error_codes: []
                  cli:
                  - {path: [paint], status: active}
                """);
        assertThat(new Synchronization(other, EnumSet.allOf(Target.class), CommandSurface.UNKNOWN)
                        .write()
                        .passed())
                .isTrue();

        Report report = OperationsVerify.run(other, () -> {
            throw new AssertionError("nobody asks this program");
        });

        assertThat(report.findings()).isEmpty();
        assertThat(report.summary())
                .isEqualTo(
                        "operations-verify OK (1 catalog rows, 0 tools, 1 commands, 0 methods; no runtime compared)");
    }

    @Test
    void a_report_is_printed_for_people_for_programs_and_for_reviews() throws IOException {
        Report report = run(Command.VERIFY, with(PROGRAM, "handlers", without(PROGRAM.handlers(), "slice.renew")));
        Finding finding = report.findings().getFirst();

        assertThat(ReportFormat.TEXT.print(report))
                .isEqualTo("%s:%d: runtime-dispatch: no code is bound to operation slice.renew\n"
                        .formatted(CATALOG, finding.place().line()));
        JsonNode json = Json.MAPPER.readTree(ReportFormat.JSON.print(report));
        assertThat(json.path("passed").asBoolean(true)).isFalse();
        assertThat(json.path("catalog_rows").asInt()).isEqualTo(report.rows()).isPositive();
        assertThat(json.at("/findings/0/rule").asText()).isEqualTo("runtime-dispatch");
        assertThat(json.at("/findings/0/severity").asText()).isEqualTo("error");
        assertThat(json.at("/findings/0/file").asText()).isEqualTo(CATALOG);
        assertThat(json.at("/findings/0/line").asInt())
                .isEqualTo(finding.place().line());
        assertThat(json.at("/findings/0/operation_id").asText()).isEqualTo("slice.renew");
        JsonNode sarif = Json.MAPPER.readTree(ReportFormat.SARIF.print(report)).at("/runs/0");
        assertThat(sarif.at("/tool/driver/rules/0/id").asText()).isEqualTo("runtime-dispatch");
        assertThat(sarif.at("/results/0/ruleId").asText()).isEqualTo("runtime-dispatch");
        assertThat(sarif.at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo(CATALOG);
        assertThat(sarif.at("/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(finding.place().line());
    }
}
