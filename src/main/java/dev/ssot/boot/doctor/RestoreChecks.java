package dev.ssot.boot.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.log.NewEntry;
import dev.ssot.registry.json.Json;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.snapshot.WorktreeRestore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Restores of snapshots whose process died on the way. */
final class RestoreChecks {

    /** How many paths a finding names. */
    private static final int SHOWN = 5;

    private RestoreChecks() {}

    static List<Finding> restores(Patient patient) throws IOException {
        WorktreeRestore restore =
                new WorktreeRestore(patient.root(), patient.control(), new ObjectStore(patient.control()));
        List<Finding> findings = new ArrayList<>();
        for (WorktreeRestore.Pending pending : restore.pending()) {
            findings.add(Finding.problem(
                            "a restore was cut short: %d paths are restored, %d are not yet%s%s"
                                    .formatted(
                                            pending.done().size(),
                                            pending.open().size(),
                                            named(": ", pending.open()),
                                            named(", and somebody has changed since ", pending.foreign())),
                            "It is finished, or taken back when that cannot be done; what was changed since stays.")
                    .repairedBy(Repair.of(List.of(), () -> settle(patient, restore))));
        }
        return findings.isEmpty() ? List.of(Finding.ok("no restore was cut short")) : findings;
    }

    private static String named(String before, List<String> paths) {
        if (paths.isEmpty()) {
            return "";
        }
        String first = String.join(", ", paths.subList(0, Math.min(paths.size(), SHOWN)));
        return before + first + (paths.size() > SHOWN ? ", ..." : "");
    }

    /** Both states of every path are kept as contents, so there is nothing to copy. */
    private static void settle(Patient patient, WorktreeRestore restore) throws IOException {
        Optional<List<WorktreeRestore.Settled>> settled = restore.recover();
        if (settled.isEmpty()) {
            throw new IOException("the restore goes on at this moment");
        }
        try (SqliteControlStore control = new SqliteControlStore(patient.root())) {
            for (WorktreeRestore.Settled one : settled.get()) {
                var _ = control.decide(patient.clock().instant(), tx -> tx.log(entry(one)));
            }
        }
    }

    private static NewEntry entry(WorktreeRestore.Settled settled) {
        ObjectNode detail = Json.object().put("finished", settled.finished()).put("paths", settled.paths());
        settled.foreign().forEach(detail.putArray("left_alone")::add);
        return new NewEntry(
                "operator",
                "restore.settled",
                "a restore that was cut short was " + (settled.finished() ? "finished" : "taken back"),
                List.of(),
                detail,
                null,
                null);
    }
}
