package dev.ssot.operation.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;

/** {@code config.*}: the file {@code .ssot/ssot.toml}. */
public final class ConfigOperations {

    private ConfigOperations() {}

    /** {@code config.show} and {@code config.validate}: the whole configuration, if it is right. */
    public static Reply<Report> show(ConfigShowRequest request, Context context) {
        return read(context.place(), config -> {
            Path root = context.place().root();
            ObjectNode answer = Json.object()
                    .put("passed", true)
                    .put("repo_root", root.toString())
                    .put("config_path", root.resolve(RepoConfig.PATH).toString());
            answer.set("config", config.tree().deepCopy());
            return answer;
        });
    }

    /** {@code config.init}: writes the default configuration where there is none, or over the one that is there. */
    public static Reply<Report> init(ConfigInitRequest request, Context context) {
        Place place = context.place();
        Path file = place.root().resolve(RepoConfig.PATH);
        boolean existed = Files.exists(file);
        if (!existed || request.force()) {
            if (place.files().resolve(RepoConfig.PATH).isEmpty()) {
                return Reply.refused(
                        ErrorCode.REGISTRY_INVALID,
                        RepoConfig.PATH + " leaves the repository by a link",
                        "Replace the link with a folder or a file of the repository.");
            }
            try {
                AtomicFile.write(
                        file, RepoConfig.template(), UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
            } catch (IOException failure) {
                return Reply.refused(
                        ErrorCode.STORE_UNAVAILABLE,
                        "%s could not be written".formatted(file),
                        "Check the free space and the permissions, then call again.");
            }
        }
        return read(place, config -> {
            ObjectNode answer = Json.object()
                    .put("passed", true)
                    .put("config_path", file.toString())
                    .put("created", !existed)
                    .put("overwritten", existed && request.force());
            answer.set("config", config.tree().deepCopy());
            return answer;
        });
    }

    private static Reply<Report> read(Place place, Function<RepoConfig, ObjectNode> use) {
        return switch (RepoConfig.of(place.files())) {
            case RepoConfig.Reading.Valid(RepoConfig config) -> Reply.answer(new Report(use.apply(config)));
            case RepoConfig.Reading.Absent() ->
                Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "Repo-local SSOT config not found: " + place.root().resolve(RepoConfig.PATH),
                        "Create it with `ssot config init`.");
            case RepoConfig.Reading.Invalid(String message) ->
                Reply.refused(
                        ErrorCode.REGISTRY_INVALID,
                        message,
                        "Correct %s, or write the default with `ssot config init --force`.".formatted(RepoConfig.PATH));
        };
    }
}
