package dev.ssot.boot;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.GateTerms;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.cli.command.GateControl;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.json.Json;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.workspace.RepositoryRoot;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What a person decides about the gate of a repository, kept in its control store. */
final class OperatorGates implements GateControl {

    private final InstantSource clock;

    OperatorGates(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Decided takeWord(Path path, String leaseId, Reason reason) {
        return decide(path, reason, tx -> {
            LeaseDecisions.expireDue(tx);
            Optional<Lease> lease = tx.lease(leaseId);
            if (lease.filter(held -> held.status() == LeaseStatus.ACTIVE).isEmpty()) {
                return new Decided.Impossible(lease.map(ended -> "%s is not active: %s"
                                .formatted(leaseId, ended.status().text()))
                        .orElse("unknown lease: " + leaseId));
            }
            tx.gates().override(new GateTerms.Override(leaseId, reason.operator(), reason.text(), tx.now()));
            tx.emit(NewEvent.of(
                    Kind.GATE_OVERRIDDEN,
                    lease.get(),
                    Action.NONE,
                    Json.object().put("operator", reason.operator()).put("reason", reason.text())));
            return new Decided.Kept("The work of %s will be judged by what its worker reports.".formatted(leaseId));
        });
    }

    @Override
    public Decided lower(Path path, String level, Reason reason) {
        Optional<VerificationLevel> wanted = VerificationLevel.parse(level);
        if (wanted.isEmpty()) {
            return new Decided.Impossible("%s is none of %s".formatted(level, VerificationLevel.NAMES));
        }
        return decide(path, reason, tx -> {
            VerificationLevel before = tx.gates().floor();
            tx.gates().setFloor(wanted.get(), reason.operator(), reason.text());
            tx.emit(NewEvent.of(
                    Kind.VERIFICATION_LEVEL_SET,
                    Action.REFRESH_CONTEXT,
                    Json.object()
                            .put("level", level)
                            .put("before", before.text())
                            .put("operator", reason.operator())
                            .put("reason", reason.text())));
            return new Decided.Kept(
                    "The repository is judged by %s, or by what its configuration asks for if that is more."
                            .formatted(level));
        });
    }

    private Decided decide(Path path, Reason reason, Function<ControlTransaction, Decided> decision) {
        if (reason.operator().isBlank() || reason.text().isBlank()) {
            return new Decided.Impossible("--by and --reason must say something");
        }
        return switch (RepositoryRoot.locate(path)) {
            case RepositoryRoot.Search.NotFound(String message) -> new Decided.Impossible(message);
            case RepositoryRoot.Search.Found(RepositoryRoot root) -> {
                try (SqliteControlStore control = new SqliteControlStore(root.path())) {
                    yield control.decide(clock.instant(), decision);
                } catch (ControlStore.Unavailable unavailable) {
                    yield new Decided.Impossible(String.valueOf(unavailable.getMessage()));
                }
            }
        };
    }
}
