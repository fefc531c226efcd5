package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One worker's way to the engine. Every write carries a request id of its own, as a front sends it. */
interface Door extends AutoCloseable {

    /** Calls an operation by its id in the catalog; a refusal is answered as an object with its {@code code}. */
    ObjectNode call(String operationId, ObjectNode arguments);

    @Override
    void close();
}
