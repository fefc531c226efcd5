package dev.ssot.campaign;

import dev.ssot.registry.guard.ArtifactPresence;
import java.time.Instant;
import java.util.Optional;

/** What a decision has to know about the files of the repository. */
public interface Worktree extends ArtifactPresence {

    /** The path with every link on the way resolved; empty when it then lies outside the repository. */
    Optional<String> resolve(String path);

    /** When the file was last written, as far as the file system tells. */
    Optional<Instant> modifiedAt(String path);

    /** The latest moment at which content or attributes of the file changed; who sets its times back changes that too. */
    Optional<Instant> touchedAt(String path);

    /** True where {@code SRC} and {@code src} name one folder. */
    boolean ignoresCase();
}
