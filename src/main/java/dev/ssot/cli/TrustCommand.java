package dev.ssot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.ssot.cli.TrustControl.Command;
import dev.ssot.cli.TrustControl.Review;
import dev.ssot.cli.TrustControl.State;
import dev.ssot.cli.TrustControl.Terminal;
import dev.ssot.registry.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssot trust}: what the commands of tests may run on this machine. For people; agents have no way to it. */
@picocli.CommandLine.Command(
        name = "trust",
        description = {
            "Shows the commands of tests and approves them on this machine.",
            "test run, spec run-tests and boundary run-tests execute only what is approved here. An approval holds for"
                    + " the command as it was shown (arguments, folder, variables, time limit, exit code); it does not"
                    + " cover the files that the command reads."
        },
        mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {

    /** Whatever a row holds, it can neither move the cursor nor hide behind letters that look alike. */
    private static final ObjectWriter VISIBLE = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final TrustControl trust;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", defaultValue = ".", description = "A path in the repository; default: here.")
    private Path path = Path.of("");

    @Option(names = "--ids", arity = "1..*", paramLabel = "TEST", description = "Only the commands of these tests.")
    private @Nullable List<String> ids;

    @ArgGroup
    private Mode mode = new Mode();

    /** What to do; without any, what is not approved is shown and asked about. */
    static final class Mode {

        @Option(names = "--yes", description = "Approves without asking.")
        private boolean yes;

        @Option(names = "--list", description = "Shows every command and whether it is approved.")
        private boolean list;

        @Option(names = "--revoke", description = "Takes approvals back.")
        private boolean revoke;
    }

    TrustCommand(TrustControl trust, Terminal terminal) {
        this.trust = trust;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (trust.review(path)) {
            case Review.Impossible(String message) -> failed(message);
            case Review.Commands reviewed -> {
                Optional<String> unknown = unknown(reviewed);
                yield unknown.isPresent() ? failed(unknown.get()) : decide(reviewed);
            }
        };
    }

    private int decide(Review.Commands reviewed) {
        if (mode.revoke) {
            return revoke(reviewed);
        }
        List<Command> selected = selected(reviewed).toList();
        if (mode.list) {
            selected.forEach(this::show);
            reviewed.gone().forEach(id -> say("%s  approved, but without a command".formatted(visible(id))));
            return 0;
        }
        return approve(
                reviewed,
                selected.stream()
                        .filter(command -> command.state() != State.APPROVED)
                        .toList());
    }

    private int approve(Review.Commands reviewed, List<Command> open) {
        if (open.isEmpty()) {
            say("Nothing to approve.");
            return 0;
        }
        open.forEach(this::show);
        if (!mode.yes) {
            Optional<String> answer = terminal.ask("Let tests of %s run these %d commands on this machine? [y/N] "
                    .formatted(visible(reviewed.root().toString()), open.size()));
            if (answer.isEmpty()) {
                return failed(
                        "Nothing was approved: there is no terminal to ask on. Review the commands above, then run"
                                + " `ssot trust --yes`.");
            }
            if (!Set.of("y", "yes").contains(answer.get().strip().toLowerCase(Locale.ROOT))) {
                return failed("Nothing was approved.");
            }
        }
        return trust.approve(reviewed, open).map(this::failed).orElseGet(() -> {
            say("Approved: %d.".formatted(open.size()));
            return 0;
        });
    }

    private int revoke(Review.Commands reviewed) {
        List<String> revoked = new ArrayList<>(ids == null ? reviewed.gone() : ids);
        if (ids == null) {
            reviewed.commands().stream()
                    .filter(command -> command.state() != State.NEW)
                    .map(command -> command.execution().testId())
                    .forEach(revoked::add);
        }
        return trust.revoke(reviewed, revoked).map(this::failed).orElseGet(() -> {
            say("Revoked: %d.".formatted(revoked.size()));
            return 0;
        });
    }

    private Stream<Command> selected(Review.Commands reviewed) {
        List<String> wanted = ids;
        return reviewed.commands().stream()
                .filter(command ->
                        wanted == null || wanted.contains(command.execution().testId()));
    }

    private Optional<String> unknown(Review.Commands reviewed) {
        if (ids == null) {
            return Optional.empty();
        }
        Set<String> unknown = new HashSet<>(ids);
        reviewed.commands()
                .forEach(command -> unknown.remove(command.execution().testId()));
        unknown.removeAll(reviewed.gone());
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("No test with a command has the id "
                        + String.join(
                                ", ",
                                unknown.stream()
                                        .map(TrustCommand::visible)
                                        .sorted(Comparator.naturalOrder())
                                        .toList()));
    }

    private void show(Command command) {
        var execution = command.execution();
        say("%s  %s"
                .formatted(visible(execution.testId()), command.state().name().toLowerCase(Locale.ROOT)));
        say("  run  " + visible(execution.argv()));
        say("  in   %s, at most %d s, expecting exit code %d"
                .formatted(visible(execution.cwd()), execution.timeout().toSeconds(), execution.expectedExitCode()));
        if (!execution.env().isEmpty()) {
            say("  with " + visible(execution.env()));
        }
    }

    private static String visible(Object value) {
        try {
            return VISIBLE.writeValueAsString(value).replace("\u007f", "\\u007F");
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("texts that cannot be written", bug);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int failed(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(message);
        err.flush();
        return 1;
    }
}
