package dev.ssot.web;

import java.net.InetSocketAddress;
import java.util.Set;

/**
 * On which terms callers are let in.
 *
 * @param address where the gateway listens
 * @param anonymousReads whether a caller without a token has the read role
 * @param origins of web pages that may call, to the letter; their hosts are also names of this server
 * @param requireForwardedHttps refuses what no proxy has received over TLS
 * @param trustForwardedFor takes the address of the caller from the proxy before this server
 * @param callsPerMinute for each address, and for each token
 */
public record GatewayTerms(
        InetSocketAddress address,
        BearerTokens tokens,
        boolean anonymousReads,
        Set<String> origins,
        boolean requireForwardedHttps,
        boolean healthNeedsToken,
        boolean trustForwardedFor,
        int callsPerMinute) {

    public GatewayTerms {
        origins = Set.copyOf(origins);
    }

    /** With brackets around a number of IPv6. */
    public String hostAndPort() {
        return Callers.hostAndPort(address.getAddress(), address.getPort());
    }

    String host() {
        return address.getAddress().getHostAddress();
    }
}
