package dev.ssot.cli.command;

import dev.ssot.contract.CommandSurface;
import dev.ssot.registry.export.Rendering;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every command there is. A group is made only when it is asked for, because a process runs one command and starts for
 * it.
 */
public final class CommandTable {

    /** The first words, in the order in which help lists them. */
    public static final List<String> WORDS = List.of(
            "init",
            "validate",
            "upgrade",
            "config",
            "feature",
            "profile",
            "claim",
            "test",
            "evidence",
            "issue",
            "risk",
            "boundary",
            "release",
            "adr",
            "spec",
            "registry",
            "graph",
            "worker",
            "campaign",
            "leases",
            "gate",
            "maturity",
            "repo-watch",
            "conflict",
            "snapshot",
            "repo",
            "project",
            "generate",
            "operation",
            "audit",
            "workspace",
            "takeover",
            "pack",
            "conformance",
            "daemon",
            "rollout",
            "doctor",
            "trust",
            "override",
            "selftest",
            "completion",
            "ci");

    /** Those about this program and this machine, which agents do not get. */
    private static final List<String> HERE =
            List.of("daemon", "rollout", "doctor", "trust", "override", "selftest", "completion", "ci");

    private CommandTable() {}

    public static Optional<Command> find(String word) {
        return Optional.ofNullable(make(word));
    }

    private static @Nullable Command make(String word) {
        return switch (word) {
            case "init" -> RegistryCommands.init();
            case "validate" -> RegistryCommands.validate();
            case "upgrade" -> LaterCommands.upgrade();
            case "config" -> RegistryCommands.config();
            case "feature" -> FeatureCommands.group();
            case "profile" -> ProfileCommands.group();
            case "claim" -> ClaimCommands.group();
            case "test" -> TestCommands.group();
            case "evidence" -> EvidenceCommands.group();
            case "issue" -> IssueCommands.group();
            case "risk" -> RiskCommands.group();
            case "boundary" -> BoundaryCommands.group();
            case "release" -> ReleaseCommands.group();
            case "adr" -> DocumentCommands.adr();
            case "spec" -> DocumentCommands.spec();
            case "registry" -> RegistryCommands.registry();
            case "graph" -> RegistryCommands.graph();
            case "worker" -> WorkerCommands.worker();
            case "campaign" -> WorkerCommands.campaign();
            case "leases" -> WorkerCommands.leases();
            case "gate" -> WorkerCommands.gate();
            case "maturity" -> WorkerCommands.maturity();
            case "repo-watch" -> WorkerCommands.repoWatch();
            case "conflict" -> WorkerCommands.conflict();
            case "snapshot" -> SnapshotCommands.group();
            case "repo" -> FacadeCommands.repo();
            case "project" -> FacadeCommands.project();
            case "generate" -> FacadeCommands.generate();
            case "operation" -> LogCommands.operation();
            case "audit" -> LogCommands.audit();
            case "workspace" -> LogCommands.workspace();
            case "takeover" -> LogCommands.takeover();
            case "pack" -> LaterCommands.pack();
            case "conformance" -> LaterCommands.conformance();
            case "daemon" -> HereCommands.daemon();
            case "rollout" -> HereCommands.rollout();
            case "doctor" -> HereCommands.doctor();
            case "trust" -> HereCommands.trust();
            case "override" -> OverrideCommands.group();
            case "selftest" -> HereCommands.selftest();
            case "completion" -> HereCommands.completion();
            case "ci" -> ContractCommands.ci();
            default -> null;
        };
    }

    public static List<Command> all() {
        return WORDS.stream().flatMap(word -> find(word).stream()).toList();
    }

    /** The commands that work on a registry, by their words, groups among them, sorted. */
    public static Map<String, Command> paths() {
        Map<String, Command> paths = new TreeMap<>(Comparator.naturalOrder());
        WORDS.stream()
                .filter(word -> !HERE.contains(word))
                .flatMap(word -> find(word).stream())
                .forEach(command -> collect("", command, paths));
        return paths;
    }

    /** Every command with its words, as published. */
    public static CommandSurface surface() {
        Map<String, Command> paths = new TreeMap<>(Comparator.naturalOrder());
        all().forEach(command -> collect("", command, paths));
        return new CommandSurface(
                paths.entrySet().stream()
                        .map(path -> form(List.of(path.getKey().split(" ")), path.getValue()))
                        .toList(),
                globals().stream().map(CommandTable::form).toList());
    }

    private static CommandSurface.CommandForm form(List<String> path, Command command) {
        return new CommandSurface.CommandForm(
                path,
                command.isGroup(),
                isPlanned(command),
                operation(command),
                command.positionals().stream()
                        .map(operand -> new CommandSurface.OperandForm(operand.name(), operand.required()))
                        .toList(),
                command.options().stream().map(CommandTable::form).toList());
    }

    private static CommandSurface.OptionForm form(Option option) {
        return new CommandSurface.OptionForm(
                option.names(), option.kind().name().toLowerCase(Locale.ROOT), option.required(), option.choices());
    }

    private static @Nullable String operation(Command command) {
        return !command.isGroup() && CommandTargets.of(command) instanceof Request.Operation(var id, var _, var _)
                ? id
                : null;
    }

    private static boolean isPlanned(Command command) {
        return command.isGroup()
                ? !command.commands().isEmpty() && command.commands().stream().allMatch(CommandTable::isPlanned)
                : command.action() instanceof NotYet;
    }

    private static void collect(String above, Command command, Map<String, Command> paths) {
        String path = (above + " " + command.name()).strip();
        paths.put(path, command);
        command.commands().forEach(below -> collect(path, below, paths));
    }

    /** What every command takes, before or after its own options. */
    public static List<Option> globals() {
        return List.of(
                Option.text("--output-format", "How the result is printed; json if left out.")
                        .choices(Rendering.Format.names()),
                Option.text("--output-file", "Writes the result to this file of the repository too."),
                Option.flag("--version", "Shows the version and ends."));
    }
}
