package dev.ssot.mcp;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.util.Set;

/** Standard input and output, seen through the protocol's eyes. */
public final class StdioStreams {

    private final ProtocolInput in;
    private final ProtocolOutput out;

    private StdioStreams(ProtocolInput in, ProtocolOutput out) {
        this.in = in;
        this.out = out;
    }

    /** @param resources whose URIs may be subscribed to */
    public static StdioStreams of(InputStream stdin, ResourceDoor resources) {
        OpenRequests requests = new OpenRequests();
        ProtocolOutput out = new ProtocolOutput(new FileOutputStream(FileDescriptor.out), requests);
        Set<String> uris = Set.copyOf(resources.uris());
        return new StdioStreams(new ProtocolInput(stdin, out, requests, uris::contains), out);
    }

    public InputStream in() {
        return in;
    }

    public ProtocolOutput out() {
        return out;
    }
}
