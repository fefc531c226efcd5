package dev.ssot.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.ssot.cli.command.TrustControl.Command;
import dev.ssot.cli.command.TrustControl.Review;
import dev.ssot.cli.command.TrustControl.State;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ssot trust}: what the commands of tests may run on this machine. For people; agents have no way to it.
 *
 * @param ids only the commands of these tests; null for all
 * @param mode what to do; null shows what is not approved and asks about it
 */
record TrustTask(
        Path path, @Nullable List<String> ids, @Nullable Mode mode, Host host) {

    /** Whatever a row holds, it can neither move the cursor nor hide behind letters that look alike. */
    private static final ObjectWriter VISIBLE = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    enum Mode {
        YES,
        LIST,
        REVOKE;

        String option() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Answers the exit status. */
    int run() {
        return switch (host.operator().trust().review(path)) {
            case Review.Impossible(String message) -> failed(message);
            case Review.Commands reviewed -> {
                Optional<String> unknown = unknown(reviewed);
                yield unknown.isPresent() ? failed(unknown.get()) : decide(reviewed);
            }
        };
    }

    private int decide(Review.Commands reviewed) {
        if (mode == Mode.REVOKE) {
            return revoke(reviewed);
        }
        List<Command> selected = selected(reviewed).toList();
        if (mode == Mode.LIST) {
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
        if (mode != Mode.YES) {
            Optional<String> answer = host.operator()
                    .terminal()
                    .ask("Let tests of %s run these %d commands on this machine? [y/N] "
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
        return host.operator().trust().approve(reviewed, open).map(this::failed).orElseGet(() -> {
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
        return host.operator()
                .trust()
                .revoke(reviewed, revoked)
                .map(this::failed)
                .orElseGet(() -> {
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
                                        .map(TrustTask::visible)
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
        for (String path : command.files().keySet()) {
            say("  reads " + visible(path) + (command.changed().contains(path) ? ", changed since the approval" : ""));
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
        host.out().println(line);
    }

    private int failed(String message) {
        host.err().println(message);
        return 1;
    }
}
