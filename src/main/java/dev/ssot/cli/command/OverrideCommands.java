package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.text;

import dev.ssot.cli.command.GateControl.Decided;
import dev.ssot.cli.command.GateControl.Reason;
import dev.ssot.registry.VerificationLevel;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** {@code ssot override}: what an operator answers for with name and reason. For people; agents have no way to it. */
final class OverrideCommands {

    private static final Option BY = text("--by", "Who decides it.").needed();
    private static final Option REASON = text("--reason", "Why.").needed();
    private static final Option YES = flag("--yes", "Decides without asking.");
    private static final Positional LEVEL =
            new Positional("level", null, String.join(", ", VerificationLevel.NAMES) + ".");

    private OverrideCommands() {}

    static Command group() {
        return Command.group(
                "override",
                "Decisions of an operator about the gate, with name and reason. They stay visible.",
                HereCommands.here(
                                "lease",
                                "Takes the worker's word for the work of one lease; its tier gate has to pass all the same.",
                                given -> decided(
                                        given,
                                        "Take the worker's word for the work of %s? [y/N] "
                                                .formatted(given.text("--lease-id")),
                                        (host, reason) -> host.operator()
                                                .gates()
                                                .takeWord(
                                                        host.folder().resolve(path(given)),
                                                        String.valueOf(given.text("--lease-id")),
                                                        reason)),
                                text("--lease-id", "Which lease.").needed(),
                                BY,
                                REASON,
                                YES)
                        .taking(Positional.PATH),
                HereCommands.here(
                                "level",
                                "Lets the repository ask for less proof than it did before. Leases that are open keep what"
                                        + " they were claimed with.",
                                given -> decided(
                                        given,
                                        "Let this repository ask for no more than %s? [y/N] "
                                                .formatted(given.text("level")),
                                        (host, reason) -> host.operator()
                                                .gates()
                                                .lower(
                                                        host.folder().resolve(path(given)),
                                                        String.valueOf(given.text("level")),
                                                        reason)),
                                BY,
                                REASON,
                                YES)
                        .taking(LEVEL, Positional.PATH));
    }

    private static Task decided(Given given, String question, BiFunction<Host, Reason, Decided> decide) {
        Reason reason = new Reason(String.valueOf(given.text("--by")), String.valueOf(given.text("--reason")));
        boolean asks = !given.isSet("--yes");
        return host -> {
            Optional<String> answer = asks ? host.operator().terminal().ask(question) : Optional.of("yes");
            if (answer.isEmpty()) {
                host.err().println("Nothing was decided: there is no terminal to ask on. Decide with --yes.");
                return 1;
            }
            if (!Set.of("y", "yes").contains(answer.get().strip().toLowerCase(Locale.ROOT))) {
                host.err().println("Nothing was decided.");
                return 1;
            }
            return switch (decide.apply(host, reason)) {
                case Decided.Kept(String message) -> {
                    host.out().println(message);
                    yield 0;
                }
                case Decided.Impossible(String message) -> {
                    host.err().println(message);
                    yield 1;
                }
            };
        };
    }

    private static String path(Given given) {
        return Objects.requireNonNullElse(given.text("path"), ".");
    }
}
