package dev.ssot.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Baseline;
import dev.ssot.campaign.Completion;
import dev.ssot.campaign.GateRecords;
import dev.ssot.campaign.GateTerms;
import dev.ssot.campaign.KeptGateReport;
import dev.ssot.campaign.ProvedEvidence;
import dev.ssot.registry.Tier;
import dev.ssot.registry.VerificationLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of how slices are judged. */
record SqliteGateRecords(Sql sql, Instant now) implements GateRecords.Writing {

    /** How many reports of one lease are kept: a worker in a loop must not fill the disk. */
    private static final int REPORTS_KEPT = 50;

    /** For so long somebody who takes over is told what the one before changed. */
    private static final Duration TAKEOVER = Duration.ofDays(7);

    @Override
    public VerificationLevel floor() {
        return sql.first("SELECT level FROM ssot_completion_floor", SqliteGateRecords::readLevel)
                .orElse(VerificationLevel.REPORTED);
    }

    @Override
    public List<Baseline> baselines(String leaseId) {
        return sql.query(
                "SELECT * FROM ssot_lease_baselines WHERE lease_id = ? ORDER BY part",
                SqliteGateRecords::readBaseline,
                leaseId);
    }

    @Override
    public List<String> manifestsInUse() {
        return sql.query("""
                SELECT DISTINCT b.manifest FROM ssot_lease_baselines b JOIN maturation_leases l ON l.lease_id = b.lease_id \
                WHERE b.manifest IS NOT NULL AND (l.status IN ('provisioning', 'active') OR \
                (l.status IN ('abandoned', 'expired') AND l.completed_at > ?))""", row -> row.getString(1), Sql.text(now.minus(TAKEOVER)));
    }

    @Override
    public Optional<GateTerms.Override> override(String leaseId) {
        return sql.first(
                "SELECT * FROM ssot_gate_overrides WHERE lease_id = ?", SqliteGateRecords::readOverride, leaseId);
    }

    @Override
    public List<GateTerms.Override> overrides(@Nullable String campaignId) {
        Filter filter = new Filter().equal("l.campaign_id", campaignId);
        return sql.query(
                "SELECT o.* FROM ssot_gate_overrides o JOIN maturation_leases l ON l.lease_id = o.lease_id"
                        + filter.where() + " ORDER BY o.decided_at, o.lease_id",
                SqliteGateRecords::readOverride,
                filter.arguments());
    }

    @Override
    public List<KeptGateReport> reports(String leaseId) {
        return sql.query(
                "SELECT * FROM ssot_gate_reports WHERE lease_id = ? ORDER BY sequence DESC",
                SqliteGateRecords::readReport,
                leaseId);
    }

    @Override
    public List<ObjectNode> foreignWrites(long afterEvent) {
        return sql.query("""
                SELECT payload_json FROM worker_events WHERE event_id > ? AND kind IN ('registry_changed_outside', \
                'registry_made_invalid', 'registry_overwritten') ORDER BY event_id""", row -> Sql.object(row, "payload_json"), afterEvent);
    }

    @Override
    public ProvedEvidence proved() {
        Map<String, ProvedEvidence.Proof> proved = new HashMap<>();
        sql.query(
                        "SELECT * FROM ssot_proved_evidence",
                        row -> new ProvedEvidence.Proof(
                                row.getString("report_id"),
                                row.getString("evidence_id"),
                                row.getString("path"),
                                row.getString("sha256")))
                .forEach(proof -> proved.put(proof.path(), proof));
        return new ProvedEvidence(proved);
    }

    @Override
    public void setFloor(VerificationLevel level, @Nullable String operator, @Nullable String reason) {
        sql.update("""
                INSERT INTO ssot_completion_floor(id, level, operator, reason, decided_at) VALUES (1, ?, ?, ?, ?) \
                ON CONFLICT(id) DO UPDATE SET level = excluded.level, operator = excluded.operator, \
                reason = excluded.reason, decided_at = excluded.decided_at""", level.text(), operator, reason, Sql.text(now));
    }

    @Override
    public void announce(String leaseId, VerificationLevel level, List<String> roots) {
        sql.update("""
                INSERT INTO ssot_lease_baselines(lease_id, part, level, roots_json, after_event) \
                SELECT ?, COUNT(*), ?, ?, (SELECT COALESCE(MAX(event_id), 0) FROM worker_events) FROM ssot_lease_baselines WHERE lease_id = ?""", leaseId, level.text(), Sql.json(roots), leaseId);
    }

    @Override
    public void take(Baseline taken) {
        sql.update(
                "UPDATE ssot_lease_baselines SET manifest = ?, guarded_json = ? WHERE lease_id = ? AND part = ?",
                taken.manifest(),
                taken.guarded() == null ? null : taken.guarded().toString(),
                taken.leaseId(),
                taken.part());
    }

    @Override
    public void override(GateTerms.Override override) {
        sql.update("""
                INSERT INTO ssot_gate_overrides(lease_id, operator, reason, decided_at) VALUES (?, ?, ?, ?) \
                ON CONFLICT(lease_id) DO UPDATE SET operator = excluded.operator, reason = excluded.reason, \
                decided_at = excluded.decided_at""", override.leaseId(), override.operator(), override.reason(), Sql.text(override.decidedAt()));
    }

    @Override
    public void keep(KeptGateReport report, List<Completion.EvidenceHash> proved) {
        sql.update(
                """
                INSERT INTO ssot_gate_reports(report_id, lease_id, campaign_id, worker_id, feature_id, tier, level, \
                outcome, completion_json, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                report.reportId(),
                report.leaseId(),
                report.campaignId(),
                report.workerId(),
                report.featureId(),
                report.tier().name(),
                report.level(),
                report.outcome(),
                Sql.json(report.completion()),
                Sql.text(report.createdAt()));
        sql.update("""
                DELETE FROM ssot_gate_reports WHERE lease_id = ? AND sequence <= (SELECT sequence FROM \
                ssot_gate_reports WHERE lease_id = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?)""", report.leaseId(), report.leaseId(), REPORTS_KEPT);
        for (Completion.EvidenceHash evidence : proved) {
            sql.update("""
                    INSERT INTO ssot_proved_evidence(path, evidence_id, sha256, report_id) VALUES (?, ?, ?, ?) \
                    ON CONFLICT(path) DO UPDATE SET evidence_id = excluded.evidence_id, sha256 = excluded.sha256, \
                    report_id = excluded.report_id""", evidence.path(), evidence.evidenceId(), evidence.sha256(), report.reportId());
        }
    }

    private static VerificationLevel readLevel(ResultSet row) throws SQLException {
        String text = row.getString("level");
        return VerificationLevel.parse(text).orElseThrow(() -> new SQLException("no level of verification: " + text));
    }

    private static Baseline readBaseline(ResultSet row) throws SQLException {
        return new Baseline(
                row.getString("lease_id"),
                row.getInt("part"),
                readLevel(row),
                Sql.texts(row, "roots_json"),
                row.getLong("after_event"),
                row.getString("manifest"),
                row.getString("guarded_json") == null ? null : Sql.object(row, "guarded_json"));
    }

    private static GateTerms.Override readOverride(ResultSet row) throws SQLException {
        return new GateTerms.Override(
                row.getString("lease_id"),
                row.getString("operator"),
                row.getString("reason"),
                Sql.instant(row, "decided_at"));
    }

    private static KeptGateReport readReport(ResultSet row) throws SQLException {
        return new KeptGateReport(
                row.getString("report_id"),
                row.getString("lease_id"),
                row.getString("campaign_id"),
                row.getString("worker_id"),
                row.getString("feature_id"),
                Tier.valueOf(row.getString("tier")),
                row.getString("level"),
                row.getString("outcome"),
                Sql.object(row, "completion_json"),
                Sql.instant(row, "created_at"));
    }
}
