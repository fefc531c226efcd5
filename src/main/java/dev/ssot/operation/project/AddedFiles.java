package dev.ssot.operation.project;

import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.RelativePath;
import dev.ssot.workspace.ConfinedFile;
import dev.ssot.workspace.ConfinedFolder;
import dev.ssot.workspace.ConfinedWrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files that are added to a folder: all of them, or none. One that is there already as it would be written stays. */
final class AddedFiles {

    private final ConfinedFolder target;
    private final List<FileChange.Put> files;
    private final List<FileChange.Put> written = new ArrayList<>();
    private final TreeSet<String> madeFolders = new TreeSet<>(Collections.reverseOrder());

    AddedFiles(ConfinedFolder target, List<FileChange.Put> files) {
        this.target = target;
        this.files = files;
    }

    /** Writes those that are missing; says why nothing was written, if so. */
    Optional<Refusal> write() throws IOException {
        List<FileChange.Put> missing = new ArrayList<>();
        for (FileChange.Put file : files) {
            switch (at(file).read()) {
                case ConfinedFile.Reading.Absent() -> missing.add(file);
                case ConfinedFile.Reading.Found(byte[] bytes) when Arrays.equals(bytes, file.bytes()) -> {}
                case ConfinedFile.Reading.Found found -> {
                    return Optional.of(exists(file.path() + " already exists in this directory"));
                }
                case ConfinedFile.Reading.Blocked(ConfinedWrite.Refused refused) -> {
                    return Optional.of(Obstacles.of(refused));
                }
            }
        }
        try {
            for (FileChange.Put file : missing) {
                Optional<Refusal> refusal = write(file);
                if (refusal.isPresent()) {
                    takeBack();
                    return refusal;
                }
            }
        } catch (IOException failure) {
            takeBack();
            throw failure;
        }
        return Optional.empty();
    }

    private Optional<Refusal> write(FileChange.Put file) throws IOException {
        rememberMissingFolders(file);
        ConfinedWrite outcome =
                at(file).write(file.bytes(), present -> present.map(there -> file.path() + " was made meanwhile"));
        return switch (outcome) {
            case ConfinedWrite.Done() -> {
                written.add(file);
                yield Optional.empty();
            }
            case ConfinedWrite.Unexpected(String objection) -> Optional.of(exists(objection));
            case ConfinedWrite.Refused refused -> Optional.of(Obstacles.of(refused));
        };
    }

    /** What {@link #write} has written, without what was there. */
    List<FileChange.Put> written() {
        return List.copyOf(written);
    }

    /** Leaves the folder as it was. */
    void takeBack() throws IOException {
        for (FileChange.Put file : written) {
            at(file).remove(file.bytes());
        }
        for (String folder : madeFolders) {
            new ConfinedFolder(target.canonicalRoot(), names(folder)).removeIfEmpty();
        }
        written.clear();
    }

    private void rememberMissingFolders(FileChange.Put file) {
        Path folder = target.canonicalRoot().resolve(String.join("/", target.names()));
        for (String path = RelativePath.folder(file.path()); !path.isEmpty(); path = RelativePath.folder(path)) {
            if (!Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                madeFolders.add(path);
            }
        }
    }

    private ConfinedFile at(FileChange.Put file) {
        return new ConfinedFile(target.canonicalRoot(), names(file.path()));
    }

    private List<String> names(String path) {
        return Stream.concat(target.names().stream(), Stream.of(path.split("/")))
                .toList();
    }

    private static Refusal exists(String message) {
        return new Refusal(
                ErrorCode.CONFLICT,
                message,
                "Nothing was made. Give a target_subdir, or move the file away and call again.");
    }
}
