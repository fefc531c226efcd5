package dev.ssot.boot;

import dev.ssot.boot.TrustFile.Approval;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.test.TestExecution;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.store.FileRegistryStore;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import dev.ssot.workspace.RepositoryRoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The approvals of this user on this machine, for the command line of a person. */
final class OperatorTrust implements TrustControl {

    private final TrustFiles files;

    OperatorTrust(Environment environment) {
        this.files = TrustFiles.in(environment);
    }

    @Override
    public Review review(Path path) {
        return switch (RepositoryRoot.locate(path)) {
            case RepositoryRoot.Search.NotFound(String message) -> new Review.Impossible(message);
            case RepositoryRoot.Search.Found(RepositoryRoot root) ->
                switch (file(root.path()).load()) {
                    case TrustFile.Loaded.Untrusted(String reason) ->
                        new Review.Impossible("The approvals of this machine cannot be used: " + reason);
                    case TrustFile.Loaded.Known(Map<String, Approval> approvals) -> review(root.path(), approvals);
                };
        };
    }

    @Override
    public Optional<String> approve(Review.Commands reviewed, Collection<Command> commands) {
        return change(
                reviewed.root(),
                approvals -> commands.forEach(command -> approvals.put(
                        command.execution().testId(),
                        new Approval(command.execution().hash(), command.files()))));
    }

    @Override
    public Optional<String> revoke(Review.Commands reviewed, Collection<String> testIds) {
        return change(reviewed.root(), approvals -> approvals.keySet().removeAll(testIds));
    }

    private Optional<String> change(Path root, Consumer<Map<String, Approval>> change) {
        TrustFile file = file(root);
        return switch (file.load()) {
            case TrustFile.Loaded.Untrusted(String reason) -> Optional.of(reason);
            case TrustFile.Loaded.Known(Map<String, Approval> known) -> {
                Map<String, Approval> approvals = new TreeMap<>(known);
                change.accept(approvals);
                yield file.save(approvals);
            }
        };
    }

    private TrustFile file(Path root) {
        try (GitRepository git = GitRepository.open(root)) {
            return files.of(root, RepositoryIdentity.of(root, git));
        }
    }

    private static Review review(Path root, Map<String, Approval> approved) {
        try (FileRegistryStore registries = new FileRegistryStore(root, new SqliteControlStore(root), Duration.ZERO)) {
            return switch (registries.read()) {
                case RegistryStore.Reading.Unreadable(String message) -> new Review.Impossible(message);
                case RegistryStore.Reading.Read(Registry registry) -> review(root, registry, approved);
            };
        }
    }

    private static Review review(Path root, Registry registry, Map<String, Approval> approved) {
        RepositoryFiles files = LocalEngine.files(root);
        List<Command> commands = new ArrayList<>();
        TreeSet<String> gone = new TreeSet<>(approved.keySet());
        for (Row test : registry.rows(Section.TESTS)) {
            if (TestExecution.of(test) instanceof TestExecution.Reading.Runnable(TestExecution execution)) {
                gone.remove(test.id());
                commands.add(command(execution, files, approved.get(test.id())));
            }
        }
        return new Review.Commands(root, commands, List.copyOf(gone));
    }

    private static Command command(TestExecution execution, RepositoryFiles files, @Nullable Approval approval) {
        Map<String, String> named = execution.namedFiles(files);
        if (approval == null) {
            return new Command(execution, State.NEW, named, List.of());
        }
        State state = approval.executionSha256().equals(execution.hash()) ? State.APPROVED : State.CHANGED;
        return new Command(execution, state, named, execution.changed(approval.files(), files));
    }
}
