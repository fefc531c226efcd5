package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The address in {@code VOX_ORCHESTRATOR_DAEMON_SOCKET}: what the daemon binds and a front connects to. */
final class DaemonSocket {

    private static final Variable VARIABLE = Variable.VOX_ORCHESTRATOR_DAEMON_SOCKET;

    private DaemonSocket() {}

    /** @param listen from the command line; it wins over the variable, and without both a free port is taken */
    static InetSocketAddress bind(Environment environment, Optional<String> listen) throws ConfigurationError {
        if (listen.isPresent()) {
            return parse("--listen", listen.get());
        }
        return peer(environment).orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The daemon's address as configured; empty leaves it to the discovery file. */
    static Optional<InetSocketAddress> peer(Environment environment) throws ConfigurationError {
        Optional<String> text = environment.text(VARIABLE);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(VARIABLE.toString(), text.get()));
    }

    private static InetSocketAddress parse(String name, String text) throws ConfigurationError {
        String address = text.startsWith("tcp://") ? text.substring("tcp://".length()) : text;
        int colon = address.lastIndexOf(':');
        try {
            String host = address.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
            InetAddress literal =
                    host.equals("localhost") ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host);
            InetSocketAddress socket = new InetSocketAddress(literal, Integer.parseInt(address.substring(colon + 1)));
            if (literal.isLoopbackAddress()) {
                return socket;
            }
        } catch (IllegalArgumentException noAddress) {
            // Told below, with the same words as an address that is not ours.
        }
        throw new ConfigurationError(
                "%s=%s is no loopback address with a port: use for example 127.0.0.1:4711".formatted(name, text));
    }
}
