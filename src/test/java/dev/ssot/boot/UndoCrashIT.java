package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.support.SettableClock;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies in the middle of an undo or a redo of rows and files. The doctor settles it: everything is as before or
 * as after, the log says which, and the same call comes to the same end.
 */
class UndoCrashIT {

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private Path root;
    private Map<String, String> without;
    private Map<String, String> with;

    @BeforeEach
    void operation() throws Exception {
        root = TestRepository.in(folder).ready("a").write();
        without = files();
        ObjectNode feature = call("registry.entity.get", "section", "features", "entity_id", "feat:a")
                .path("entity")
                .deepCopy();
        feature.put("id", "feat:n").put("implementation_status", "absent");
        List.of("claim_ids", "test_ids").forEach(feature::putArray);
        call("registry.entity.create", "section", "features", "entity", feature, "auto_scaffold", true);
        with = files();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {
                "INTENT_ANNOUNCED",
                "TEMP_WRITTEN",
                "RENAMED",
                "FILE_CHANGED",
                "FILES_CHANGED",
                "DECISIONS_MADE",
                "DECISIONS_COMMITTED"
            })
    void an_undo_that_was_cut_off_is_finished_or_reverted(Failpoint place) throws Exception {
        cutOff(place, "undo", with, without);
        assertThat(undone()).isTrue();
        cutOff(place, "redo", without, with);
        assertThat(undone()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {"RESTORE_STAGED", "RESTORE_ANNOUNCED", "RESTORE_SWAPPED", "RESTORE_DONE", "DECISIONS_MADE"})
    void an_undo_of_a_restore_that_was_cut_off_comes_to_its_end_when_it_is_called_again(Failpoint place)
            throws Exception {
        Path file = Files.writeString(root.resolve("file"), "old");
        call("snapshot.create", "agent_id", "w1");
        Files.writeString(file, "new");
        Files.writeString(root.resolve("added"), "new");
        call("snapshot.create", "agent_id", "w1");
        Map<String, String> before = files();
        call("snapshot.restore", "snapshot_id", 1);
        Map<String, String> restored = files();
        JsonNode newest = call("operation.list", "limit", 1).at("/data/operations/0");
        assertThat(newest.path("kind").asText()).isEqualTo("snapshot.restore");

        String[] undo = {
            "operation",
            "undo",
            root.toString(),
            "--operation-id",
            newest.path("id").asText()
        };
        assertThat(run(place, undo)).isEqualTo(Failpoint.STATUS);
        run(null, "doctor", root.toString(), "--fix");
        assertThat(files()).isIn(before, restored);
        assertThat(run(null, undo)).isZero();
        assertThat(files()).isEqualTo(before);
        assertThat(call("audit.verify").path("passed").asBoolean()).isTrue();
        assertThat(run(null, undo)).as("it is marked now").isEqualTo(1);
    }

    private void cutOff(Failpoint place, String turn, Map<String, String> before, Map<String, String> after)
            throws Exception {
        String[] command = {"operation", turn, root.toString(), "--operation-id", "OP-000001"};
        assertThat(run(place, command)).isEqualTo(Failpoint.STATUS);
        run(null, "doctor", root.toString(), "--fix");
        Map<String, String> settled = files();
        assertThat(settled).isIn(before, after);
        assertThat(undone()).isEqualTo(settled.equals(without));
        assertThat(call("audit.verify").path("passed").asBoolean()).isTrue();

        boolean done = settled.equals(after);
        assertThat(run(null, command)).isEqualTo(done ? 1 : 0);
        assertThat(files()).isEqualTo(after);
    }

    private boolean undone() throws Exception {
        JsonNode listed = call("operation.list", "limit", 100).at("/data/operations");
        return listed.path(listed.size() - 1).path("undone").asBoolean();
    }

    private ObjectNode call(String operation, Object... given) throws Exception {
        try (DirectWay way = new DirectWay(new SettableClock(), runtime)) {
            Outcome outcome = way.call(new Call(operation, root, arguments(given), null));
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            return ((Outcome.Answered) outcome).result();
        }
    }

    private int run(@Nullable Failpoint place, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        if (place != null) {
            command.add("-D%s=%s".formatted(Failpoint.PROPERTY, place.text()));
        }
        command.add("dev.ssot.boot.Main");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        builder.environment().put("XDG_STATE_HOME", runtime.resolve("state").toString());
        return builder.start().waitFor();
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                if (!name.startsWith(".ssot/control")) {
                    files.put(name, Files.readString(path));
                }
            }
        }
        return files;
    }
}
