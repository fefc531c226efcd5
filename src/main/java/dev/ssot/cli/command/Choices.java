package dev.ssot.cli.command;

import java.util.List;

/** The values that options choose from, in the order in which help lists them. */
final class Choices {

    static final List<String> TIERS = List.of("T0", "T1", "T2", "T3", "T4");
    static final List<String> ORIGINS = List.of("extension-pack", "repo-local", "ssot-core", "ssot-origin");
    static final List<String> DOCUMENT_ORIGINS = List.of("repo-local", "ssot-origin", "ssot-core");
    static final List<String> DOCUMENT_STATUSES =
            List.of("draft", "in_review", "accepted", "rejected", "withdrawn", "superseded", "retired");
    static final List<String> SPEC_KINDS = List.of("normative", "operational", "governance", "local-policy");
    static final List<String> IMPLEMENTATION = List.of("absent", "implemented", "partial");
    static final List<String> LIFECYCLE = List.of("active", "deprecated", "obsolete", "removed");
    static final List<String> HORIZONS = List.of("backlog", "current", "explicit", "future", "next", "out_of_bounds");
    static final List<String> DISPOSITIONS = List.of("prohibited", "tolerated");
    static final List<String> CLAIM_STATUSES = List.of(
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
    static final List<String> TEST_STATUSES = List.of("planned", "passing", "failing", "blocked", "skipped");
    static final List<String> EVIDENCE_STATUSES = List.of("planned", "collected", "passed", "failed", "stale");
    static final List<String> ISSUE_STATUSES = List.of("open", "in_progress", "blocked", "resolved", "closed");
    static final List<String> RISK_STATUSES = List.of("active", "mitigated", "accepted", "retired");
    static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");
    static final List<String> PROFILE_STATUSES = List.of("draft", "active", "retired");
    static final List<String> PROFILE_KINDS = List.of("capability", "certification", "deployment", "interoperability");
    static final List<String> BOUNDARY_STATUSES = List.of("draft", "active", "frozen", "retired");
    static final List<String> RELEASE_STATUSES =
            List.of("draft", "candidate", "certified", "promoted", "published", "revoked");
    static final List<String> PATH_POLICIES = List.of("ssot-only", "declared", "full-repo");
    static final List<String> GRAPH_FORMATS = List.of("json", "dot", "png", "svg");
    static final List<String> PACK_KINDS = List.of("adr", "adrs", "spec", "specs");

    private Choices() {}
}
