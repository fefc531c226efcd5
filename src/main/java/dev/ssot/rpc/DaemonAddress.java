package dev.ssot.rpc;

import dev.ssot.workspace.ProcessIdentity;
import java.net.InetSocketAddress;

/**
 * A running daemon, as its discovery file names it.
 *
 * @param processStart tells the process from a later one with the same pid; empty where the system does not say
 */
public record DaemonAddress(
        InetSocketAddress address, Token token, long pid, String processStart, String version, String protocol) {

    /** This process, listening there. */
    public static DaemonAddress ofThisProcess(InetSocketAddress address, Token token, String version) {
        long pid = ProcessHandle.current().pid();
        return new DaemonAddress(address, token, pid, ProcessIdentity.self().startTime(), version, Protocol.ID);
    }

    /** {@code 127.0.0.1:4711}, {@code [0:0:0:0:0:0:0:1]:4711}. */
    public String hostAndPort() {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
