package dev.ssot.store;

import dev.ssot.registry.FileChange;
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

/** A process that writes: {@code root name count}. It appends {@code name-0}, {@code name-1} and so on, by request id. */
final class RegistryWriter {

    private RegistryWriter() {}

    public static void main(String[] arguments) {
        Repository repository = new Repository(Path.of(arguments[0]));
        try (FileRegistryStore store = repository.store(Duration.ofSeconds(60))) {
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                String text = arguments[1] + "-" + i;
                Writing writing = store.write(Repository.request(text, withFile(text)), Repository.NOW);
                if (!(writing instanceof Writing.Written)) {
                    throw new IllegalStateException("not written: " + writing);
                }
            }
        }
    }

    /** Each write puts a file along. */
    static Mutation withFile(String text) {
        return registry -> {
            Change.Accepted accepted = (Change.Accepted) Repository.append(text).apply(registry);
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            return new Change.Accepted(
                    accepted.registry(),
                    List.of(new FileChange.Put("docs/%s.txt".formatted(text), content)),
                    accepted.answer(),
                    accepted.event());
        };
    }

    /** Starts it, to be halted at the failpoint; an empty one halts nowhere. */
    static Process start(Repository repository, String name, int count, String failpoint) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + Failpoint.PROPERTY + "=" + failpoint,
                "-cp",
                System.getProperty("java.class.path"),
                RegistryWriter.class.getName()));
        command.addAll(List.of(repository.root().toString(), name, String.valueOf(count)));
        return new ProcessBuilder(command).inheritIO().start();
    }
}
