package dev.ssot.operation.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files at the root by which build tools know their projects. One that cannot be understood says nothing. */
final class ProjectFiles {

    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_MEMBERS = 1_000;

    private final Path root;
    private final JsonNode cargo;

    ProjectFiles(Path root) {
        this.root = root;
        this.cargo = has("Cargo.toml") ? read("Cargo.toml", new TomlMapper()) : MissingNode.getInstance();
    }

    Optional<Path> voxToml() {
        return Optional.of(root.resolve("Vox.toml")).filter(Files::isRegularFile);
    }

    RepoWorkspaceStatus.Capabilities capabilities(boolean git) {
        return new RepoWorkspaceStatus.Capabilities(
                has("Vox.toml"),
                cargo.path("workspace").isObject(),
                cargo.path("package").isObject(),
                has("pnpm-workspace.yaml") || read("package.json", Json.MAPPER).has("workspaces"),
                has("pyproject.toml", "setup.py"),
                has("go.mod"),
                has("pom.xml"),
                has("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"),
                git);
    }

    /** The folders that hold a package, as the workspace lists them: each by its path, or all in one folder. */
    List<String> cargoMembers() {
        TreeSet<String> members = new TreeSet<>();
        for (JsonNode pattern : cargo.path("workspace").path("members")) {
            try {
                expand(pattern.asText()).stream()
                        .filter(member -> Files.isRegularFile(member.resolve("Cargo.toml")))
                        .map(Path::toString)
                        .forEach(members::add);
            } catch (InvalidPathException | IOException unusable) {
                // A pattern that leads nowhere lists no member.
                continue;
            }
        }
        return members.stream().limit(MAX_MEMBERS).toList();
    }

    /** A star stands for the names in one folder, at the end of a pattern. */
    private List<Path> expand(String pattern) throws IOException {
        int star = pattern.indexOf('*');
        int folderEnd = star < 0 ? -1 : pattern.lastIndexOf('/', star);
        if (star < 0) {
            return inside(pattern).stream().toList();
        }
        Optional<Path> folder = inside(pattern.substring(0, Math.max(0, folderEnd)));
        if (folder.isEmpty()) {
            return List.of();
        }
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder.get(), pattern.substring(folderEnd + 1))) {
            return StreamSupport.stream(names.spliterator(), false)
                    .limit(MAX_MEMBERS)
                    .toList();
        }
    }

    /** The folder that a pattern names, if it is one of this repository. */
    private Optional<Path> inside(String path) throws IOException {
        Path folder = root.resolve(path);
        return Files.isDirectory(folder) && folder.toRealPath().startsWith(root)
                ? Optional.of(folder.normalize())
                : Optional.empty();
    }

    private boolean has(String... names) {
        return Stream.of(names).anyMatch(name -> Files.isRegularFile(root.resolve(name)));
    }

    private JsonNode read(String name, ObjectMapper mapper) {
        Path file = root.resolve(name);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
                    ? mapper.readTree(Files.readAllBytes(file))
                    : MissingNode.getInstance();
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
