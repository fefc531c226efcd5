package dev.ssot.contract;

import dev.ssot.environment.Variable;
import dev.ssot.operation.Access;
import dev.ssot.operation.RolloutSlice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page that says where every operation runs, by its flag and by what the daemon does. */
final class RolloutPage {

    private RolloutPage() {}

    static String render(ContractSource source) {
        return """
                <!-- %s Do not hand-edit this file. -->
                # Sending work to the daemon, slice by slice

                Every call runs on the files of its own process unless a flag sends it to the daemon. The disk is the
                truth for both, so fronts with different flags may work on one repository, and a flag can be set and
                unset at any time; a running front keeps the flags that it was started with.

                `ssot rollout status` says where each operation goes in your environment, and why. Each result of a
                tool says where it ran: `_meta.vox_backend` is `daemon` or `direct`, with `_meta.vox_backend_reason`.
                `vox_orchestrator_status` counts the calls of its front by both, and `ssot daemon status` those that the
                daemon served.

                ## Flags

                %s

                ## Settings of a flag

                A flag of its own wins over the umbrella; where neither is set, calls run directly.

                | umbrella | the slice's own flag | calls of the slice |
                |---|---|---|
                %s

                A call that no flag sends runs directly with the reason `flag_off`, whatever the daemon does, and asks
                no daemon. Arguments that JSON cannot carry unchanged run directly with the reason `refused`.

                ## What the daemon does

                For a call whose flag is on. *Strict* is `%s`.

                | the daemon .. | runs | reason | a write is | strict |
                |---|---|---|---|---|
                %s

                A lost read is repeated. Under *strict* a write whose answer was lost fails with its request id in
                the message: the same request id gets the answer, or has it done once.

                A call waits 200 ms for a daemon that does not answer, the first call of a process 2 s. An attempt that
                takes longer goes on behind the calls, and the first call after its end uses it. A daemon that owes an
                answer and says nothing for 1 s is asked whether it is there, and given up if it says nothing for
                another 2 s.

                ## Operations

                %s
                """.formatted(
                        Projection.mark(Target.DOCS),
                        flags(),
                        lines(RolloutTable.SETTINGS.stream().map(RolloutPage::setting)),
                        Variable.VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT,
                        lines(RolloutTable.ROWS.stream().map(RolloutPage::row)),
                        operations(source));
    }

    private static String flags() {
        return lines(Stream.concat(
                Stream.of("| umbrella | its slices |", "|---|---|"),
                Stream.of(Access.values())
                        .map(access -> "| `%s` | %s |"
                                .formatted(
                                        RolloutSlice.umbrella(access),
                                        RolloutSlice.flagged(access).stream()
                                                .map(slice -> "`%s`".formatted(flag(slice, access)))
                                                .collect(Collectors.joining(" "))))));
    }

    private static Variable flag(RolloutSlice slice, Access access) {
        return slice.flag(access).orElseThrow();
    }

    private static String setting(RolloutTable.Setting setting) {
        return "| %s | %s | %s |"
                .formatted(text(setting.umbrella()), text(setting.own()), setting.on() ? "to the daemon" : "direct");
    }

    private static String text(@Nullable Boolean flag) {
        return flag == null ? "unset" : flag ? "on" : "off";
    }

    private static String row(RolloutTable.Row row) {
        return "| %s | %s | `%s` | %s | %s |"
                .formatted(
                        row.state().text(),
                        row.backend().text(),
                        row.reason(),
                        row.write(),
                        row.strict() == null
                                ? "the same"
                                : "`%s`".formatted(row.strict().text()));
    }

    private static String operations(ContractSource source) {
        Stream<String> flagged = Stream.of(Access.values())
                .flatMap(access -> RolloutSlice.flagged(access).stream()
                        .map(slice -> section("`%s`".formatted(flag(slice, access)), source, access, slice)));
        String here = section("Always where they are called", source, null, RolloutSlice.HERE);
        return Stream.concat(flagged, Stream.of(here)).collect(Collectors.joining("\n\n"));
    }

    private static String section(String title, ContractSource source, @Nullable Access access, RolloutSlice slice) {
        List<CatalogSource.Operation> operations = source.catalog().operations().stream()
                .filter(operation -> operation.slice() == slice && (access == null || operation.access() == access))
                .toList();
        return """
                ### %s

                | operation | tool | commands |
                |---|---|---|
                %s""".formatted(title, lines(operations.stream().map(RolloutPage::operation)));
    }

    private static String operation(CatalogSource.Operation operation) {
        return "| `%s` | %s | %s |"
                .formatted(
                        operation.id(),
                        Optional.ofNullable(operation.mcp())
                                .map(tool -> "`%s`".formatted(tool.name()))
                                .orElse(""),
                        operation.cli().stream()
                                .map(command -> "`%s`".formatted(String.join(" ", command.path())))
                                .collect(Collectors.joining(" ")));
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n"));
    }
}
