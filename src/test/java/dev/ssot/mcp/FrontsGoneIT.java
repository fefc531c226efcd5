package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ssot.support.McpClient;
import dev.ssot.support.Rounds;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** However the end of a front comes, no process is left of it, and the daemon forgets it. */
@EnabledOnOs(OS.LINUX)
class FrontsGoneIT {

    /** What the product promises. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);

    /** Ten of them end fifty fronts. */
    private static final int ROUNDS = Math.min(10, Rounds.of(1));

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private enum Way {
        KILL,
        TERM,
        HUP,
        INPUT_CLOSED,
        PARENT_KILLED
    }

    /** A front that has answered, with what it has started. */
    private record Front(Way way, Process started, List<ProcessIdentity> processes) {

        static Front open(Way way, Path root, Map<String, String> environment) throws IOException {
            List<String> command = new ArrayList<>();
            if (way == Way.PARENT_KILLED) {
                // A client that dies while somebody else holds the input of the front open.
                command.addAll(List.of("sh", "-c", "exec 3<&0; \"$@\" <&3 & wait", "client"));
            }
            command.addAll(McpClient.launcher("--repo", root.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process process = builder.start();
            say(process, """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                    "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
                    {"jsonrpc":"2.0","method":"notifications/initialized"}
                    {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_campaign_status",\
                    "arguments":{"campaign_id":"c"}}}
                    """);
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String answer = out.readLine();
            while (answer != null && !answer.contains("\"id\":2")) {
                answer = out.readLine();
            }
            assertThat(answer).as("%s", way).contains("\"daemon\"");
            List<ProcessIdentity> processes = Stream.concat(
                            Stream.of(process.toHandle()), process.toHandle().descendants())
                    .flatMap(handle -> ProcessIdentity.of(handle.pid()).stream())
                    .toList();
            return new Front(way, process, processes);
        }

        private static void say(Process process, String lines) throws IOException {
            process.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        void end() throws IOException, InterruptedException {
            switch (way) {
                case KILL, PARENT_KILLED -> signal("KILL");
                case TERM, HUP -> signal(way.name());
                case INPUT_CLOSED -> started.getOutputStream().close();
            }
        }

        private void signal(String name) throws IOException, InterruptedException {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(started.pid())).start();
            assertThat(kill.waitFor()).isZero();
        }

        boolean isGone() {
            return processes.stream().noneMatch(ProcessIdentity::isAlive);
        }

        @Override
        public String toString() {
            return way + " " + processes;
        }
    }

    @Test
    void no_process_is_left_and_no_connection() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        try (RunningDaemon daemon = RunningDaemon.start(runtime)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Front> fronts = new ArrayList<>();
                for (Way way : Way.values()) {
                    fronts.add(Front.open(way, root, daemon.flagsOn()));
                }
                assertThat(fronts)
                        .filteredOn(front -> front.way == Way.PARENT_KILLED)
                        .allSatisfy(front -> assertThat(front.processes()).hasSize(2));
                for (Front front : fronts) {
                    front.end();
                }
                await().atMost(GONE_WITHIN)
                        .untilAsserted(() -> assertThat(fronts).allMatch(Front::isGone));
                // Its own connection is the one that asks.
                await().atMost(GONE_WITHIN)
                        .until(() -> daemon.status().path("connections").asInt() == 1);
            }
        }
    }
}
