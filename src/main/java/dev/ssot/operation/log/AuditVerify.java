package dev.ssot.operation.log;

import dev.ssot.campaign.log.Link;
import dev.ssot.campaign.log.LogAudit;
import dev.ssot.campaign.log.OperationId;
import dev.ssot.campaign.log.OperationLog;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code audit.verify}: checks the whole log, and keeps its end outside the repository when it is sound. */
public final class AuditVerify implements UseCase<AuditVerifyRequest, AuditVerifyResult> {

    @Override
    public Reply<AuditVerifyResult> run(AuditVerifyRequest request, Context context) {
        List<LogAudit.Witness> witnesses = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        // Before the log: it may grow meanwhile, and a note of what came later would look like a cut.
        OperationLog.Note note = context.read(view -> view.operationLog().end());
        if (note instanceof OperationLog.Note.Of(Link end)) {
            witnesses.add(new LogAudit.Witness(end, ".ssot/control/operations.end"));
        }
        LogNotes notes = context.place().logNotes();
        switch (notes.read()) {
            case LogNotes.Reading.Kept(Link end, String place) -> witnesses.add(new LogAudit.Witness(end, place));
            case LogNotes.Reading.Unusable(String reason) ->
                notices.add("no earlier check on this machine could be used: " + reason);
            case LogNotes.Reading.Nothing() -> notices.add("this is the first check on this machine");
        }
        expected(request.expect()).ifPresent(witnesses::add);
        LogAudit audit = new LogAudit(witnesses);
        context.read(view -> {
            view.operationLog().scan(audit::next);
            return true;
        });
        LogAudit.Outcome outcome = audit.end();
        List<AuditVerifyResult.Finding> findings = new ArrayList<>(
                outcome.findings().stream().map(AuditVerifyResult.Finding::of).toList());
        missing(note, outcome.end()).ifPresent(findings::add);
        if (findings.isEmpty() && outcome.entries() > 0) {
            notes.keep(outcome.end()).ifPresent(reason -> notices.add("its end was not kept: " + reason));
        }
        return Reply.answer(result(outcome, findings, witnesses, notices));
    }

    private static AuditVerifyResult result(
            LogAudit.Outcome outcome,
            List<AuditVerifyResult.Finding> findings,
            List<LogAudit.Witness> witnesses,
            List<String> notices) {
        Link end = outcome.end();
        boolean empty = outcome.first().isEmpty();
        return new AuditVerifyResult(
                findings.isEmpty(),
                outcome.entries(),
                empty ? null : OperationId.of(outcome.first().getAsLong()),
                empty ? null : "%s:%s".formatted(OperationId.of(end.number()), end.hash()),
                findings,
                witnesses.stream()
                        .map(witness -> "%s: %s"
                                .formatted(
                                        witness.place(),
                                        OperationId.of(witness.end().number())))
                        .toList(),
                notices);
    }

    /** Every commit notes the end, so a log without a note, or with one that nobody can read, lost it to somebody. */
    private static Optional<AuditVerifyResult.Finding> missing(OperationLog.Note note, Link end) {
        String id = OperationId.of(end.number());
        return switch (note) {
            case OperationLog.Note.Of _ -> Optional.empty();
            case OperationLog.Note.Missing() ->
                end.number() == 0
                        ? Optional.empty()
                        : Optional.of(new AuditVerifyResult.Finding(
                                id,
                                "end_missing",
                                "the note of the log's end, .ssot/control/operations.end, is gone; whether anything followed %s cannot be told"
                                        .formatted(id)));
            case OperationLog.Note.Broken(String message) ->
                Optional.of(new AuditVerifyResult.Finding(id, "end_changed", message));
        };
    }

    private static Optional<LogAudit.Witness> expected(@Nullable String expect) {
        if (expect == null) {
            return Optional.empty();
        }
        int colon = expect.indexOf(':');
        Link end = new Link(OperationId.parse(expect.substring(0, colon)).orElseThrow(), expect.substring(colon + 1));
        return Optional.of(new LogAudit.Witness(end, "the expected end"));
    }
}
