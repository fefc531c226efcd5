package dev.ssot.rpc;

/** Text of a peer that has not proved itself, made safe to repeat in a message or a log. */
final class Printable {

    private static final int LONGEST = 64;

    private Printable() {}

    static String shortened(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return start.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
