package dev.ssot.boot;

import static dev.ssot.boot.ForgeryScene.CODE;
import static dev.ssot.boot.ForgeryScene.EVIDENCE;
import static dev.ssot.boot.ForgeryScene.TEST;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.boot.Forgery.Trick;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The same where the gate runs the tests itself. */
final class ExecutedForgeries {

    private static final String NOT_APPROVED = "not approved on this machine: tst:a";
    private static final String OTHER_FILES = "tst:a ran on other files than those that are there now";

    private ExecutedForgeries() {}

    static List<Forgery> all() {
        return List.of(
                test("an exit code of 0 for a test that fails", "exit 1\n"),
                test("an output that claims success", "echo 'ok 1 - 100% passed'\nexit 1\n"),
                told("refused", "work that broke after its test had passed", "tst:a did not pass", s -> {
                    s.earned().write(CODE, "broken");
                    return s.completed();
                }),
                told("refused", "a test that would end well if it were given the time", "tst:a did not pass", s -> {
                    s.claimed().worked().evidenced().write(TEST, "trap 'exit 0' HUP INT TERM\nsleep 600 & wait\n");
                    execution(s, execution -> execution.put("timeout_seconds", 1));
                    s.approve();
                    return s.completed();
                }),
                told("refused", "a program that is not there", "tst:a did not pass", s -> {
                    s.claimed().worked().evidenced();
                    execution(s, execution -> execution.putArray("argv").add("no-such-program"));
                    s.approve();
                    return s.completed();
                }),
                told("refused", "a planted record of a run", "tst:a did not pass", s -> {
                    s.claimed().worked().evidenced().write(TEST, "exit 1\n");
                    s.write(
                            ".ssot/evidence/runs/%s/tst-a.json"
                                    .formatted(s.leaseId().substring(6)),
                            "{\"kind\":\"ssot-test-run\",\"passed\":true,\"exit_code\":0}");
                    return s.completed();
                }),
                told("refused", "a row that says passing while its test fails", "tst:a did not pass", s -> {
                    s.claimed().worked().tested().evidenced().write(TEST, "exit 1\n");
                    return s.completed();
                }),
                script("a test that repairs the work while it runs", "echo works > %s\n".formatted(CODE), OTHER_FILES),
                script("a test that takes the work away", "rm %s\n".formatted(CODE), OTHER_FILES),
                script("a test that makes itself easy", "echo true > %s\n".formatted(TEST), OTHER_FILES),
                script(
                        "a test that writes the registry past every tool",
                        "sed -i s/unit/integration/ .ssot/registry.json\n",
                        "was changed in .ssot/registry.json past this program"),
                told("refused", "a command that runs outside the repository", "must stay within the repo root", s -> {
                    s.claimed().worked().evidenced();
                    execution(s, execution -> execution.put("cwd", ".."));
                    s.approve();
                    return s.completed();
                }),
                unapproved(
                        "a command that always passes and that nobody approved",
                        execution -> execution.putArray("argv").add("true")),
                unapproved(
                        "another exit code that counts as success",
                        execution -> ((ObjectNode) execution.get("success")).put("expected", 1)),
                unapproved(
                        "another environment for an approved command",
                        execution -> execution.putObject("env").put("PATH", "src/a")),
                unapproved("another folder for an approved command", execution -> execution.put("cwd", "src")),
                told(
                        "reported",
                        "a script made easy after its command was approved",
                        "files that its command names changed since it was approved: " + TEST,
                        s -> {
                            s.claimed().worked().approve();
                            s.evidenced().write(TEST, "true\n");
                            return s.completed();
                        }),
                told("refused", "evidence that states nothing", "states no passing result", s -> {
                    s.claimed().worked().write(EVIDENCE, "{}");
                    return s.completed();
                }),
                told(
                        "refused",
                        "no change at all",
                        "nothing changed under the lease roots",
                        s -> s.worked().evidenced().claimed().completed()),
                told("reported", "a test file made easy in the slice that it proves", "its own file changed", s -> {
                    s.claimed().worked().evidenced().write(TEST, "true\n");
                    return s.completed();
                }),
                told("reported", "a test that writes outside the lease", "not explained by this lease", s -> {
                    s.claimed().worked().evidenced().write(TEST, "echo x > src/free/new.txt\n");
                    return s.completed();
                }),
                told("found", "a record of a run that is changed after the gate", "evidence tst:a is stale", s -> {
                    ObjectNode completed = s.claimed().worked().evidenced().completed();
                    Path record = s.root.resolve(
                            completed.at("/completion/runs/0/record").asText());
                    Files.writeString(record, Files.readString(record).replace("\"exit_code\":0", "\"exit_code\":1"));
                    return s.cli("validate");
                }));
    }

    private static Forgery told(String answer, String attempt, String reason, Trick trick) {
        return new Forgery("executed", attempt, answer, reason, trick);
    }

    /** A worker who says that a failing test passed. */
    private static Forgery test(String attempt, String script) {
        return script(attempt, script, "tst:a did not pass");
    }

    private static Forgery script(String attempt, String script, String reason) {
        return told("refused", attempt, reason, s -> {
            s.claimed().worked().evidenced().write(TEST, script);
            return s.completed();
        });
    }

    private static Forgery unapproved(String attempt, Consumer<ObjectNode> change) {
        return told("needs_approval", attempt, NOT_APPROVED, s -> {
            s.claimed().worked().evidenced();
            execution(s, change);
            return s.completed();
        });
    }

    private static void execution(ForgeryScene scene, Consumer<ObjectNode> change) throws Exception {
        ObjectNode execution = scene.entity("tests", "tst:a").path("execution").deepCopy();
        change.accept(execution);
        scene.update("tests", "tst:a", Map.of("execution", execution));
    }
}
