package dev.ssot.registry;

/** The form that every id has: a prefix, a colon, a name; lower-case letters, digits, dots, dashes, underscores. */
public final class NormalizedId {

    private static final int MAX_LENGTH = 128;

    private NormalizedId() {}

    public static boolean matches(String id) {
        int colon = id.indexOf(':');
        if (id.length() > MAX_LENGTH || colon < 1 || colon == id.length() - 1 || !isLetter(id.charAt(0))) {
            return false;
        }
        for (int i = 1; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean alphanumeric = isLetter(c) || c >= '0' && c <= '9';
            boolean allowed = i < colon ? alphanumeric || c == '-' : i == colon || alphanumeric || isMark(c, i, colon);
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(char c, int at, int colon) {
        return at > colon + 1 && (c == '.' || c == '_' || c == '-');
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
