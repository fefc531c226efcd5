package dev.ssot.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What can go wrong with the ground that a repository stands on, for real, and how it is put right again. */
public enum Fault {
    /** Not a byte is free. */
    FULL_DISK {
        @Override
        public void prepare(Path root) throws Exception {
            mount("-t", "tmpfs", "-o", "size=6m", "tmpfs", root.toString());
        }

        @Override
        public void begin(Path root) throws Exception {
            byte[] block = new byte[4096];
            try (var filler = Files.newOutputStream(root.resolve("filler"))) {
                while (true) {
                    filler.write(block);
                }
            } catch (IOException full) {
                // That was the aim.
            }
        }

        @Override
        public void end(Path root) throws Exception {
            Files.delete(root.resolve("filler"));
        }

        @Override
        public void release(Path root) throws Exception {
            unmount(root);
        }
    },

    /** Nobody may write, whoever they are. */
    READ_ONLY_DIRECTORY {
        @Override
        public void begin(Path root) throws Exception {
            mount("--bind", root.toString(), root.toString());
            mount("-o", "remount,ro,bind", root.toString());
        }

        @Override
        public void end(Path root) throws Exception {
            unmount(root);
        }
    },

    /** Half of the registry is missing, as a writer leaves it that writes in place. */
    REGISTRY_CUT_OFF {
        @Override
        public void begin(Path root) throws Exception {
            byte[] registry = Files.readAllBytes(registry(root));
            Files.write(kept(root), registry);
            Files.write(registry(root), Arrays.copyOf(registry, registry.length / 2));
        }

        @Override
        public void end(Path root) throws Exception {
            Files.move(kept(root), registry(root), StandardCopyOption.REPLACE_EXISTING);
        }
    },

    /** The registry may not be read. */
    REGISTRY_FORBIDDEN {
        @Override
        public void begin(Path root) throws Exception {
            Assumptions.assumeTrue(
                    registry(root).toFile().setReadable(false) && !Files.isReadable(registry(root)),
                    "this user may read every file");
        }

        @Override
        public void end(Path root) throws Exception {
            if (!registry(root).toFile().setReadable(true, true)) {
                throw new IOException("cannot be made readable again");
            }
        }
    },

    /** Something else stands where the registry was. */
    REGISTRY_IS_A_FOLDER {
        @Override
        public void begin(Path root) throws Exception {
            Files.move(registry(root), kept(root));
            Files.createDirectory(registry(root));
        }

        @Override
        public void end(Path root) throws Exception {
            Files.delete(registry(root));
            Files.move(kept(root), registry(root));
        }
    },

    /** The control database begins with something else; it is put right from a copy. */
    DATABASE_OVERWRITTEN {
        @Override
        public void begin(Path root) throws Exception {
            Files.copy(database(root), kept(root));
            Files.writeString(database(root), "This is no database. ".repeat(10), StandardOpenOption.WRITE);
        }

        @Override
        public void end(Path root) throws Exception {
            Files.copy(kept(root), database(root), StandardCopyOption.REPLACE_EXISTING);
            Files.delete(kept(root));
        }
    };

    /** Before anything is in the repository. */
    public void prepare(Path root) throws Exception {}

    public abstract void begin(Path root) throws Exception;

    public abstract void end(Path root) throws Exception;

    /** When the test is over. */
    public void release(Path root) throws Exception {}

    /** A folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path registry(Path root) {
        return root.resolve(".ssot/registry.json");
    }

    private static Path database(Path root) {
        return root.resolve(".ssot/control/state.sqlite");
    }

    private static Path kept(Path root) {
        return root.resolve("kept");
    }

    private static void mount(String... arguments) throws Exception {
        boolean mounted = succeeds("mount", arguments);
        Assumptions.assumeTrue(mounted, "this user or this system cannot mount a file system for the test");
    }

    /** Also while somebody has files open there. */
    private static void unmount(Path root) throws Exception {
        if (!succeeds("umount", "-l", root.toString())) {
            throw new IOException("cannot unmount " + root);
        }
    }

    private static boolean succeeds(String program, String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
