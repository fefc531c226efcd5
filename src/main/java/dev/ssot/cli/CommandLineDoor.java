package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.Given;
import dev.ssot.cli.command.Request;
import dev.ssot.operation.Call;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Limits;
import dev.ssot.operation.Operations;
import dev.ssot.operation.OperatorsOwn;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Version;
import dev.ssot.registry.export.Rendering;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The door of the command line: takes one command to the operation that it stands for, and prints what comes back. */
final class CommandLineDoor {

    private static final Logger LOG = System.getLogger(CommandLineDoor.class.getName());

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** As the C library names an internal error of a program. */
    static final int BUG = 70;

    private final Supplier<Backing> backing;

    CommandLineDoor(Supplier<Backing> backing) {
        this.backing = backing;
    }

    /** Runs the command line and answers its exit status. */
    int run(CommandCall call, Console console) {
        return switch (ArgumentParser.parse(call.arguments())) {
            case Parsed.Help help -> {
                console.text(HelpText.of(help.path()));
                yield PASSED;
            }
            case Parsed.Version() -> {
                console.text("ssot " + Version.current() + "\n");
                yield PASSED;
            }
            case Parsed.Wrong wrong -> {
                console.complaint(HelpText.complaint(wrong.path(), wrong.problem()));
                yield USAGE;
            }
            case Parsed.Ready ready -> {
                try {
                    yield run(ready, call, console);
                } catch (RuntimeException bug) {
                    yield refuse(reported(bug), ready, console);
                }
            }
        };
    }

    private int run(Parsed.Ready ready, CommandCall call, Console console) {
        return switch (CommandPlace.of(ready, call)) {
            case CommandPlace.Search.Refused(Refusal refusal) -> refuse(refusal, ready, console);
            case CommandPlace.Search.Found(CommandPlace place) -> run(ready, call, place, console);
        };
    }

    private int run(Parsed.Ready ready, CommandCall call, CommandPlace place, Console console) {
        Given given = new Given(ready.values(), place.files());
        Request request = ready.command().request(given);
        String output = given.outputFile();
        Optional<Refusal> refusal = given.refusal();
        if (refusal.isPresent()) {
            return refuse(refusal.get(), ready, console);
        }
        return switch (request) {
            case Request.Here(var task) ->
                call.host() == null ? refuse(notHere(ready), ready, console) : task.run(call.host());
            case Request.NotAvailable(String sentence) ->
                refuse(
                        new Refusal(ErrorCode.NOT_AVAILABLE, sentence, "Nothing was done. Use the reference for it."),
                        ready,
                        console);
            case Request.Initialize(ObjectNode arguments) ->
                print(
                        backing.get().initialization().init(place.root(), arguments),
                        Request.Printed.RESULT,
                        ready,
                        place,
                        output,
                        console);
            case Request.Operation operation ->
                print(ask(operation, call, place), operation.printed(), ready, place, output, console);
        };
    }

    private static Refusal reported(RuntimeException bug) {
        String correlation = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "bug in the command line, correlation id " + correlation, bug);
        return new Refusal(
                ErrorCode.INTERNAL,
                "internal error, correlation id " + correlation,
                "Look for the correlation id in the log and report it.");
    }

    private static Refusal notHere(Parsed.Ready ready) {
        return new Refusal(
                ErrorCode.NOT_AVAILABLE,
                "ssot %s is for a person's shell".formatted(String.join(" ", ready.path())),
                "Nothing was done. Ask a person to run it.");
    }

    private Outcome ask(Request.Operation operation, CommandCall call, CommandPlace place) {
        Optional<Refusal> operators =
                call.host() == null ? OperatorsOwn.refusal(operation.arguments()) : Optional.empty();
        if (operators.isPresent()) {
            return new Outcome.Refused(operators.get());
        }
        Backing behind = backing.get();
        boolean writes =
                behind.catalog().find(operation.id()).map(CatalogEntry::writes).orElse(false);
        String requestId = writes ? call.requestId() : null;
        return operation.printed().inPages()
                ? allPages(operation, place.root(), behind.operations())
                : behind.operations().call(new Call(operation.id(), place.root(), operation.arguments(), requestId));
    }

    /** The command prints every row, where agents ask page by page. */
    private static Outcome allPages(Request.Operation operation, Path root, Operations operations) {
        ObjectNode all = Json.object().put("passed", true);
        var entities = all.putArray("entities");
        int total = 1;
        while (entities.size() < total) {
            ObjectNode page =
                    operation.arguments().deepCopy().put("limit", Limits.PAGE).put("offset", entities.size());
            Outcome outcome = operations.call(new Call(operation.id(), root, page, null));
            if (!(outcome instanceof Outcome.Answered(ObjectNode result))) {
                return outcome;
            }
            JsonNode rows = result.path("entities");
            // The registry may have lost rows since the first page.
            total = rows.isEmpty() ? entities.size() : result.path("total").asInt();
            rows.forEach(entities::add);
        }
        return new Outcome.Answered(all);
    }

    private int print(
            Outcome outcome,
            Request.Printed printed,
            Parsed.Ready ready,
            CommandPlace place,
            @Nullable String output,
            Console console) {
        return switch (outcome) {
            case Outcome.Refused(Refusal refusal) -> refuse(refusal, ready, console);
            case Outcome.Answered(ObjectNode result) -> {
                JsonNode value = printed.of(result);
                if (output != null && !written(value, ready, place, output)) {
                    yield refuse(
                            new Refusal(
                                    ErrorCode.STORE_UNAVAILABLE,
                                    "cannot write " + output,
                                    "The command itself was done. Check the folder, its permissions and the space."),
                            ready,
                            console);
                }
                show(value, ready, console);
                yield value.path("passed").asBoolean(true) ? PASSED : FAILED;
            }
        };
    }

    private static boolean written(JsonNode value, Parsed.Ready ready, CommandPlace place, String output) {
        try {
            place.paths().write(output, Rendering.render(value, format(ready).orElse(Rendering.Format.JSON)));
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    private static int refuse(Refusal refusal, Parsed.Ready ready, Console console) {
        show(
                Json.object()
                        .put("passed", false)
                        .put("error", refusal.message())
                        .put("code", refusal.code().text())
                        .put("next", refusal.next()),
                ready,
                console);
        return refusal.code() == ErrorCode.INTERNAL ? BUG : FAILED;
    }

    private static void show(JsonNode value, Parsed.Ready ready, Console console) {
        format(ready)
                .ifPresentOrElse(
                        format -> console.result(Rendering.render(value, format)), () -> console.result(value));
    }

    private static Optional<Rendering.Format> format(Parsed.Ready ready) {
        return Optional.ofNullable(ready.values().get("--output-format"))
                .map(format -> Rendering.Format.of(format.textValue()));
    }
}
