package dev.ssot.operation.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.log.LogEntry;
import dev.ssot.campaign.log.NewEntry;
import dev.ssot.operation.Context;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the log learns of files that change without the registry: before the first of them is touched, so that no crash
 * hides a change. What then came to nothing is taken back by an entry of its own.
 */
public final class FileChanges {

    private static final int NAMED = 3;

    private FileChanges() {}

    /**
     * @param agentId null for whoever calls
     * @param undo what undoing it takes; null when nothing is kept
     * @return the number of the entry
     */
    public static long announce(
            Context context,
            @Nullable String agentId,
            Collection<String> paths,
            ObjectNode detail,
            @Nullable String undo) {
        String agent = agentId == null ? context.agent() : agentId;
        List<String> touched = paths.stream().map(path -> NewEntry.FILE + path).toList();
        NewEntry entry = new NewEntry(agent, context.operationId(), description(touched), touched, detail, null, undo);
        return context.place().control().decide(context.now(), tx -> tx.log(entry));
    }

    /** Nothing was changed after all. */
    public static void takeBack(Context context, long number, Refusal why) {
        NewEntry entry = new NewEntry(
                "ssot",
                LogEntry.REVERTED,
                "nothing was changed: " + why.message(),
                List.of(),
                Json.object().put("code", why.code().text()),
                number,
                null);
        var _ = context.place().control().decide(context.now(), tx -> tx.log(entry));
    }

    private static String description(List<String> touched) {
        String named = String.join(", ", touched.stream().limit(NAMED).toList());
        int more = touched.size() - NAMED;
        return "changes " + named + (more > 0 ? " and %d more".formatted(more) : "");
    }
}
