package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.DaemonControl.Report;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.DaemonAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the daemon's commands say, for a person and for a program. */
final class DaemonReports {

    private DaemonReports() {}

    static Report started(DaemonAddress daemon, Path log) {
        return new Report(
                true,
                "daemon started: pid %d at %s, log %s".formatted(daemon.pid(), daemon.hostAndPort(), log),
                described(daemon).put("log", log.toString()));
    }

    static Report serving(DaemonAddress daemon) {
        return new Report(true, "ssot daemon listens on " + daemon.hostAndPort(), described(daemon));
    }

    /**
     * @param passed whether that is what was asked for
     * @param status what it tells of itself; empty if it does not answer
     */
    static Report alreadyRunning(boolean passed, DaemonAddress daemon, Optional<ObjectNode> status) {
        String message = "a daemon is already running: pid %d at %s".formatted(daemon.pid(), daemon.hostAndPort());
        ObjectNode json = described(daemon).put("passed", passed).put("already_running", true);
        if (status.isEmpty()) {
            message += ", but it does not answer";
        } else {
            json.set("repositories", status.get().path("repositories"));
        }
        if (!passed) {
            json.put("error", message);
        }
        StringBuilder text = new StringBuilder(message);
        status.ifPresent(known -> appendRepositories(text, known));
        if (!passed) {
            text.append("%nStop it with `ssot daemon stop`, or use it as it is.".formatted());
        }
        return new Report(passed, text.toString(), json);
    }

    static Report stopped(DaemonAddress daemon) {
        return new Report(
                true,
                "daemon stopped: pid " + daemon.pid(),
                Json.object().put("passed", true).put("running", false).put("pid", daemon.pid()));
    }

    static Report nothingToStop() {
        return new Report(
                true, "no daemon is running", Json.object().put("passed", true).put("running", false));
    }

    static Report status(ObjectNode status) {
        StringBuilder text = new StringBuilder("daemon %s: pid %s at %s, %s connections"
                .formatted(
                        status.path("version").asText(),
                        status.path("pid").asText(),
                        status.path("address").asText(),
                        status.path("connections").asText()));
        JsonNode http = status.path("http");
        if (http.isObject()) {
            text.append("%n  http at %s%s"
                    .formatted(
                            http.path("address").asText(),
                            http.path("serving").asBoolean()
                                    ? ""
                                    : " is not served: " + http.path("reason").asText()));
        }
        appendRepositories(text, status);
        return new Report(true, text.toString(), status);
    }

    static Report log(Path log, List<String> lines) {
        ObjectNode json = Json.object().put("passed", true).put("log", log.toString());
        ArrayNode array = json.putArray("lines");
        lines.forEach(array::add);
        String text = lines.isEmpty() ? "no daemon in the background has printed anything to " + log : joined(lines);
        return new Report(true, text, json);
    }

    static Report notRunning(String reason) {
        return new Report(
                false,
                "no daemon is running: " + reason,
                Json.object().put("passed", false).put("running", false).put("reason", reason));
    }

    static Report failed(String message) {
        return new Report(false, message, Json.object().put("passed", false).put("error", message));
    }

    /** @param lines the end of its log */
    static Report failed(String message, Path log, List<String> lines) {
        Report said = failed(message);
        ArrayNode array = said.json().put("log", log.toString()).putArray("lines");
        lines.forEach(array::add);
        return new Report(false, "%s; the end of %s:%n%s".formatted(message, log, joined(lines)), said.json());
    }

    private static String joined(List<String> lines) {
        return String.join(System.lineSeparator(), lines);
    }

    private static ObjectNode described(DaemonAddress daemon) {
        return Json.object()
                .put("passed", true)
                .put("running", true)
                .put("pid", daemon.pid())
                .put("address", daemon.hostAndPort())
                .put("version", daemon.version());
    }

    private static void appendRepositories(StringBuilder text, ObjectNode status) {
        for (JsonNode repository : status.path("repositories")) {
            JsonNode leases = repository.path("open_leases");
            text.append("%n  %s  %s  %s open leases, %s clients, %s calls under way"
                    .formatted(
                            repository.path("repository_id").asText(),
                            repository.path("root").asText(),
                            leases.isNull() ? "?" : leases.asText(),
                            repository.path("clients").asText(),
                            repository.at("/queues/calls").asText()));
            JsonNode error = repository.path("last_error");
            if (error.isObject()) {
                text.append("%n    last error: %s %s: %s"
                        .formatted(
                                error.path("at").asText(),
                                error.path("operation").asText(),
                                error.path("message").asText()));
            }
        }
    }
}
