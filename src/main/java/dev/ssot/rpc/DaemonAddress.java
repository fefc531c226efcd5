package dev.ssot.rpc;

import dev.ssot.workspace.ProcessIdentity;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A running daemon, as its discovery file names it.
 *
 * @param socket the file that it listens on too
 * @param processStart tells the process from a later one with the same pid; empty where the system does not say
 */
public record DaemonAddress(
        InetSocketAddress address,
        Optional<Path> socket,
        Token token,
        long pid,
        String processStart,
        String version,
        String protocol) {

    /** This process, listening there. */
    public static DaemonAddress ofThisProcess(InetSocketAddress address, Token token, String version) {
        long pid = ProcessHandle.current().pid();
        String start = ProcessIdentity.self().startTime();
        return new DaemonAddress(address, Optional.empty(), token, pid, start, version, Protocol.ID);
    }

    /** The same, reached by a file too. */
    public DaemonAddress at(Optional<Path> file) {
        return new DaemonAddress(address, file, token, pid, processStart, version, protocol);
    }

    /** {@code 127.0.0.1:4711}, {@code [0:0:0:0:0:0:0:1]:4711}. */
    public String hostAndPort() {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
