package dev.ssot.boot.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.ssot.environment.Variable;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the programs that start {@code ssot-mcp} are told where it is. */
final class ClientChecks {

    private static final String FRONT = "ssot-mcp";

    private ClientChecks() {}

    static List<Finding> clients(Patient patient) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<Path, String> file : files(patient).entrySet()) {
            if (Files.isRegularFile(file.getKey())) {
                findings.addAll(file(file.getKey(), file.getValue()));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.skipped("no client is told about %s; the README shows how".formatted(FRONT)))
                : findings;
    }

    /** Each with the key below which it lists servers. */
    private static Map<Path, String> files(Patient patient) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(patient.root().resolve(".mcp.json"), "mcpServers");
        files.put(patient.root().resolve(".cursor/mcp.json"), "mcpServers");
        files.put(patient.root().resolve(".vscode/mcp.json"), "servers");
        patient.environment().folder(Variable.HOME).ifPresent(home -> {
            files.put(home.resolve(".codex/config.toml"), "mcp_servers");
            files.put(home.resolve(".cursor/mcp.json"), "mcpServers");
        });
        return files;
    }

    private static List<Finding> file(Path file, String key) throws IOException {
        ObjectMapper format = file.toString().endsWith(".toml") ? new TomlMapper() : Json.MAPPER;
        JsonNode servers;
        try {
            servers = format.readTree(Files.readAllBytes(file)).path(key);
        } catch (JsonProcessingException broken) {
            return List.of(Finding.warning(
                    "%s cannot be read: %s".formatted(file, broken.getOriginalMessage()), "Correct its syntax."));
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode server : servers) {
            List<String> words = new ArrayList<>(List.of(server.path("command").asText()));
            server.path("args").forEach(word -> words.add(word.asText()));
            words.stream()
                    .filter(word -> word.equals(FRONT) || word.endsWith("/" + FRONT) || word.endsWith("\\" + FRONT))
                    .findFirst()
                    .ifPresent(word -> findings.add(command(file, word)));
        }
        return findings;
    }

    private static Finding command(Path file, String word) {
        String advice = "Name the absolute path of deploy/bin/%s of this installation.".formatted(FRONT);
        try {
            Path command = Path.of(word);
            if (!command.isAbsolute()) {
                return Finding.warning("%s starts %s by a relative path".formatted(file, word), advice);
            }
            return Files.isExecutable(command)
                    ? Finding.ok("%s starts %s".formatted(file, command))
                    : Finding.problem("%s starts %s, which is not there".formatted(file, command), advice);
        } catch (InvalidPathException noPath) {
            return Finding.problem("%s starts %s, which is no path".formatted(file, word), advice);
        }
    }
}
