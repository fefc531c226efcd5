package dev.ssot.boot;

import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A file about one repository among what this program keeps for its user. One that others could have written, or that
 * lies inside the repository, is not believed.
 *
 * @param state the folder of all that is kept; empty when the environment names none
 * @param kind the folder in it
 * @param root of the repository, with every link resolved
 */
record StateFile(Optional<Path> state, String kind, String name, Path root) {

    private static final String NO_PLACE = "set HOME or XDG_STATE_HOME, so that there is a place for it";

    /** What reading it led to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    sealed interface Reading {

        record Content(Path file, byte[] bytes) implements Reading {}

        record Absent() implements Reading {}

        record Untrusted(String reason) implements Reading {}
    }

    Reading read() {
        if (state.isEmpty()) {
            return new Reading.Untrusted(NO_PLACE);
        }
        Path file = file(state.get());
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Reading.Absent();
            }
            Optional<String> distrust = distrust(state.get(), file);
            return distrust.isPresent()
                    ? new Reading.Untrusted(distrust.get())
                    : new Reading.Content(file, Files.readAllBytes(file));
        } catch (NoSuchFileException removed) {
            return new Reading.Absent();
        } catch (IOException unreadable) {
            return new Reading.Untrusted("%s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    /** Replaces the content; says why that cannot be, if it cannot. */
    Optional<String> write(byte[] content) {
        if (state.isEmpty()) {
            return Optional.of(NO_PLACE);
        }
        Path file = file(state.get());
        try {
            Optional<String> distrust = prepare(state.get(), folder(state.get()));
            if (distrust.isEmpty()) {
                AtomicFile.write(file, content, UUID.randomUUID().toString(), AtomicFile.Access.OWNER_ONLY);
            }
            return distrust;
        } catch (IOException failure) {
            return Optional.of("cannot write %s: %s".formatted(file, failure.getMessage()));
        }
    }

    private Path folder(Path stateFolder) {
        return stateFolder.resolve(kind);
    }

    private Path file(Path stateFolder) {
        return folder(stateFolder).resolve(name);
    }

    private Optional<String> prepare(Path stateFolder, Path folder) throws IOException {
        Optional<String> distrust = OwnerOnly.prepare(stateFolder);
        if (distrust.isEmpty()) {
            distrust = OwnerOnly.prepare(folder);
        }
        return distrust.isPresent() ? distrust : inside(folder);
    }

    private Optional<String> distrust(Path stateFolder, Path file) throws IOException {
        Path folder = folder(stateFolder);
        Optional<String> distrust = OwnerOnly.distrustDirectory(stateFolder);
        if (distrust.isEmpty()) {
            distrust = OwnerOnly.distrustDirectory(folder);
        }
        if (distrust.isEmpty()) {
            distrust = OwnerOnly.distrustFile(file);
        }
        return distrust.isPresent() ? distrust : inside(folder);
    }

    /** Whoever can write to the repository could write there. */
    private Optional<String> inside(Path folder) throws IOException {
        return folder.toRealPath().startsWith(root)
                ? Optional.of("%s lies inside the repository; set XDG_STATE_HOME to a folder outside".formatted(folder))
                : Optional.empty();
    }
}
