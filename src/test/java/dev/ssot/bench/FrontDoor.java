package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Catalog;
import dev.ssot.support.Agent;

/** A front process of one's own, spoken to over its standard input and output as an agent does. */
record FrontDoor(Agent front) implements Door {

    private static final Catalog CATALOG = Catalog.load();

    @Override
    public ObjectNode call(String operationId, ObjectNode arguments) {
        return front.call(CATALOG.find(operationId).orElseThrow().name(), arguments)
                .content();
    }

    @Override
    public void close() {
        front.close();
    }
}
