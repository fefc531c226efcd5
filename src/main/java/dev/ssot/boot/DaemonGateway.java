package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Operations;
import java.util.function.Supplier;

/** The gateway over HTTP as the daemon sees it, which runs as well without. */
interface DaemonGateway {

    /** Lets callers in. */
    void open(Catalog catalog, Operations operations);

    /**
     * Is told before it opens what there is to measure.
     *
     * @param status of the daemon, whenever it is asked
     */
    void measure(ServedCalls calls, Supplier<ObjectNode> status);

    /** Lets nobody in any more, and waits for the calls under way. */
    void drain();

    /** Says in the daemon's status where it is. */
    void describe(ObjectNode status);

    /** Nobody has asked for it. */
    record Off() implements DaemonGateway {

        @Override
        public void open(Catalog catalog, Operations operations) {}

        @Override
        public void measure(ServedCalls calls, Supplier<ObjectNode> status) {}

        @Override
        public void drain() {}

        @Override
        public void describe(ObjectNode status) {}
    }

    /** It was asked for and could not be had. */
    record Unavailable(String address, String reason) implements DaemonGateway {

        @Override
        public void open(Catalog catalog, Operations operations) {}

        @Override
        public void measure(ServedCalls calls, Supplier<ObjectNode> status) {}

        @Override
        public void drain() {}

        @Override
        public void describe(ObjectNode status) {
            status.putObject("http")
                    .put("serving", false)
                    .put("address", address)
                    .put("reason", reason);
        }
    }
}
