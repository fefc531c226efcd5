package dev.ssot.registry.validation;

import dev.ssot.registry.Descent;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.ProfileEvaluation;
import dev.ssot.registry.json.PythonValue;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/** Profiles stand for something, do not contain themselves, and pass when they are active. */
final class ProfileRules {

    /** There may be endlessly many ways around; this many are enough to see what is wrong. */
    private static final int MOST_CYCLES = 100;

    private ProfileRules() {}

    /** Answers whether the profile passes its evaluation. */
    static boolean check(Row profile, Snapshot snapshot, Findings findings) {
        Descent.from(profile.id(), new Walk(snapshot, findings));
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
    private static final class Walk implements Descent.Steps {

        private final Snapshot snapshot;
        private final Findings findings;
        private final Set<String> sound = new HashSet<>();
        private final Set<String> unsound = new HashSet<>();
        private int cycles;

        Walk(Snapshot snapshot, Findings findings) {
            this.snapshot = snapshot;
            this.findings = findings;
        }

        @Override
        public List<String> next(String id) {
            return snapshot.find(Section.PROFILES, id).orElseThrow().texts("profile_ids");
        }

        @Override
        public boolean follows(SequencedSet<String> path, String nested) {
            if (sound.contains(nested)) {
                return false;
            }
            String profile = path.getLast();
            if (!snapshot.contains(Section.PROFILES, nested)) {
                findings.failure("Profile %s requires missing profile %s".formatted(profile, nested));
            } else if (path.contains(nested)) {
                cycles++;
                findings.failure(
                        "Profile requirement cycle detected: %s -> %s".formatted(String.join(" -> ", path), nested));
            } else if (cycles < MOST_CYCLES) {
                return true;
            }
            unsound.add(profile);
            return false;
        }

        @Override
        public void leave(SequencedSet<String> path, String id) {
            if (!unsound.remove(id)) {
                sound.add(id);
            } else if (!path.isEmpty()) {
                unsound.add(path.getLast());
            }
        }
    }
}
