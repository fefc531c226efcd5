package dev.ssot.operation.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Version;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.registry.init.InitialRegistry;
import dev.ssot.registry.init.InitialRepository;
import dev.ssot.registry.init.RepositoryCreation;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.validation.Validation;
import dev.ssot.registry.validation.ValidationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code init}: plans the files of a new repository, checks them as they will be, and has them written. */
public final class InitializeRepository implements Initialization {

    private final Function<Path, RepositoryFiles> filesOf;
    private final Function<Path, RepositoryCreation> creationIn;

    /** @param filesOf both functions take the canonical path of a folder that exists */
    public InitializeRepository(
            Function<Path, RepositoryFiles> filesOf, Function<Path, RepositoryCreation> creationIn) {
        this.filesOf = filesOf;
        this.creationIn = creationIn;
    }

    private record Request(
            @Nullable String repoId,
            @Nullable String repoName,
            @Nullable String version,
            @Nullable Boolean force) {

        InitialRegistry registry() {
            return new InitialRegistry(
                    repoId == null ? "repo:example" : repoId,
                    repoName == null ? "example" : repoName,
                    version == null ? "0.1.0" : version,
                    Version.current());
        }
    }

    @Override
    public Outcome init(Path root, ObjectNode arguments) {
        try {
            Request request = Json.MAPPER.treeToValue(arguments, Request.class);
            Files.createDirectories(root);
            return create(root.toRealPath(), request);
        } catch (JsonProcessingException wrong) {
            return Outcome.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    wrong.getOriginalMessage(),
                    "Known are repo_id, repo_name, version and force.");
        } catch (IOException failure) {
            return Outcome.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "%s cannot become a repository: it is no folder, or cannot be made one".formatted(root),
                    "Name a folder, or a path where one can be made.");
        }
    }

    private Outcome create(Path root, Request request) {
        InitialRepository repository = InitialRepository.of(request.registry());
        RepositoryFiles files = filesOf.apply(root);
        Path registryPath = root.resolve(Registry.PATH);
        boolean replaces = Boolean.TRUE.equals(request.force());
        if (files.exists(Registry.PATH) && !replaces) {
            return exists(registryPath);
        }
        if (RepoConfig.of(files) instanceof RepoConfig.Reading.Invalid(String message)) {
            return Outcome.refused(
                    ErrorCode.REGISTRY_INVALID,
                    message,
                    "Correct or remove %s, then call again.".formatted(RepoConfig.PATH));
        }
        ValidationReport report = validate(repository, files, registryPath, root);
        if (!report.passed()) {
            return Outcome.refused(
                    ErrorCode.REGISTRY_INVALID,
                    "Newly initialized registry did not validate",
                    "Nothing was written. Correct the arguments: " + String.join("; ", report.failures()));
        }
        return switch (creationIn.apply(root).create(repository, replaces)) {
            case RepositoryCreation.Result.Exists() -> exists(registryPath);
            case RepositoryCreation.Result.Locked(String message) ->
                Outcome.refused(ErrorCode.REGISTRY_LOCKED, message, "Nothing was written. Call again in a moment.");
            case RepositoryCreation.Result.Failed(String message) ->
                Outcome.refused(ErrorCode.STORE_UNAVAILABLE, message, "Remove the cause, then call again.");
            case RepositoryCreation.Result.Created() ->
                new Outcome.Answered(Json.object()
                        .put("passed", true)
                        .put("registry_path", registryPath.toString())
                        .put("repo_root", root.toString())
                        .put("config_path", root.resolve(RepoConfig.PATH).toString()));
        };
    }

    private static ValidationReport validate(
            InitialRepository repository, RepositoryFiles files, Path registryPath, Path root) {
        return switch (Registry.open(repository.registry().bytes(), registryPath.toString(), root.toString())) {
            case Registry.Opening.Opened(Registry registry) ->
                Validation.full(registry, files.after(repository.changes())).report();
            case Registry.Opening.Refused(String message) -> throw new IllegalStateException(message);
        };
    }

    private static Outcome exists(Path registryPath) {
        return Outcome.refused(
                ErrorCode.CONFLICT,
                "Registry already exists: " + registryPath,
                "Work with it, or replace it with force.");
    }
}
