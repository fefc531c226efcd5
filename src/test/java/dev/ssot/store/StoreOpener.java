package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.NewEvent;
import dev.ssot.registry.json.Json;
import dev.ssot.support.Race;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * A process that is told folders, line by line. In each it opens control stores at one instant, reads and writes with
 * every one, and says {@code done} or what went wrong.
 */
final class StoreOpener {

    static final int STORES = 2;

    private StoreOpener() {}

    public static void main(String[] arguments) throws Exception {
        try (Race race = new Race(STORES)) {
            BufferedReader folders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String folder = folders.readLine(); folder != null; folder = folders.readLine()) {
                System.out.println(opened(race, Path.of(folder)));
            }
        }
    }

    private static String opened(Race race, Path folder) throws InterruptedException {
        try {
            race.round(store -> {
                openAndWrite(folder, "store " + store);
                return store;
            });
            return "done";
        } catch (ExecutionException failed) {
            return String.valueOf(failed.getCause());
        }
    }

    /** What every engine does with a control store. */
    static void openAndWrite(Path folder, String who) {
        try (ControlStore store = new SqliteControlStore(folder)) {
            store.read(NOW, view -> view.events(null, null, null, 0, 10));
            store.decide(NOW, tx -> {
                tx.emit(new NewEvent(
                        NewEvent.Kind.REGISTRY_UPDATED,
                        null,
                        null,
                        null,
                        NewEvent.Action.NONE,
                        Json.object().put("who", who)));
                return who;
            });
            store.read(NOW, view -> view.events(null, null, null, 0, 10));
        }
    }

    static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreOpener.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
