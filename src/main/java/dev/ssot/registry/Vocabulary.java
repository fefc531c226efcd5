package dev.ssot.registry;

import dev.ssot.registry.json.CanonicalJson;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The values that the fields of rows choose from. */
public final class Vocabulary {

    public static final List<String> TIERS =
            Stream.of(Tier.values()).map(Tier::name).toList();
    public static final List<String> ORIGINS = List.of("ssot-core", "ssot-origin", "extension-pack", "repo-local");
    public static final List<String> SPEC_KINDS = List.of("normative", "operational", "governance", "local-policy");
    public static final List<String> DOCUMENT_STATUSES =
            List.of("draft", "in_review", "accepted", "rejected", "superseded", "withdrawn", "retired");
    public static final List<String> IMPLEMENTATION = List.of("absent", "partial", "implemented");
    public static final List<String> LIFECYCLE = List.of("active", "deprecated", "obsolete", "removed");
    public static final List<String> HORIZONS =
            List.of("current", "next", "future", "explicit", "backlog", "out_of_bounds");
    public static final List<String> DISPOSITIONS = List.of("prohibited", "tolerated");
    public static final List<String> CLAIM_STATUSES = List.of(
            "proposed",
            "declared",
            "implemented",
            "asserted",
            "evidenced",
            "certified",
            "promoted",
            "published",
            "blocked",
            "retired");
    public static final List<String> TEST_STATUSES = List.of("planned", "passing", "failing", "blocked", "skipped");
    public static final List<String> EVIDENCE_STATUSES = List.of("planned", "collected", "passed", "failed", "stale");
    public static final List<String> ISSUE_STATUSES = List.of("open", "in_progress", "blocked", "resolved", "closed");
    public static final Set<String> OPEN_ISSUE_STATUSES = Set.of("open", "in_progress", "blocked");
    public static final List<String> RISK_STATUSES = List.of("active", "mitigated", "accepted", "retired");
    public static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");
    public static final List<String> PROFILE_STATUSES = List.of("draft", "active", "retired");
    public static final List<String> PROFILE_KINDS =
            List.of("capability", "certification", "deployment", "interoperability");
    public static final List<String> BOUNDARY_STATUSES = List.of("draft", "active", "frozen", "retired");
    public static final List<String> RELEASE_STATUSES =
            List.of("draft", "candidate", "certified", "promoted", "published", "revoked");

    private Vocabulary() {}

    /** As those messages and helps list them that go by the alphabet. */
    public static List<String> byName(List<String> values) {
        return values.stream().sorted(CanonicalJson.CODE_POINT_ORDER).toList();
    }
}
