package dev.ssot.rpc;

import dev.ssot.operation.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/** The one table between error codes and the numbers of JSON-RPC. Numbers are part of the protocol: never reused. */
public final class RpcErrors {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int FRAME_TOO_LARGE = -32040;
    static final int PROTOCOL_UNSUPPORTED = -32041;
    static final int NOT_TRUSTED = -32042;

    static final String FRAME_TOO_LARGE_TEXT = "frame_too_large";
    static final String PROTOCOL_UNSUPPORTED_TEXT = "protocol_unsupported";

    private static final Map<Integer, ErrorCode> BY_NUMBER = new HashMap<>();
    private static final Map<String, ErrorCode> BY_TEXT = new HashMap<>();

    static {
        for (ErrorCode code : ErrorCode.values()) {
            BY_NUMBER.put(number(code), code);
            BY_TEXT.put(code.text(), code);
        }
        BY_NUMBER.put(PARSE_ERROR, ErrorCode.INTERNAL);
        BY_NUMBER.put(INVALID_REQUEST, ErrorCode.INVALID_ARGUMENTS);
        BY_TEXT.put(FRAME_TOO_LARGE_TEXT, ErrorCode.INVALID_ARGUMENTS);
        BY_TEXT.put(PROTOCOL_UNSUPPORTED_TEXT, ErrorCode.DAEMON_INCOMPATIBLE);
    }

    private RpcErrors() {}

    public static int number(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_OPERATION -> -32601;
            case INVALID_ARGUMENTS -> -32602;
            case INTERNAL -> -32603;
            case TIER_NOT_ENABLED -> -32001;
            case NOT_AVAILABLE -> -32002;
            case REPOSITORY_REQUIRED -> -32003;
            case REPOSITORY_PINNED -> -32004;
            case REPOSITORY_NOT_FOUND -> -32005;
            case REPOSITORY_MISMATCH -> -32006;
            case REGISTRY_UNREADABLE -> -32007;
            case REGISTRY_READ_ONLY -> -32008;
            case REGISTRY_LOCKED -> -32009;
            case REGISTRY_INVALID -> -32010;
            case NOT_FOUND -> -32011;
            case LEASE_NOT_ACTIVE -> -32012;
            case LEASE_NOT_HELD -> -32013;
            case CONFLICT -> -32014;
            case STORE_UNAVAILABLE -> -32015;
            case DAEMON_MISALIGNED -> -32016;
            case DAEMON_UNREACHABLE -> -32017;
            case DAEMON_INCOMPATIBLE -> -32018;
            case SHUTTING_DOWN -> -32019;
            case NOT_APPROVED -> -32020;
            case PRECONDITION_FAILED -> -32021;
            case ROLE_NOT_ALLOWED -> -32022;
            case DEADLINE_EXCEEDED -> -32023;
        };
    }

    /** The code behind an answer: its text decides, its number stands in for a text that this build does not know. */
    public static ErrorCode code(String text, int number) {
        ErrorCode byText = BY_TEXT.get(text);
        return byText != null ? byText : BY_NUMBER.getOrDefault(number, ErrorCode.INTERNAL);
    }
}
