package dev.ssot.boot.doctor;

import dev.ssot.campaign.log.Link;
import dev.ssot.campaign.log.LogAudit;
import dev.ssot.campaign.log.OperationLog.Note;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.store.StoreUpkeep;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The log of operations: that it is as it was written. It is never mended, because then it would prove nothing. */
final class LogChecks {

    private LogChecks() {}

    static List<Finding> log(Patient patient) throws IOException {
        if (!(patient.stores().state() instanceof StoreUpkeep.State.Sound)) {
            return List.of(Finding.skipped("there is no sound database to read it from"));
        }
        Instant now = patient.clock().instant();
        try (SqliteControlStore control = new SqliteControlStore(patient.root())) {
            // Before the log: it may grow meanwhile.
            Note note = control.read(now, view -> view.operationLog().end());
            LogAudit audit = new LogAudit(
                    note instanceof Note.Of(Link end)
                            ? List.of(new LogAudit.Witness(end, ".ssot/control/operations.end"))
                            : List.of());
            control.read(now, view -> {
                view.operationLog().scan(audit::next);
                return true;
            });
            LogAudit.Outcome outcome = audit.end();
            if (outcome.entries() == 0 && outcome.passed()) {
                return List.of(Finding.skipped("nothing was logged here yet"));
            }
            return outcome.passed()
                    ? List.of(Finding.ok("the log of %d operations is as it was written".formatted(outcome.entries())))
                    : List.of(Finding.problem(
                            "the log of operations was changed: "
                                    + outcome.findings().getFirst().message(),
                            "`ssot audit verify` names all of it. Compare with a backup; the log is never mended."));
        }
    }
}
