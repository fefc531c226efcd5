package dev.ssot.operation.planning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.ParentAudit;
import dev.ssot.registry.json.Json;

/** {@code feature.parent_audit}: parents that may really be prerequisites. */
public final class AuditParents implements UseCase<ParentAuditRequest, Report> {

    @Override
    public Reply<Report> run(ParentAuditRequest request, Context context) {
        return context.withRegistry(registry -> {
            ObjectNode report = Json.object().put("passed", true);
            report.put("registry_path", context.place().registryPath());
            report.setAll(ParentAudit.of(registry));
            return Reply.answer(new Report(report));
        });
    }
}
