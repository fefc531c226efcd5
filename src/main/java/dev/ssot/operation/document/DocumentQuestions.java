package dev.ssot.operation.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.document.RepositoryKind;
import dev.ssot.registry.document.Reservations;
import dev.ssot.registry.json.Json;
import java.util.List;

/** What can be asked about the documents of a kind. */
public final class DocumentQuestions {

    private DocumentQuestions() {}

    /** {@code document.reservations}: who owns which numbers. */
    public static Reply<Report> reservations(DocumentKindRequest request, Context context) {
        DocumentKind kind = DocumentKind.parse(request.kind());
        return context.withRegistry(registry -> {
            List<ObjectNode> ranges = Reservations.of(registry, kind).inOrder();
            ObjectNode answer = answer(context).put("kind", kind.text()).put("count", ranges.size());
            answer.set("reservations", Json.MAPPER.valueToTree(ranges));
            return Reply.answer(new Report(answer));
        });
    }

    /** {@code document.sync}: a repository that authors packages has nothing to take from one. */
    public static Reply<Report> sync(DocumentKindRequest request, Context context) {
        DocumentKind kind = DocumentKind.parse(request.kind());
        return context.withRegistry(registry -> {
            if (!RepositoryKind.of(registry).authorsPackages()) {
                return Reply.refused(
                        ErrorCode.NOT_AVAILABLE,
                        "this version brings no packaged %s documents to sync".formatted(kind.label()),
                        "Nothing was done. Documents of the repository itself need no sync.");
            }
            ObjectNode answer = answer(context).put("section", kind.section().key());
            List.of("created", "updated", "unchanged").forEach(answer::putArray);
            return Reply.answer(new Report(answer.put("skipped", true)));
        });
    }

    private static ObjectNode answer(Context context) {
        return Json.object()
                .put("passed", true)
                .put("registry_path", context.place().registryPath());
    }
}
