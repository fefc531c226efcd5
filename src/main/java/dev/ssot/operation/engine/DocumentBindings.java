package dev.ssot.operation.engine;

import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.config.ConfigInitRequest;
import dev.ssot.operation.config.ConfigOperations;
import dev.ssot.operation.config.ConfigShowRequest;
import dev.ssot.operation.document.DocumentCreateRequest;
import dev.ssot.operation.document.DocumentDeleteRequest;
import dev.ssot.operation.document.DocumentKindRequest;
import dev.ssot.operation.document.DocumentLinkRequest;
import dev.ssot.operation.document.DocumentOperations;
import dev.ssot.operation.document.DocumentQuestions;
import dev.ssot.operation.document.DocumentReserveRequest;
import dev.ssot.operation.document.DocumentStatusRequest;
import dev.ssot.operation.document.DocumentSupersedeRequest;
import dev.ssot.operation.document.DocumentUpdateRequest;
import dev.ssot.operation.document.RepairDocHashesRequest;
import java.util.List;

/** Documents and the configuration. */
final class DocumentBindings {

    private DocumentBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                binding("document.create", DocumentCreateRequest.class, DocumentOperations::create),
                binding("document.update", DocumentUpdateRequest.class, DocumentOperations::update),
                binding("document.set_status", DocumentStatusRequest.class, DocumentOperations::setStatus),
                binding("document.supersede", DocumentSupersedeRequest.class, DocumentOperations::supersede),
                binding("document.delete", DocumentDeleteRequest.class, DocumentOperations::delete),
                binding("document.link", DocumentLinkRequest.class, DocumentOperations::link),
                binding("document.unlink", DocumentLinkRequest.class, DocumentOperations::unlink),
                binding("document.reserve", DocumentReserveRequest.class, DocumentOperations::reserve),
                binding("document.reservations", DocumentKindRequest.class, DocumentQuestions::reservations),
                binding("document.sync", DocumentKindRequest.class, DocumentQuestions::sync),
                binding("registry.repair_doc_hashes", RepairDocHashesRequest.class, DocumentOperations::repairHashes),
                binding("config.init", ConfigInitRequest.class, ConfigOperations::init),
                binding("config.show", ConfigShowRequest.class, ConfigOperations::show),
                binding("config.validate", ConfigShowRequest.class, ConfigOperations::show));
    }

    private static <Q extends Record> Binding<Q, Report> binding(
            String operationId, Class<Q> request, UseCase<Q, Report> useCase) {
        return new Binding<>(operationId, request, Report.class, useCase);
    }
}
