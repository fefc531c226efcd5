package dev.ssot.operation.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.FolderUseCase;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.WritablePath;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.ConfinedFolder;
import dev.ssot.workspace.ConfinedWrite;
import dev.ssot.workspace.WorktreeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * {@code project.init}: a registry, a catalog with what is published from it, and a CI step that checks both. A new
 * folder is built aside and gets its place at once. In a folder that is there, the registry comes last: before it
 * nothing is a project, and a call after a crash goes on where that one ended.
 */
public final class InitProject implements FolderUseCase<ProjectInitRequest, ProjectInitResult> {

    private static final String REGISTRY_FOLDER = ".ssot";
    private static final String CONTROL = REGISTRY_FOLDER + "/control/";

    private final Initialization initialization;
    private final ProjectContracts contracts;

    public InitProject(Initialization initialization, ProjectContracts contracts) {
        this.initialization = initialization;
        this.contracts = contracts;
    }

    /** What making it led to: the paths of the files, from the project's folder. */
    private sealed interface Made {

        record Files(List<String> paths) implements Made {}

        record Refused(Refusal refusal) implements Made {}
    }

    @Override
    public Reply<ProjectInitResult> run(ProjectInitRequest request, Path folder) {
        Optional<String> inside = StreamSupport.stream(folder.spliterator(), false)
                .map(Path::toString)
                .filter(name -> name.equalsIgnoreCase(".git") || name.equalsIgnoreCase(REGISTRY_FOLDER))
                .findFirst();
        if (inside.isPresent()) {
            return invalid("%s lies in a folder of the name %s".formatted(folder, inside.get()));
        }
        String subdir = request.targetSubdir();
        if (subdir == null) {
            return init(request, folder, List.of());
        }
        return switch (WritablePath.of("target_subdir", subdir.strip().replaceFirst("[/\\\\]+$", ""))) {
            case WritablePath.Choice.Refused(String message) -> invalid(message);
            case WritablePath.Choice.Allowed(WritablePath path) ->
                path.isInRegistryFolder()
                        ? invalid("target_subdir may not be written: " + path.text())
                        : init(request, folder, path.names());
        };
    }

    private Reply<ProjectInitResult> init(ProjectInitRequest request, Path root, List<String> names) {
        List<FileChange.Put> files =
                new ArrayList<>(contracts.of(request.projectName(), request.packageKind(), request.template()));
        files.addAll(StartingFiles.of(request.projectName(), request.packageKind(), names.isEmpty()));
        ConfinedFolder target = new ConfinedFolder(root, names);
        try {
            return reply(request, names, make(request, target, files));
        } catch (IOException failure) {
            return Reply.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "could not make %s: %s".formatted(request.projectName(), failure.getMessage()),
                    "Nothing was made. Check the free space and the permissions of the folder, then call again.");
        }
    }

    private Made make(ProjectInitRequest request, ConfinedFolder target, List<FileChange.Put> files)
            throws IOException {
        return switch (target.look()) {
            case ConfinedFolder.Look.Blocked(ConfinedWrite.Refused refused) -> new Made.Refused(Obstacles.of(refused));
            case ConfinedFolder.Look.Absent() -> makeAside(request, target, files);
            case ConfinedFolder.Look.Present() -> makeAmid(request, target, files);
        };
    }

    /** In a folder of its own, which then gets its place. */
    private Made makeAside(ProjectInitRequest request, ConfinedFolder target, List<FileChange.Put> files)
            throws IOException {
        try (StagedProject staged = StagedProject.in(target.canonicalRoot())) {
            staged.write(files);
            if (initialization.init(staged.folder(), registry(request)) instanceof Outcome.Refused(Refusal refusal)) {
                return new Made.Refused(refusal);
            }
            Made.Files made = new Made.Files(paths(files, registryFiles(staged.folder()), List.of()));
            return switch (target.moveIn(staged.folder())) {
                case ConfinedWrite.Done() -> made;
                case ConfinedWrite.Refused refused -> new Made.Refused(Obstacles.of(refused));
                case ConfinedWrite.Unexpected(String objection) -> throw new IllegalStateException(objection);
            };
        }
    }

    /** Among what is there already, none of which is changed. */
    private Made makeAmid(ProjectInitRequest request, ConfinedFolder target, List<FileChange.Put> files)
            throws IOException {
        Path folder = target.canonicalRoot().resolve(String.join("/", target.names()));
        List<String> before = registryFiles(folder);
        if (before.contains(".ssot/registry.json")) {
            return new Made.Refused(new Refusal(
                    ErrorCode.CONFLICT,
                    "Registry already exists: " + folder.resolve(".ssot/registry.json"),
                    "Nothing was made. Give a target_subdir, or work with the project that is there."));
        }
        AddedFiles added = new AddedFiles(target, files);
        Optional<Refusal> refusal = added.write();
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        if (initialization.init(folder, registry(request)) instanceof Outcome.Refused(Refusal noRegistry)) {
            added.takeBack();
            return new Made.Refused(noRegistry);
        }
        return new Made.Files(paths(added.written(), registryFiles(folder), before));
    }

    private static ObjectNode registry(ProjectInitRequest request) {
        return Json.object().put("repo_id", "repo:" + request.projectName()).put("repo_name", request.projectName());
    }

    /** What a registry consists of, without the store that every machine has for itself. */
    private static List<String> registryFiles(Path folder) {
        return new WorktreeFiles(folder)
                .filesBelow(REGISTRY_FOLDER).stream()
                        .filter(path -> !path.startsWith(CONTROL))
                        .toList();
    }

    private static List<String> paths(List<FileChange.Put> files, List<String> registry, List<String> before) {
        TreeSet<String> paths = new TreeSet<>(registry);
        before.forEach(paths::remove);
        files.forEach(file -> paths.add(file.path()));
        return List.copyOf(paths);
    }

    private static Reply<ProjectInitResult> reply(ProjectInitRequest request, List<String> names, Made made) {
        return switch (made) {
            case Made.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
            case Made.Files(List<String> paths) -> {
                String prefix = names.isEmpty() ? "" : String.join("/", names) + "/";
                yield Reply.answer(new ProjectInitResult(
                        true,
                        true,
                        new ProjectInitResult.Project(
                                request.packageKind(),
                                request.projectName(),
                                paths.stream().map(prefix::concat).toList(),
                                request.template())));
            }
        };
    }

    private static Reply<ProjectInitResult> invalid(String message) {
        return Reply.refused(
                ErrorCode.INVALID_ARGUMENTS,
                message,
                "Nothing was made. Give a folder below the repository, such as services/one, or none.");
    }
}
