package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.integer;
import static dev.ssot.cli.command.Option.integers;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.some;
import static dev.ssot.cli.command.Option.text;
import static dev.ssot.cli.command.Option.toggle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;

/** {@code ssot worker}, {@code campaign}, {@code leases}, {@code maturity}, {@code repo-watch} and {@code conflict}. */
final class WorkerCommands {

    private static final Option WORKER =
            text("--worker-id", "The worker's name, the same in every call.").needed();
    private static final Option LEASE =
            text("--lease-id", "The lease, as the claim answered it.").needed();
    private static final Option TOKEN = integer("--fencing-token", "The token of the lease, as the claim answered it.")
            .needed();
    private static final Option TTL =
            integer("--ttl-seconds", "How long the lease lasts from now.").otherwise(1800);
    private static final Option TARGET_TIER = text("--target-tier", "The tier to reach.")
            .choices(Vocabulary.TIERS)
            .otherwise("T2");

    private static final Option REASON = text("--reason", "Why; it stands in the event.");

    private WorkerCommands() {}

    static Command worker() {
        return Command.group(
                "worker",
                "What a worker does: claim a slice, renew its lease, complete it or give it back, read events.",
                Command.of(
                        "register",
                        "Makes a worker known, or says that it is still there.",
                        given -> Request.operation(
                                "worker.register", given.present("--worker-id", "--os-user", "--takeover")),
                        WORKER,
                        text("--os-user", "The system user that it runs as; no two workers share one."),
                        flag("--takeover", "Takes the name from another living process that claims under it.")),
                life("heartbeat", "Marks a worker alive.", "worker.heartbeat"),
                life("pause", "Gives a worker no new lease until it is resumed.", "worker.pause", REASON),
                life("resume", "Lets a paused worker claim again.", "worker.resume"),
                life(
                        "retire",
                        "Gives a worker no more leases.",
                        "worker.retire",
                        flag("--give-back", "Ends its open leases too."),
                        REASON),
                Command.of(
                        "list",
                        "Lists workers: status, last sign of life, process and open leases.",
                        given -> Request.operation("worker.list", given.present("--status")),
                        text("--status", "Only those of this status.")),
                claimNext(),
                Command.of(
                        "renew",
                        "Moves the deadline of a lease.",
                        given -> Request.operation(
                                "slice.renew",
                                given.all("--worker-id", "--lease-id", "--fencing-token", "--ttl-seconds")),
                        WORKER,
                        LEASE,
                        TOKEN,
                        TTL),
                complete(),
                Command.of(
                        "extend-scope",
                        "Adds files or folders to a lease.",
                        given -> Request.operation(
                                "slice.extend_scope",
                                given.all("--worker-id", "--lease-id", "--fencing-token", "--paths")),
                        WORKER,
                        LEASE,
                        TOKEN,
                        some("--paths", "Files or folders, relative to the repository.")
                                .needed()),
                Command.of(
                        "abandon",
                        "Gives a slice back.",
                        given -> Request.operation(
                                "slice.abandon", given.all("--worker-id", "--lease-id", "--fencing-token", "--reason")),
                        WORKER,
                        LEASE,
                        TOKEN,
                        text("--reason", "Why.").needed()),
                Command.of(
                        "events",
                        "Lists events after a cursor, oldest first.",
                        given -> Request.operation(
                                "event.list",
                                given.present("--worker-id", "--campaign-id", "--after-event-id", "--limit")),
                        text("--worker-id", "Only those for this worker or for all."),
                        text("--campaign-id", "Only those of this campaign or of none."),
                        integer("--after-event-id", "The last event that you have seen.")
                                .otherwise(0),
                        integer("--limit", "At most so many.").otherwise(100)),
                Command.of(
                        "ack-events",
                        "Keeps that a worker has dealt with events.",
                        given -> Request.operation("event.ack", given.all("--worker-id", "--event-ids", "--action")),
                        WORKER,
                        integers("--event-ids", "The events.").needed(),
                        text("--action", "What was done about them.").otherwise("processed")));
    }

    private static Command life(String name, String help, String operation, Option... more) {
        List<Option> options = new ArrayList<>(List.of(WORKER));
        options.addAll(List.of(more));
        String[] names = options.stream().map(Option::name).toArray(String[]::new);
        return Command.of(
                name,
                help,
                given -> Request.operation(operation, given.present(names)),
                options.toArray(Option[]::new));
    }

    private static Command claimNext() {
        return Command.of(
                "claim-next",
                "Claims the next slice of a campaign.",
                given -> Request.operation(
                        "slice.claim",
                        given.present(
                                "--worker-id",
                                "--campaign-id",
                                "--target-tier",
                                "--os-user",
                                "--ttl-seconds",
                                "--feature-ids",
                                "--profile-ids",
                                "--boundary-ids",
                                "--max-blockers-per-claim",
                                "--feature-limit",
                                "--auto-scaffold")),
                WORKER,
                text("--campaign-id", "The campaign to join; made when it is not there.")
                        .needed(),
                TARGET_TIER,
                text("--os-user", "The system user that the worker runs as."),
                TTL,
                list("--feature-ids", "Scope of a new campaign: these features."),
                list("--profile-ids", "Scope of a new campaign: the features of these profiles."),
                list("--boundary-ids", "Scope of a new campaign: the features of these boundaries."),
                integer("--max-blockers-per-claim", "At most so many blockers are recorded.")
                        .otherwise(5),
                integer("--feature-limit", "At most so many features are looked at.")
                        .otherwise(25),
                toggle("--auto-scaffold", "Whether missing claim, test and evidence rows are planned first.")
                        .otherwise(true));
    }

    private static Command complete() {
        return Command.of(
                "complete",
                "Submits finished work to the tier gate.",
                given -> {
                    ObjectNode arguments = given.all("--worker-id", "--lease-id", "--fencing-token");
                    JsonNode result = given.object("--result-json", "--result-file", "worker result");
                    arguments.set("result", result.isNull() ? Json.object() : result);
                    return Request.operation("slice.complete", arguments);
                },
                WORKER,
                LEASE,
                TOKEN,
                text("--result-json", "changed_paths, tests_run and evidence_paths, as a JSON object."),
                text("--result-file", "The same, from a file."));
    }

    static Command campaign() {
        return Command.group(
                "campaign",
                "Campaigns: many workers on the way to one tier.",
                Command.of(
                        "status",
                        "Shows how far a campaign is.",
                        given -> Request.operation(
                                "campaign.status", given.present("--campaign-id", "--target-tier", "--feature-limit")),
                        text("--campaign-id", "Which campaign.").needed(),
                        TARGET_TIER,
                        integer("--feature-limit", "At most so many features are looked at.")));
    }

    static Command leases() {
        return Command.group(
                "leases",
                "Leases: who works on what, and until when.",
                Command.of(
                        "list",
                        "Lists leases.",
                        given -> Request.operation("lease.list", given.present("--status")),
                        text("--status", "Only those of this status.")),
                Command.of(
                        "inspect",
                        "Shows one lease.",
                        given -> Request.operation("lease.inspect", given.all("--lease-id")),
                        LEASE),
                Command.of(
                        "expire",
                        "Ends the leases whose deadline has passed.",
                        given -> Request.operation("lease.expire", Json.object())));
    }

    static Command gate() {
        return Command.group(
                "gate",
                "The gate that finished work has to pass.",
                Command.of(
                        "report",
                        "Shows how the work of a lease was judged, the latest finding first.",
                        given -> Request.operation("gate.report", given.all("--lease-id")),
                        LEASE));
    }

    static Command maturity() {
        return Command.group(
                "maturity",
                "How far features are proved, and what comes next.",
                Command.of(
                        "current-tier",
                        "Says which tier a feature has reached.",
                        given -> Request.operation("maturity.current_tier", given.all("--feature-id")),
                        text("--feature-id", "Which feature, as feat:...").needed()),
                Command.of(
                        "next-slice",
                        "Shows the slice that would come next. Nothing is reserved.",
                        given -> Request.operation("maturity.next_slice", given.all("--target-tier")),
                        TARGET_TIER));
    }

    static Command repoWatch() {
        return Command.group(
                "repo-watch",
                "Looks for changes that no lease explains.",
                Command.of(
                        "scan",
                        "Looks once.",
                        given -> Request.operation(
                                "repo.watch", Json.object().put("emit_events", !given.isSet("--no-emit-events"))),
                        flag("--no-emit-events", "Only answers, and records nothing.")));
    }

    static Command conflict() {
        return Command.group(
                "conflict",
                "Conflicts: changes that no lease explains, and lost writes.",
                Command.of(
                        "list",
                        "Lists conflicts, the open ones if nothing else is asked for.",
                        given -> Request.operation("conflict.list", given.present("--status")),
                        text("--status", "Only those of this status: open or resolved.")),
                Command.of(
                        "resolve",
                        "Keeps that a conflict is settled, who decided it and why.",
                        given -> Request.operation(
                                "conflict.resolve",
                                Json.object()
                                        .put("conflict_id", given.text("--conflict-id"))
                                        .put("resolved_by", given.text("--by"))
                                        .put("reason", given.text("--reason"))),
                        text("--conflict-id", "Which conflict.").needed(),
                        text("--by", "Who decides it.").needed(),
                        text("--reason", "Why nothing more is to be done.").needed()));
    }
}
