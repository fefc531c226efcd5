package dev.ssot.operation.project;

import dev.ssot.registry.FileChange;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.ConfinedFolder;
import dev.ssot.workspace.FolderRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A project that is built and has no place yet. What is not moved away is removed at the end. */
record StagedProject(Path folder) implements AutoCloseable {

    static StagedProject in(Path canonicalRoot) throws IOException {
        return new StagedProject(ConfinedFolder.stage(canonicalRoot));
    }

    void write(List<FileChange.Put> files) throws IOException {
        for (FileChange.Put file : files) {
            Path path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            AtomicFile.write(path, file.bytes(), UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(folder)) {
            FolderRemoval.of(folder);
        }
    }
}
