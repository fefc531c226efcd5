package dev.ssot.store;

import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Mutation;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that writes with several threads until it is killed: {@code root name}. It prints what was acknowledged.
 * The writes of its first thread move a file along: the last one of them has the only file.
 */
final class DoomedWriter {

    static final int THREADS = 4;

    private DoomedWriter() {}

    public static void main(String[] arguments) {
        Repository repository = new Repository(Path.of(arguments[0]));
        SqliteControlStore control = new SqliteControlStore(repository.root());
        FileRegistryStore store = new FileRegistryStore(repository.root(), control, Duration.ofSeconds(60));
        for (int thread = 0; thread < THREADS; thread++) {
            String name = arguments[1] + "-" + thread;
            boolean withFiles = thread == 0;
            Thread.ofPlatform().start(() -> writeOn(store, name, withFiles));
        }
    }

    private static void writeOn(FileRegistryStore store, String name, boolean withFiles) {
        for (int i = 0; ; i++) {
            String text = name + "-" + i;
            Mutation append = Repository.append(text);
            Mutation mutation = withFiles
                    ? registry -> withFiles((Change.Accepted) append.apply(registry), registry, text)
                    : append;
            Writing writing = store.write(Repository.request(text, mutation), Repository.NOW);
            if (!(writing instanceof Writing.Written)) {
                throw new IllegalStateException("not written: " + writing);
            }
            System.out.println(text);
        }
    }

    private static Change withFiles(Change.Accepted accepted, Registry before, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        List<FileChange> files = new ArrayList<>();
        files.add(new FileChange.Put(file(text), content));
        files.add(new FileChange.Put("docs/last.txt", content));
        lastWithFiles(before).ifPresent(last -> files.add(new FileChange.Delete(file(last))));
        return new Change.Accepted(accepted.registry(), files, accepted.answer(), accepted.event());
    }

    /** A folder of its own, which has to be made with it. */
    static String file(String text) {
        return "docs/%s/text.txt".formatted(text);
    }

    static Optional<String> lastWithFiles(Registry registry) {
        return Repository.seen(registry).reversed().stream()
                .filter(text -> text.split("-")[1].equals("0"))
                .findFirst();
    }

    static Process start(Repository repository, String name, String failpoint) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + Failpoint.PROPERTY + "=" + failpoint,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedWriter.class.getName(),
                        repository.root().toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
