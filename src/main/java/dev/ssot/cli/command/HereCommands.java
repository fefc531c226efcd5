package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.integer;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.registry.json.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Commands about this program and this machine: {@code daemon}, {@code rollout}, {@code doctor}, {@code trust} and {@code completion}. */
final class HereCommands {

    private static final Option LISTEN =
            text("--listen", "Loopback address HOST:PORT; VOX_ORCHESTRATOR_DAEMON_SOCKET or a free port if left out.");
    private static final int MOST_LINES = 10_000;
    private static final Option LINES =
            integer("--lines", "How many lines, from the end.").otherwise(50);
    private static final Option JSON = flag("--json", "Prints JSON.");
    private static final Positional TRIAL =
            new Positional("trial", "all", "race, crash, pause, clock, flood, mixed or all.");
    private static final Positional SHELL = new Positional("shell", "bash", "bash or zsh; one script serves both.");

    private HereCommands() {}

    static Command here(String name, String summary, Function<Given, Task> task, Option... options) {
        return Command.of(name, summary, given -> new Request.Here(task.apply(given)), options)
                .taking()
                .withoutRegistry();
    }

    static Command daemon() {
        return Command.group(
                "daemon",
                "The daemon that agents on this machine can share.",
                here("run", "Serves in the foreground until told to leave.", HereCommands::run, LISTEN, JSON),
                reporting(
                        "start",
                        "Starts the daemon in the background and returns when it answers.",
                        given -> daemon -> daemon.start(listen(given)),
                        LISTEN,
                        JSON),
                reporting(
                        "stop",
                        "Lets calls in flight finish, then ends the daemon.",
                        given -> DaemonControl::stop,
                        JSON),
                reporting(
                        "restart",
                        "Stops the daemon and starts another, of this version.",
                        given -> daemon -> daemon.restart(listen(given)),
                        LISTEN,
                        JSON),
                reporting(
                        "status",
                        "Shows whether a daemon runs, and for which repositories.",
                        given -> DaemonControl::status,
                        JSON),
                here(
                        "logs",
                        "Shows what a daemon in the background has printed.",
                        HereCommands::logs,
                        LINES,
                        flag("--follow", "Goes on with what it prints, until interrupted."),
                        JSON));
    }

    private static Optional<String> listen(Given given) {
        return Optional.ofNullable(given.text("--listen"));
    }

    private static Task run(Given given) {
        boolean json = given.isSet("--json");
        return host -> host.daemon().run(listen(given), report -> print(host, report, json));
    }

    private static Task logs(Given given) {
        boolean json = given.isSet("--json");
        int lines = (int) Math.clamp(given.value("--lines").asLong(), 0, MOST_LINES);
        return host -> {
            DaemonControl daemon = host.daemon();
            int status = print(host, daemon.logs(lines), json);
            return given.isSet("--follow") && status == 0 ? follow(host, daemon, json) : status;
        };
    }

    /** Each line as it is, or as a JSON string. */
    private static int follow(Host host, DaemonControl daemon, boolean json) {
        try {
            daemon.follow(lines -> {
                for (String line : lines) {
                    host.out().println(json ? printed(TextNode.valueOf(line)) : line);
                }
                return !host.out().checkError();
            });
            return 0;
        } catch (IOException unreadable) {
            host.err().println("the log cannot be read: " + unreadable.getMessage());
            return 1;
        }
    }

    private static Command reporting(
            String name,
            String summary,
            Function<Given, Function<DaemonControl, DaemonControl.Report>> report,
            Option... options) {
        return here(
                name,
                summary,
                given -> host -> print(host, report.apply(given).apply(host.daemon()), given.isSet("--json")),
                options);
    }

    private static int print(Host host, DaemonControl.Report report, boolean json) {
        host.out().println(json ? printed(report.json()) : report.text());
        host.out().flush();
        return report.passed() ? 0 : 1;
    }

    private static String printed(JsonNode json) {
        return new String(CanonicalJson.write(json), StandardCharsets.UTF_8);
    }

    static Command rollout() {
        return Command.group(
                "rollout",
                "What is sent to the daemon, and what runs on the files.",
                here(
                                "status",
                                "Says where each operation goes in this environment, and why. Exits with 1 when calls"
                                        + " would fail.",
                                given -> host -> print(
                                        host,
                                        host.operator()
                                                .rollout()
                                                .status(host.folder().resolve(path(given))),
                                        given.isSet("--json")),
                                JSON)
                        .taking(Positional.PATH));
    }

    static Command doctor() {
        return here(
                        "doctor",
                        "Says what is wrong with the repository, its stores, the daemon and the settings, and how to mend"
                                + " it. Exits with 1 when there is a problem.",
                        given -> host -> print(
                                host,
                                host.operator()
                                        .doctor()
                                        .examine(host.folder().resolve(path(given)), given.isSet("--fix")),
                                given.isSet("--json")),
                        flag("--fix", "Mends what is safe to mend and keeps copies of what it touches."),
                        JSON)
                .taking(Positional.PATH);
    }

    private static String path(Given given) {
        return Objects.requireNonNullElse(given.text("path"), ".");
    }

    static Command trust() {
        return here(
                        "trust",
                        "Shows the commands of tests and approves them on this machine. Only what is approved here is run;"
                                + " an approval covers the command as shown, not the files that it reads.",
                        HereCommands::trust,
                        list("--ids", "Only the commands of these tests."),
                        flag("--yes", "Approves without asking."),
                        flag("--list", "Shows every command and whether it is approved."),
                        flag("--revoke", "Takes approvals back."))
                .taking(Positional.PATH);
    }

    private static Task trust(Given given) {
        List<TrustTask.Mode> modes = Stream.of(TrustTask.Mode.values())
                .filter(mode -> given.isSet(mode.option()))
                .toList();
        if (modes.size() > 1) {
            given.refuse("only one of --yes, --list and --revoke can be given");
        }
        JsonNode ids = given.value("--ids");
        return host -> new TrustTask(
                        host.folder().resolve(path(given)),
                        ids.isNull()
                                ? null
                                : ids.valueStream().map(JsonNode::asText).toList(),
                        modes.isEmpty() ? null : modes.getFirst(),
                        host)
                .run();
    }

    static Command selftest() {
        return here(
                        "selftest",
                        "Proves on this machine, in a temporary repository, that races, kills, pauses, clocks, floods and"
                                + " mixed paths break no promise.",
                        given -> host -> host.selftest().run(wanted(given), host.out(), host.err()),
                        integer("--seed", "Of everything that is chosen by chance."),
                        integer("--rounds", "How many rounds each trial has, instead of its own number."),
                        integer("--processes", "How many callers there are."),
                        integer("--seconds", "No round begins after that long in one trial."),
                        JSON,
                        flag("--keep", "Keeps the temporary folder."))
                .taking(TRIAL);
    }

    private static SelftestControl.Wanted wanted(Given given) {
        return new SelftestControl.Wanted(
                Objects.requireNonNullElse(given.text("trial"), "all"),
                number(given, "--seed"),
                number(given, "--rounds"),
                number(given, "--processes"),
                number(given, "--seconds"),
                given.isSet("--json"),
                given.isSet("--keep"));
    }

    private static OptionalLong number(Given given, String option) {
        JsonNode value = given.value(option);
        return value.isNull() ? OptionalLong.empty() : OptionalLong.of(value.asLong());
    }

    static Command completion() {
        return here("completion", "Prints the script by which a shell completes ssot's commands.", given -> host -> {
                    host.out().print(host.completion().script());
                    return 0;
                })
                .taking(SHELL);
    }
}
