package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.support.SettableClock;
import dev.ssot.workspace.Failpoint;
import java.nio.file.Path;
import java.util.List;

/** A process that takes or restores a snapshot until it is killed at a place: {@code root runtime operation place pass}. */
final class DoomedSnapshot {

    private DoomedSnapshot() {}

    public static void main(String[] arguments) throws Exception {
        Failpoint place = Failpoint.named(arguments[3]).orElseThrow();
        try (DirectWay way = new DirectWay(new SettableClock(), Path.of(arguments[1]))) {
            ObjectNode given = arguments[2].equals("snapshot.create")
                    ? arguments("agent_id", 7)
                    : arguments("snapshot_id", 1, "force", true);
            Failpoint.watch(Failpoint.haltAt(place, Integer.parseInt(arguments[4])));
            Outcome outcome = way.call(new Call(arguments[2], Path.of(arguments[0]), given, null));
            throw new IllegalStateException("it went on: " + outcome);
        }
    }

    /** Answers when it is dead. */
    static int run(Path root, Path runtime, String operation, Failpoint place, int pass) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedSnapshot.class.getName(),
                        root.toString(),
                        runtime.toString(),
                        operation,
                        place.text(),
                        Integer.toString(pass)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}
