package dev.ssot.registry.validation;

import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.ProfileEvaluation;
import dev.ssot.registry.json.PythonValue;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Profiles stand for something, do not contain themselves, and pass when they are active. */
final class ProfileRules {

    /** There may be endlessly many ways around; this many are enough to see what is wrong. */
    private static final int MOST_CYCLES = 100;

    private ProfileRules() {}

    /** Answers whether the profile passes its evaluation. */
    static boolean check(Row profile, Snapshot snapshot, Findings findings) {
        new Walk(snapshot, findings).visit(profile);
        if (!PythonValue.isTruthy(profile.json().get("feature_ids"))
                && !PythonValue.isTruthy(profile.json().get("profile_ids"))) {
            findings.failure(Findings.name(profile) + " must reference at least one feature or profile");
        }
        if (profile.hasText("status", "draft")) {
            return false;
        }
        boolean passes = new ProfileEvaluation(snapshot).evaluate(profile).passed();
        if (!passes && profile.hasText("status", "active")) {
            findings.warning(Findings.name(profile) + " is active but does not currently pass evaluation");
        }
        return passes;
    }

    /** Goes down through nested profiles; what has turned out sound is not gone through again. */
    private static final class Walk {

        private final Snapshot snapshot;
        private final Findings findings;
        private final Set<String> path = new LinkedHashSet<>();
        private final Set<String> sound = new HashSet<>();
        private int cycles;

        Walk(Snapshot snapshot, Findings findings) {
            this.snapshot = snapshot;
            this.findings = findings;
        }

        boolean visit(Row profile) {
            boolean isSound = true;
            path.add(profile.id());
            for (String nested : profile.texts("profile_ids")) {
                isSound &= sound.contains(nested) || nested(profile, nested);
            }
            path.remove(profile.id());
            if (isSound) {
                sound.add(profile.id());
            }
            return isSound;
        }

        private boolean nested(Row profile, String nested) {
            if (!snapshot.contains(Section.PROFILES, nested)) {
                findings.failure("Profile %s requires missing profile %s".formatted(profile.id(), nested));
                return false;
            }
            if (!path.contains(nested)) {
                return cycles < MOST_CYCLES
                        && visit(snapshot.find(Section.PROFILES, nested).orElseThrow());
            }
            cycles++;
            findings.failure(
                    "Profile requirement cycle detected: %s -> %s".formatted(String.join(" -> ", path), nested));
            return false;
        }
    }
}
