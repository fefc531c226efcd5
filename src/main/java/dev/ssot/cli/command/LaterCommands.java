package dev.ssot.cli.command;

import static dev.ssot.cli.command.Option.flag;
import static dev.ssot.cli.command.Option.list;
import static dev.ssot.cli.command.Option.text;

import java.util.List;

/** Commands of the reference that are understood and come with a later version. */
final class LaterCommands {

    private static final Positional PACKAGE = new Positional("package", null, "The pack.");
    private static final Option KIND =
            text("--kind", "Only documents of this kind.").choices(Choices.PACK_KINDS);
    private static final Option ALL = flag("--all", "Documents of every kind.");
    private static final Option MANIFEST = flag("--manifest", "Shows the whole manifest too.");
    private static final Option PIN = text("--pin", "Only this version of the pack.");
    private static final Option RESOLVED = flag("--resolved", "Shows the documents that the manifest leads to.");
    private static final Option TRUSTED_ONLY = flag("--trusted-only", "Only a pack that is trusted by default.");
    private static final Option PROFILES = list("--profiles", "Conformance profiles or families.");
    private static final Option APPLY = flag("--apply", "Makes the rows instead of only planning them.");
    private static final Option CLAIMS = flag("--include-claims", "Claims too.");
    private static final Option EVIDENCE = flag("--include-evidence", "Evidence too.");

    private LaterCommands() {}

    private static Command later(String group, String name, String summary, Option... options) {
        return Command.of(name, summary, new NotYet((group + " " + name).strip()), options)
                .withoutRegistry();
    }

    static Command upgrade() {
        return later(
                "",
                "upgrade",
                "Brings a registry to the schema of this version (comes later).",
                text("--target-version", "The version to go to."),
                flag("--sync-docs", "Brings in the documents of that version too."),
                flag("--write-report", "Writes a report."));
    }

    static Command pack() {
        return Command.group(
                "pack",
                "Packs of documents (comes later).",
                later("pack", "inspect", "Shows what a pack holds.", MANIFEST).taking(PACKAGE),
                later("pack", "preflight", "Checks a pack.", KIND, ALL, MANIFEST, PIN, RESOLVED, TRUSTED_ONLY)
                        .taking(Positional.PATH, PACKAGE),
                later(
                                "pack",
                                "sync",
                                "Brings in the documents of a pack.",
                                KIND,
                                ALL,
                                TRUSTED_ONLY,
                                flag("--trust", "Says that this pack is trusted."),
                                flag("--dry-run", "Names the changes without making them."),
                                MANIFEST,
                                flag("--no-sync", "Only checks."),
                                PIN,
                                flag("--preflight-only", "Only checks."),
                                flag("--prune-stale", "Deletes rows that the pack no longer has."),
                                flag("--reservations", "Shows changed reservations too."),
                                RESOLVED,
                                flag("--yes", "Asks nothing."))
                        .taking(Positional.PATH, PACKAGE));
    }

    static Command conformance() {
        return Command.group(
                "conformance",
                "Conformance cases (comes later).",
                Command.group(
                        "profile",
                        "Conformance profiles.",
                        later("conformance profile", "list", "Lists the conformance profiles.")),
                later("conformance", "discover", "Lists the cases of profiles.", PROFILES),
                later("conformance", "scaffold", "Plans the rows of profiles.", PROFILES, APPLY, CLAIMS, EVIDENCE),
                later(
                        "conformance",
                        "run",
                        "Runs the cases of profiles.",
                        PROFILES,
                        TestCommands.DRY_RUN,
                        TestCommands.EVIDENCE_OUTPUT),
                later(
                        "conformance",
                        "origin",
                        "Plans tests for documents that came from ssot itself.",
                        list("--kinds", "Only documents of these kinds.").choices(List.of("adr", "spec")),
                        APPLY,
                        CLAIMS,
                        EVIDENCE,
                        flag("--overwrite", "Replaces files that were made before."),
                        text("--report-output", "Writes the report to this file.")));
    }
}
