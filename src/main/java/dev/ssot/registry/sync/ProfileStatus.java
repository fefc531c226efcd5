package dev.ssot.registry.sync;

import dev.ssot.registry.Row;
import dev.ssot.registry.guard.ProfileEvaluation;

/** Whether a profile is active or a draft; a retired one stays so. */
record ProfileStatus(ProfileEvaluation evaluation) implements StatusRule {

    @Override
    public Judgement judge(Row profile) {
        if (profile.hasText("status", "retired")) {
            return new Judgement("retired", "terminal profile status is preserved");
        }
        return evaluation.evaluate(profile).passed()
                ? new Judgement("active", "profile evaluation passes")
                : new Judgement("draft", "profile evaluation does not pass");
    }
}
