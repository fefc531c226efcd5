package dev.ssot.store;

import dev.ssot.registry.FileChange;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.registry.init.InitialRepository;
import dev.ssot.registry.init.RepositoryCreation;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Makes a folder a repository, behind the lock of its registry, so that two who do it at once do it one by one. */
public final class FolderCreation implements RepositoryCreation {

    private final Path root;
    private final Duration lockWait;

    /** @param root the canonical path */
    public FolderCreation(Path root, Duration lockWait) {
        this.root = root;
        this.lockWait = lockWait;
    }

    @Override
    public Result create(InitialRepository repository, boolean replace) {
        Path registry = root.resolve(repository.registry().path());
        try {
            // Before the lock, which makes folders of its own.
            stayInside(repository);
            try (RegistryLock lock = new RegistryLock(registry, ControlFolder.of(root))) {
                return switch (lock.take(new Patience(lockWait))) {
                    case RegistryLock.Attempt.Busy(String message) -> new Result.Locked(message);
                    case RegistryLock.Attempt.Taken(RegistryLock.Held held) -> {
                        try (held) {
                            yield write(repository, replace);
                        }
                    }
                };
            }
        } catch (IOException failure) {
            return new Result.Failed("No registry could be created in %s: %s".formatted(root, Failure.reason(failure)));
        }
    }

    private Result write(InitialRepository repository, boolean replace) throws IOException {
        if (isThere(repository.registry()) && !replace) {
            return new Result.Exists();
        }
        for (String folder : repository.folders()) {
            Files.createDirectories(root.resolve(folder));
        }
        for (FileChange.Put file : repository.files()) {
            if (!isThere(file) || replace && !file.path().equals(RepoConfig.PATH)) {
                put(file);
            }
        }
        put(repository.registry());
        return new Result.Created();
    }

    private boolean isThere(FileChange.Put file) {
        return Files.exists(root.resolve(file.path()), LinkOption.NOFOLLOW_LINKS);
    }

    private void put(FileChange.Put file) throws IOException {
        AtomicFile.write(
                root.resolve(file.path()), file.bytes(), UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
    }

    /** A folder may be there already, and be a link to somewhere else. */
    private void stayInside(InitialRepository repository) throws IOException {
        for (String folder : repository.folders()) {
            Path path = root.resolve(folder);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !path.toRealPath().startsWith(root)) {
                throw new IOException("%s is a link out of it".formatted(folder));
            }
        }
    }
}
