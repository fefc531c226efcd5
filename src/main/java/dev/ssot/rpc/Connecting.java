package dev.ssot.rpc;

/** What came of an attempt to reach a daemon. Nothing but a nonce has been told to whoever is not {@link Connected}. */
public sealed interface Connecting {

    record Connected(DaemonClient client) implements Connecting {}

    /** Nobody answers there, or not in time. */
    record Unreachable(String reason) implements Connecting {}

    /** A daemon answers that speaks another protocol. */
    record Incompatible(String reason) implements Connecting {}

    /** Whoever answers does not know the token, or does not believe that we do. */
    record NotTrusted(String reason) implements Connecting {}
}
