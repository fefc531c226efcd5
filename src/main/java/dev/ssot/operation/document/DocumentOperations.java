package dev.ssot.operation.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.Version;
import dev.ssot.registry.document.CreateDocument;
import dev.ssot.registry.document.DeleteDocument;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.document.LinkSpec;
import dev.ssot.registry.document.RepairDocumentHashes;
import dev.ssot.registry.document.ReserveNumbers;
import dev.ssot.registry.document.Stamp;
import dev.ssot.registry.document.SupersedeDocuments;
import dev.ssot.registry.document.UpdateDocument;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code document.*}: every change of a document, its row and its file together. */
public final class DocumentOperations {

    private DocumentOperations() {}

    /** {@code document.create}. */
    public static Reply<Report> create(DocumentCreateRequest request, Context context) {
        DocumentKind kind = DocumentKind.parse(request.kind());
        CreateDocument creation = new CreateDocument(
                kind,
                request.title(),
                request.slug(),
                request.body(),
                request.number(),
                request.status(),
                request.note(),
                request.origin(),
                request.reserveRange(),
                request.specKind(),
                request.adrIds(),
                stamp(context));
        return write("document.create", kind, null, creation, context);
    }

    /** {@code document.update}. */
    public static Reply<Report> update(DocumentUpdateRequest request, Context context) {
        boolean nothing = Stream.of(
                        request.title(),
                        request.body(),
                        request.status(),
                        request.note(),
                        request.specKind(),
                        request.adrIds())
                .allMatch(Objects::isNull);
        if (nothing) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "At least one update field is required",
                    "Name what is to be changed: title, body, status, note, spec_kind or adr_ids.");
        }
        DocumentKind kind = DocumentKind.parse(request.kind());
        UpdateDocument update = new UpdateDocument(
                kind,
                request.id(),
                request.title(),
                request.body(),
                request.status(),
                request.note(),
                request.specKind(),
                request.adrIds(),
                stamp(context));
        return write("document.update", kind, request.id(), update, context);
    }

    /** {@code document.set_status}. */
    public static Reply<Report> setStatus(DocumentStatusRequest request, Context context) {
        DocumentKind kind = DocumentKind.parse(request.kind());
        UpdateDocument update =
                UpdateDocument.ofStatus(kind, request.id(), request.status(), request.note(), stamp(context));
        return write("document.set_status", kind, request.id(), update, context);
    }

    /** {@code document.supersede}. */
    public static Reply<Report> supersede(DocumentSupersedeRequest request, Context context) {
        DocumentKind kind = DocumentKind.parse(request.kind());
        SupersedeDocuments supersession =
                new SupersedeDocuments(kind, request.id(), request.supersedes(), request.note(), stamp(context));
        return write("document.supersede", kind, request.id(), supersession, context);
    }

    /** {@code document.delete}. */
    public static Reply<Report> delete(DocumentDeleteRequest request, Context context) {
        DocumentKind kind = DocumentKind.parse(request.kind());
        return write("document.delete", kind, request.id(), new DeleteDocument(kind, request.id()), context);
    }

    /** {@code document.link}. */
    public static Reply<Report> link(DocumentLinkRequest request, Context context) {
        return relink("document.link", LinkSpec.Way.LINKING, request, context);
    }

    /** {@code document.unlink}. */
    public static Reply<Report> unlink(DocumentLinkRequest request, Context context) {
        return relink("document.unlink", LinkSpec.Way.UNLINKING, request, context);
    }

    /** {@code document.reserve}. */
    public static Reply<Report> reserve(DocumentReserveRequest request, Context context) {
        DocumentKind kind = DocumentKind.parse(request.kind());
        ReserveNumbers reservation = new ReserveNumbers(kind, request.name(), request.start(), request.end());
        return write("document.reserve", kind, request.name(), reservation, context);
    }

    /** {@code registry.repair_doc_hashes}. */
    public static Reply<Report> repairHashes(RepairDocHashesRequest request, Context context) {
        return new RegistryWrite(
                        new RepairDocumentHashes(request.ids()),
                        null,
                        answer -> RegistryWrite.event(
                                "registry.repair_doc_hashes", "adrs,specs", String.join(",", request.ids())))
                .run(context);
    }

    private static Reply<Report> relink(
            String operation, LinkSpec.Way way, DocumentLinkRequest request, Context context) {
        if (DocumentKind.parse(request.kind()) == DocumentKind.ADR) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "ADR does not support adr_ids",
                    "Link the specification that the decision is for.");
        }
        LinkSpec link = new LinkSpec(request.id(), request.adrIds(), way, stamp(context));
        return write(operation, DocumentKind.SPEC, request.id(), link, context);
    }

    /** @param id null when the change chooses it */
    private static Reply<Report> write(
            String operation, DocumentKind kind, @Nullable String id, RegistryMutation mutation, Context context) {
        return new RegistryWrite(
                        mutation,
                        null,
                        answer -> RegistryWrite.event(operation, kind.section().key(), id == null ? idIn(answer) : id))
                .run(context);
    }

    private static String idIn(ObjectNode answer) {
        return answer.at("/document/id").asText();
    }

    private static Stamp stamp(Context context) {
        return new Stamp(context.now(), Version.current());
    }
}
