package dev.ssot.operation;

import dev.ssot.campaign.CommitHistory;
import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.Maturation;
import dev.ssot.campaign.Worktree;
import dev.ssot.operation.log.LogNotes;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.validation.Validation;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.WorktreeChanges;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.snapshot.WorktreeRestore;
import dev.ssot.workspace.tree.CommitTree;
import dev.ssot.workspace.tree.HeadTree;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.WorktreeCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One opened repository: its identity, its stores, its files. */
public final class Place implements AutoCloseable {

    private final Path root;
    private final Supplier<String> identify;
    private final RegistryStore registries;
    private final ControlStore control;
    private final Worktree worktree;
    private final Validations validations;
    private final GitRepository git;
    private final CommandExecution commands;
    private final Approvals approvals;
    private final LogNotes logNotes;
    private final WorktreeCapture capture;
    private final ObjectStore objects;
    private final WorktreeRestore restore;

    private final ReentrantLock observing = new ReentrantLock();
    private volatile @Nullable String repositoryId;
    private volatile @Nullable Observation observation;

    /** @param identify makes out the repository's id */
    public Place(
            Path root,
            Supplier<String> identify,
            RegistryStore registries,
            ControlStore control,
            Worktree worktree,
            Validations validations,
            GitRepository git,
            CommandExecution commands,
            Approvals approvals,
            LogNotes logNotes) {
        this.root = root;
        this.identify = identify;
        this.registries = registries;
        this.control = control;
        this.worktree = worktree;
        this.validations = validations;
        this.git = git;
        this.commands = commands;
        this.approvals = approvals;
        this.logNotes = logNotes;
        this.capture = WorktreeCapture.of(root, git);
        Path folder = root.resolve(".ssot").resolve("control");
        this.objects = new ObjectStore(folder);
        this.restore = new WorktreeRestore(root, folder, objects);
    }

    /** The canonical path. */
    public Path root() {
        return root;
    }

    /** The registry's file, as answers name it. */
    public String registryPath() {
        return root.resolve(Registry.PATH).toString();
    }

    /** Made out when it is first asked for, because git is. */
    public String repositoryId() {
        String known = repositoryId;
        return known == null ? identify() : known;
    }

    /** Makes it out anew: it depends on the origin, which may have changed. */
    public String identify() {
        String made = identify.get();
        repositoryId = made;
        return made;
    }

    public RegistryStore registries() {
        return registries;
    }

    public ControlStore control() {
        return control;
    }

    public Worktree worktree() {
        return worktree;
    }

    public RepositoryFiles files() {
        return validations.files();
    }

    /** The files as the rules about proof look at them: a level that was once asked for holds. */
    public RepositoryFiles guardedFiles(Instant now) {
        return files().atLeast(control.read(now, view -> view.gates().floor()));
    }

    /** What is known about the snapshot, from an earlier call or by checking all of it now. */
    public Validation validation(Registry registry) {
        return validations.of(registry);
    }

    /** Keeps a validation for whoever changes that snapshot next. */
    public void remember(Validation validation) {
        validations.add(validation);
    }

    /** What has changed in the worktree since the head commit. */
    public WorktreeChanges changes() {
        return git.changes(root);
    }

    /** What the worktree holds, by content. */
    public WorktreeCapture capture() {
        return capture;
    }

    /** The contents that snapshots hold. */
    public ObjectStore objects() {
        return objects;
    }

    public WorktreeRestore restore() {
        return restore;
    }

    /** What the head commit holds. */
    public HeadTree head() throws IOException {
        return HeadTree.of(root, git);
    }

    public CommandExecution commands() {
        return commands;
    }

    public Approvals approvals() {
        return approvals;
    }

    public LogNotes logNotes() {
        return logNotes;
    }

    /** The files of git itself that no work may change, by content. */
    public SortedMap<String, String> guarded() throws IOException {
        return git.guarded();
    }

    /** What the roots held in that commit; empty when git does not know it. */
    public Optional<Manifest> committed(String commit, Collection<String> roots) throws IOException {
        return CommitTree.of(git, root, commit, roots);
    }

    /** The branch that work ends up in. */
    public Optional<GitRepository.BaseBranch> base() {
        return git.base();
    }

    public CommitHistory history() {
        return git::isSince;
    }

    public @Nullable String gitHead() {
        return git.head();
    }

    /**
     * How far the features of this snapshot are, as last observed. The files may have changed since. Who comes while a
     * new snapshot is observed waits for it instead of doing the same work.
     */
    public Observation observation(Registry registry, Instant now) {
        Observation known = observation;
        if (known != null && known.maturation().registry() == registry) {
            return known;
        }
        observing.lock();
        try {
            Observation meanwhile = observation;
            return meanwhile != null && meanwhile.maturation().registry() == registry
                    ? meanwhile
                    : observe(registry, now);
        } finally {
            observing.unlock();
        }
    }

    /** Looks at the artifacts again. */
    public Observation observe(Registry registry, Instant now) {
        Observation observed = new Observation(Maturation.observe(registry, worktree), now);
        observation = observed;
        return observed;
    }

    /** What was seen of the artifacts, and when. */
    public record Observation(Maturation maturation, Instant at) {

        private static final Duration FRESH = Duration.ofSeconds(1);

        /** Fresh enough to say that there is nothing to do; a grant looks again at the one feature that it is about. */
        public boolean isFresh(Instant now) {
            return Duration.between(at, now).abs().compareTo(FRESH) < 0;
        }
    }

    @Override
    public void close() {
        try (git;
                control) {
            registries.close();
        }
    }
}
