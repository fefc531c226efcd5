/** JSON-RPC lines over loopback: framing, handshake, server, client, discovery. */
@NullMarked
package dev.ssot.rpc;

import org.jspecify.annotations.NullMarked;
