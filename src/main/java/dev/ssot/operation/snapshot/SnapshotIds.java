package dev.ssot.operation.snapshot;

import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Snapshot;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Limits;
import dev.ssot.operation.NumberOrText;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ids that callers of snapshots give. */
public final class SnapshotIds {

    private static final Pattern AGENT = Pattern.compile(Limits.NAME_FORM);

    private SnapshotIds() {}

    /** What naming a snapshot led to. */
    sealed interface Named {

        record Found(Snapshot snapshot) implements Named {}

        record Unknown(String id) implements Named {}

        record Invalid(Refusal refusal) implements Named {}
    }

    static Named find(String argument, NumberOrText id, ControlView view) {
        Optional<Long> number = Snapshot.number(id.text());
        if (number.isEmpty()) {
            return new Named.Invalid(new Refusal(
                    ErrorCode.INVALID_ARGUMENTS,
                    "invalid %s: expected numeric or S-<digits>".formatted(argument),
                    "Use an id that vox_snapshot_list shows."));
        }
        return view.snapshot(number.get())
                .<Named>map(Named.Found::new)
                .orElseGet(() -> new Named.Unknown(Snapshot.id(number.get())));
    }

    /** Why the agent's id cannot stand for anybody; empty when it can. */
    public static <A extends Record> Optional<Reply<A>> refusal(NumberOrText agentId) {
        return AGENT.matcher(agentId.text()).matches()
                ? Optional.empty()
                : Optional.of(Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "agent_id " + Limits.NAME_RULE,
                        "Give the agent's number, or its name as in its other calls."));
    }
}
