package dev.ssot.campaign.log;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How entries of the log are named: {@code OP-000012}, with six digits or as many as the number has. */
public final class OperationId {

    private static final Pattern FORM = Pattern.compile("^(?:OP-)?([0-9]{1,18})$");

    private OperationId() {}

    public static String of(long number) {
        return "OP-%06d".formatted(number);
    }

    /** The number of an id, or of a number that is written alone; empty for anything else. */
    public static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return Optional.of(matcher)
                .filter(Matcher::matches)
                .map(match -> OptionalLong.of(Long.parseLong(match.group(1))))
                .orElse(OptionalLong.empty());
    }
}
