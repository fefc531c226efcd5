package dev.ssot.registry.guard;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step on the way of a release, in the order in which they are taken. */
public enum ReleaseStep {
    CERTIFICATION("draft or candidate", "certified"),
    PROMOTION("certified", "promoted"),
    PUBLICATION("promoted", "published");

    private final String before;
    private final String status;

    ReleaseStep(String before, String status) {
        this.before = before;
        this.status = status;
    }

    /** The status of a release, and of its claims, that has taken the step. */
    public String status() {
        return status;
    }

    /** Whether a claim or release of that status has taken the step already, or one beyond it. */
    public boolean isReachedBy(@Nullable String reached) {
        return Arrays.stream(values()).anyMatch(step -> step.ordinal() >= ordinal() && step.status.equals(reached));
    }

    /** The step as messages and policies name it: {@code certification}. */
    public String noun() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule of the step's policy that looks at where the release comes from. */
    String statusRule() {
        return "require_release_status_" + before.replace(' ', '_');
    }

    boolean startsAt(String releaseStatus) {
        return this == CERTIFICATION
                ? releaseStatus.equals("draft") || releaseStatus.equals("candidate")
                : releaseStatus.equals(before);
    }

    /** What is said of a release that is not where the step starts. */
    String refusal(String releaseId, String current) {
        return "Release %s must be %s before %s; current status is %s".formatted(releaseId, before, noun(), current);
    }
}
