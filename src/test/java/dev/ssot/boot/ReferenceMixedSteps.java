package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Draws operations at random, the same ones for the same seed and registry: creating, updating, renaming, linking,
 * unlinking, deleting, planning, moving through lifecycles, syncing; some that have to be refused among them.
 */
final class ReferenceMixedSteps {

    private final Random random;
    private int made;

    private final List<Function<Registry, ReferenceStep>> kinds = List.of(
            this::createFeature,
            this::createFeature,
            this::createFeatureWithProofGraph,
            this::createClaim,
            this::createTest,
            this::createEvidence,
            this::createIssue,
            this::createRisk,
            this::createProfile,
            this::createBoundary,
            this::createRelease,
            this::createTwice,
            this::updateTitle,
            this::updateTitle,
            this::updateStatus,
            this::rename,
            this::link,
            this::link,
            this::unlink,
            this::unlink,
            this::linkUnknown,
            this::delete,
            this::delete,
            this::deleteUnknown,
            this::plan,
            this::planIssue,
            this::lifecycle,
            this::parents,
            this::claimTier,
            this::shortcut,
            this::boundaryMembers,
            this::releaseMembers,
            this::document,
            this::documentStatus,
            this::documentUpdate,
            this::supersede,
            this::reserve,
            this::parentAudit,
            this::sync);

    ReferenceMixedSteps(long seed) {
        this.random = new Random(seed);
    }

    ReferenceStep next(Registry registry) {
        return kinds.get(random.nextInt(kinds.size())).apply(registry);
    }

    private ReferenceStep createFeature(Registry registry) {
        List<String> words = words("feature create", "--id", fresh("feat:"), "--title", title());
        words.add("--no-auto-scaffold-proof-graph");
        maybe(words, "--description", "What it does: " + made);
        maybe(words, "--horizon", oneOf("backlog", "next", "future", "current"));
        maybe(words, "--claim-tier", oneOf("T0", "T1", "T2"));
        maybeIds(words, "--spec-ids", registry, Section.SPECS);
        maybeIds(words, "--claim-ids", registry, Section.CLAIMS);
        maybeIds(words, "--requires", registry, Section.FEATURES);
        maybeIds(words, "--parent-feature-ids", registry, Section.FEATURES);
        return command(words);
    }

    private ReferenceStep createFeatureWithProofGraph(Registry registry) {
        List<String> words = words("feature create", "--id", fresh("feat:"), "--title", title());
        maybe(words, "--claim-tier", oneOf("T1", "T2", "T3"));
        return command(words);
    }

    private ReferenceStep createClaim(Registry registry) {
        List<String> words = words("claim create", "--id", fresh("clm:"), "--title", title(), "--kind", "runtime");
        maybe(words, "--tier", oneOf("T0", "T1", "T2"));
        maybe(words, "--status", oneOf("proposed", "declared", "asserted"));
        maybeIds(words, "--feature-ids", registry, Section.FEATURES);
        maybeIds(words, "--test-ids", registry, Section.TESTS);
        maybeIds(words, "--depends-on-claim-ids", registry, Section.CLAIMS);
        return command(words);
    }

    private ReferenceStep createTest(Registry registry) {
        List<String> words = words("test create", "--id", fresh("tst:"), "--title", title(), "--kind", "pytest");
        words.addAll(List.of("--test-path", oneOf("pkgs", "tests", "absent/test_x.py")));
        ids(words, "--feature-ids", registry, Section.FEATURES);
        ids(words, "--claim-ids", registry, Section.CLAIMS);
        ids(words, "--evidence-ids", registry, Section.EVIDENCE);
        return command(words);
    }

    private ReferenceStep createEvidence(Registry registry) {
        List<String> words =
                words("evidence create", "--id", fresh("evd:"), "--title", title(), "--kind", "test-output");
        words.addAll(List.of("--evidence-path", oneOf("tests", ".ssot/adr", "absent.json")));
        maybe(words, "--tier", oneOf("T0", "T1", "T2"));
        maybe(words, "--robustness-dimensions", "fuzz", "mutation");
        maybeIds(words, "--claim-ids", registry, Section.CLAIMS);
        maybeIds(words, "--test-ids", registry, Section.TESTS);
        return command(words);
    }

    private ReferenceStep createIssue(Registry registry) {
        List<String> words = words("issue create", "--id", fresh("iss:"), "--title", title());
        maybe(words, "--severity", oneOf("low", "high", "critical"));
        maybe(words, "--horizon", oneOf("current", "backlog"));
        maybeIds(words, "--feature-ids", registry, Section.FEATURES);
        maybeIds(words, "--risk-ids", registry, Section.RISKS);
        if (random.nextBoolean()) {
            words.add("--release-blocking");
        }
        return command(words);
    }

    private ReferenceStep createRisk(Registry registry) {
        List<String> words = words("risk create", "--id", fresh("rsk:"), "--title", title());
        maybe(words, "--description", "Could go wrong");
        maybeIds(words, "--issue-ids", registry, Section.ISSUES);
        maybeIds(words, "--claim-ids", registry, Section.CLAIMS);
        return command(words);
    }

    private ReferenceStep createProfile(Registry registry) {
        List<String> words = words("profile create", "--id", fresh("prf:"), "--title", title());
        ids(words, "--feature-ids", registry, Section.FEATURES);
        maybe(words, "--kind", oneOf("capability", "deployment"));
        maybe(words, "--claim-tier", oneOf("T0", "T1"));
        return command(words);
    }

    private ReferenceStep createBoundary(Registry registry) {
        List<String> words = words("boundary create", "--id", fresh("bnd:"), "--title", title());
        maybeIds(words, "--feature-ids", registry, Section.FEATURES);
        maybeIds(words, "--profile-ids", registry, Section.PROFILES);
        return command(words);
    }

    private ReferenceStep createRelease(Registry registry) {
        List<String> words = words("release create", "--id", fresh("rel:"), "--version", "9.0." + made);
        words.addAll(List.of("--boundary-id", any(registry, Section.BOUNDARIES)));
        maybeIds(words, "--evidence-ids", registry, Section.EVIDENCE);
        return command(words);
    }

    private ReferenceStep createTwice(Registry registry) {
        return command(words("issue create", "--id", any(registry, Section.ISSUES), "--title", title()));
    }

    private ReferenceStep updateTitle(Registry registry) {
        Section section = anyOf(
                Section.FEATURES,
                Section.CLAIMS,
                Section.TESTS,
                Section.EVIDENCE,
                Section.ISSUES,
                Section.RISKS,
                Section.PROFILES,
                Section.BOUNDARIES);
        return command(words(section.label() + " update", "--id", any(registry, section), "--title", title()));
    }

    private ReferenceStep updateStatus(Registry registry) {
        return switch (random.nextInt(4)) {
            case 0 ->
                command(words(
                        "test update",
                        "--id",
                        any(registry, Section.TESTS),
                        "--status",
                        oneOf("planned", "passing", "failing", "skipped")));
            case 1 ->
                command(words(
                        "evidence update",
                        "--id",
                        any(registry, Section.EVIDENCE),
                        "--status",
                        oneOf("planned", "collected", "passed", "stale")));
            case 2 ->
                command(words(
                        "claim set-status",
                        "--id",
                        any(registry, Section.CLAIMS),
                        "--status",
                        oneOf("declared", "asserted", "evidenced", "retired", "blocked")));
            default ->
                command(words(
                        "feature update",
                        "--id",
                        any(registry, Section.FEATURES),
                        "--implementation-status",
                        oneOf("absent", "partial", "implemented")));
        };
    }

    private ReferenceStep rename(Registry registry) {
        Section section = anyOf(
                Section.FEATURES,
                Section.CLAIMS,
                Section.TESTS,
                Section.EVIDENCE,
                Section.ISSUES,
                Section.RISKS,
                Section.PROFILES);
        String before = any(registry, section);
        // The reference forgets these fields when it renames, which is a difference on purpose.
        if (section == Section.FEATURES
                && registry.rows(Section.FEATURES).stream()
                        .anyMatch(row -> row.texts("requires").contains(before)
                                || Row.texts(row.object("lifecycle"), "replacement_feature_ids")
                                        .contains(before))) {
            return next(registry);
        }
        if (section == Section.EVIDENCE
                && registry.rows(Section.EVIDENCE).stream()
                        .anyMatch(row -> row.texts("source_evidence_ids").contains(before))) {
            return next(registry);
        }
        String after = random.nextInt(6) == 0 ? any(registry, section) : fresh(section.prefix());
        return new ReferenceStep.Rename(section.key(), section.label(), before, after);
    }

    private ReferenceStep link(Registry registry) {
        return linking(registry, "link");
    }

    private ReferenceStep unlink(Registry registry) {
        return linking(registry, "unlink");
    }

    private ReferenceStep linking(Registry registry, String verb) {
        Section section =
                anyOf(Section.FEATURES, Section.CLAIMS, Section.TESTS, Section.EVIDENCE, Section.ISSUES, Section.RISKS);
        String id = any(registry, section);
        List<String> words = words(section.label() + " " + verb, "--id", id);
        List<String> flags = switch (section) {
            case FEATURES -> List.of("--spec-ids", "--claim-ids", "--test-ids", "--requires");
            case CLAIMS -> List.of("--feature-ids", "--test-ids", "--evidence-ids", "--depends-on-claim-ids");
            case TESTS -> List.of("--feature-ids", "--claim-ids", "--evidence-ids");
            case EVIDENCE -> List.of("--claim-ids", "--test-ids");
            case ISSUES -> List.of("--feature-ids", "--claim-ids", "--evidence-ids", "--risk-ids");
            default -> List.of("--feature-ids", "--claim-ids", "--test-ids", "--issue-ids");
        };
        String flag = flags.get(random.nextInt(flags.size()));
        Section target = switch (flag) {
            case "--spec-ids" -> Section.SPECS;
            case "--claim-ids", "--depends-on-claim-ids" -> Section.CLAIMS;
            case "--test-ids" -> Section.TESTS;
            case "--evidence-ids" -> Section.EVIDENCE;
            case "--risk-ids" -> Section.RISKS;
            case "--issue-ids" -> Section.ISSUES;
            default -> Section.FEATURES;
        };
        String field = switch (flag) {
            case "--requires" -> "requires";
            default -> flag.substring(2).replace('-', '_');
        };
        List<String> linked =
                registry.find(section, id).map(row -> row.texts(field)).orElse(List.of());
        words.add(flag);
        if (verb.equals("unlink") && !linked.isEmpty() && random.nextInt(5) > 0) {
            words.add(linked.get(random.nextInt(linked.size())));
        } else {
            words.add(any(registry, target));
        }
        return command(words);
    }

    private ReferenceStep linkUnknown(Registry registry) {
        return command(words(
                "feature link",
                "--id",
                any(registry, Section.FEATURES),
                "--claim-ids",
                "clm:does-not-exist-" + made++));
    }

    private ReferenceStep delete(Registry registry) {
        Section section = anyOf(
                Section.FEATURES,
                Section.CLAIMS,
                Section.TESTS,
                Section.EVIDENCE,
                Section.ISSUES,
                Section.RISKS,
                Section.PROFILES,
                Section.BOUNDARIES,
                Section.RELEASES);
        return command(words(section.label() + " delete", "--id", lastOrAny(registry, section)));
    }

    private ReferenceStep deleteUnknown(Registry registry) {
        return command(words("risk delete", "--id", "rsk:does-not-exist"));
    }

    private ReferenceStep plan(Registry registry) {
        List<String> words = words("feature plan", "--ids", any(registry, Section.FEATURES));
        words.addAll(List.of("--horizon", oneOf("current", "next", "future", "backlog", "explicit", "out_of_bounds")));
        maybe(words, "--claim-tier", oneOf("T0", "T1", "T2"));
        maybe(words, "--slot", "slot-" + random.nextInt(5));
        return command(words);
    }

    private ReferenceStep planIssue(Registry registry) {
        List<String> words = words("issue plan", "--ids", any(registry, Section.ISSUES));
        words.addAll(List.of("--horizon", oneOf("current", "next", "explicit")));
        maybe(words, "--slot", "slot");
        return command(words);
    }

    private ReferenceStep lifecycle(Registry registry) {
        List<String> words = words("feature lifecycle set", "--ids", any(registry, Section.FEATURES));
        words.addAll(List.of("--stage", oneOf("active", "deprecated", "obsolete", "removed")));
        maybe(words, "--note", "no longer wanted");
        maybeIds(words, "--replacement-feature-id", registry, Section.FEATURES);
        return command(words);
    }

    private ReferenceStep parents(Registry registry) {
        String verb = oneOf("add", "remove", "set", "clear");
        List<String> words = words(
                "feature parent " + verb, "--ids", any(registry, Section.FEATURES), any(registry, Section.FEATURES));
        if (!verb.equals("clear")) {
            words.addAll(List.of("--parent-ids", any(registry, Section.FEATURES)));
        }
        return command(words);
    }

    private ReferenceStep claimTier(Registry registry) {
        return command(words(
                "claim set-tier",
                "--id",
                any(registry, Section.CLAIMS),
                "--tier",
                oneOf("T0", "T1", "T2", "T3", "T4")));
    }

    private ReferenceStep shortcut(Registry registry) {
        return registry.rows(Section.RISKS).isEmpty() || random.nextBoolean()
                ? command(words("issue " + oneOf("close", "reopen"), "--id", any(registry, Section.ISSUES)))
                : command(words("risk " + oneOf("mitigate", "accept", "retire"), "--id", any(registry, Section.RISKS)));
    }

    private ReferenceStep boundaryMembers(Registry registry) {
        List<String> open = registry.rows(Section.BOUNDARIES).stream()
                .filter(row -> !row.flag("frozen"))
                .map(Row::id)
                .toList();
        if (open.isEmpty()) {
            return createBoundary(registry);
        }
        return command(words(
                "boundary " + oneOf("add-feature", "remove-feature"),
                "--id",
                open.get(random.nextInt(open.size())),
                "--feature-ids",
                any(registry, Section.FEATURES)));
    }

    private ReferenceStep releaseMembers(Registry registry) {
        List<String> open = registry.rows(Section.RELEASES).stream()
                .filter(row -> row.hasText("status", "draft") || row.hasText("status", "candidate"))
                .map(Row::id)
                .toList();
        if (open.isEmpty()) {
            return createRelease(registry);
        }
        String release = open.get(random.nextInt(open.size()));
        return switch (random.nextInt(3)) {
            case 0 ->
                command(words(
                        "release " + oneOf("add-claim", "remove-claim"),
                        "--id",
                        release,
                        "--claim-ids",
                        any(registry, Section.CLAIMS)));
            case 1 ->
                command(words(
                        "release " + oneOf("add-evidence", "remove-evidence"),
                        "--id",
                        release,
                        "--evidence-ids",
                        any(registry, Section.EVIDENCE)));
            default ->
                command(words(
                        "release " + oneOf("add-boundary", "remove-boundary"),
                        "--id",
                        release,
                        "--boundary-ids",
                        any(registry, Section.BOUNDARIES)));
        };
    }

    private ReferenceStep document(Registry registry) {
        String kind = oneOf("adr", "spec");
        List<String> words = words(kind + " create", "--title", title(), "--slug", "drawn-" + made++);
        words.addAll(List.of("--body", "# Heading\n\nA first sentence: \"quoted\".\n- item\n"));
        maybe(words, "--status", oneOf("draft", "in_review", "accepted", "superseded"));
        maybe(words, "--number", String.valueOf(1000 + random.nextInt(60)));
        return command(words);
    }

    private ReferenceStep documentStatus(Registry registry) {
        Section section = anyOf(Section.ADRS, Section.SPECS);
        List<String> words = words(kind(section) + " set-status", "--id", lastOrAny(registry, section));
        words.addAll(List.of("--status", oneOf("in_review", "accepted", "rejected", "retired", "draft")));
        return command(words);
    }

    private ReferenceStep documentUpdate(Registry registry) {
        Section section = anyOf(Section.ADRS, Section.SPECS);
        List<String> words = words(kind(section) + " update", "--id", lastOrAny(registry, section));
        words.addAll(List.of("--title", title()));
        maybe(words, "--body", "Changed body of " + made);
        return command(words);
    }

    private ReferenceStep supersede(Registry registry) {
        Section section = anyOf(Section.ADRS, Section.SPECS);
        return command(words(
                kind(section) + " supersede", "--id", any(registry, section), "--supersedes", any(registry, section)));
    }

    private ReferenceStep reserve(Registry registry) {
        int start = 5000 + 10 * random.nextInt(50);
        return command(words(
                oneOf("adr", "spec") + " reserve create",
                "--name",
                "team-" + made++,
                "--start",
                String.valueOf(start),
                "--end",
                String.valueOf(start + random.nextInt(15))));
    }

    private ReferenceStep parentAudit(Registry registry) {
        return command(words(
                "feature parent-audit migrate",
                "--feature-id",
                any(registry, Section.FEATURES),
                "--parent-id",
                any(registry, Section.FEATURES)));
    }

    private ReferenceStep sync(Registry registry) {
        // Statuses of scaffolds that nobody has written are synchronised differently on purpose.
        boolean scaffolds = registry.rows(Section.TESTS).stream()
                .anyMatch(test -> test.id().contains("drawn")
                        && String.valueOf(test.text("path")).startsWith("tests/ssot_scaffold/"));
        return command(
                !scaffolds && random.nextInt(4) == 0
                        ? words("registry sync-statuses")
                        : words("registry sync-statuses", "--dry-run"));
    }

    private static String kind(Section section) {
        return section == Section.ADRS ? "adr" : "spec";
    }

    private static ReferenceStep command(List<String> words) {
        return new ReferenceStep.Command(List.copyOf(words));
    }

    private static List<String> words(String command, String... options) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
        words.addAll(List.of(options));
        return words;
    }

    private String fresh(String prefix) {
        return prefix + "drawn." + random.nextInt(1000) + "-" + made++;
    }

    private String title() {
        return oneOf("Plain", "With \u00fc and \ud83d\ude00", "With \"quotes\" and \\", "Tab\tand more") + " " + made;
    }

    private void maybe(List<String> words, String flag, String... values) {
        if (random.nextBoolean()) {
            words.add(flag);
            words.addAll(List.of(values));
        }
    }

    private void maybeIds(List<String> words, String flag, Registry registry, Section section) {
        if (random.nextInt(3) == 0) {
            ids(words, flag, registry, section);
        }
    }

    private void ids(List<String> words, String flag, Registry registry, Section section) {
        if (registry.rows(section).isEmpty()) {
            return;
        }
        words.add(flag);
        for (int i = random.nextInt(2); i >= 0; i--) {
            words.add(any(registry, section));
        }
    }

    private String oneOf(String... values) {
        return values[random.nextInt(values.length)];
    }

    private Section anyOf(Section... sections) {
        return sections[random.nextInt(sections.length)];
    }

    private String any(Registry registry, Section section) {
        List<JsonNode> rows = registry.rows(section).stream()
                .map(row -> (JsonNode) row.json())
                .toList();
        return rows.isEmpty()
                ? section.prefix() + "none"
                : rows.get(random.nextInt(rows.size())).path("id").asText();
    }

    /** Rows that were drawn before stand last, and they are the ones that can be deleted. */
    private String lastOrAny(Registry registry, Section section) {
        List<Row> rows = List.copyOf(registry.rows(section));
        if (rows.isEmpty() || random.nextInt(3) == 0) {
            return any(registry, section);
        }
        return rows.get(rows.size() - 1 - random.nextInt(Math.min(3, rows.size())))
                .id();
    }
}
