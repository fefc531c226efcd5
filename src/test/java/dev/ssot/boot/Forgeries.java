package dev.ssot.boot;

import static dev.ssot.boot.ForgeryScene.CODE;
import static dev.ssot.boot.ForgeryScene.EVIDENCE;
import static dev.ssot.boot.ForgeryScene.TEST;
import static dev.ssot.boot.ForgeryScene.alsoChanged;
import static dev.ssot.boot.ForgeryScene.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.boot.Forgery.Trick;
import dev.ssot.support.GitCommands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every way that we know to have work count as done that is not. */
final class Forgeries {

    private static final String SCAFFOLD = """
            def test_t1_of_a():
                raise AssertionError(
                    "tst:a is a scaffold: write the test that proves T1 of feat:a"
                )
            """;

    private static final List<String> CHANGED = List.of(CODE, TEST, EVIDENCE);

    private Forgeries() {}

    static List<Forgery> all() {
        List<Forgery> all = new ArrayList<>();
        Stream.of(tests(), changes(), evidence(), rows(), policy(), leases(), levels(), ExecutedForgeries.all())
                .forEach(all::addAll);
        return all;
    }

    private static Forgery refused(String attempt, String reason, Trick trick) {
        return new Forgery("observed", attempt, "refused", reason, trick);
    }

    private static Forgery answered(String answer, String attempt, String reason, Trick trick) {
        return new Forgery("observed", attempt, answer, reason, trick);
    }

    private static List<Forgery> tests() {
        return List.of(
                refused(
                        "an invented exit code: the test was never run",
                        "tst:a was never run by this program",
                        s -> s.claimed().worked().evidenced().completed()),
                refused("an exit code of 0 for a test that fails", "tst:a did not pass", s -> {
                    s.claimed().worked().evidenced().write(CODE, "broken");
                    s.cli("test", "run", "--ids", "tst:a");
                    return s.completed();
                }),
                refused("a test that is made easier after it passed", "tst:a changed since its latest run", s -> {
                    s.earned().write(TEST, "true\n");
                    return s.completed();
                }),
                refused("work that changes after its test passed", CODE + " changed after the latest run", s -> {
                    s.earned().write(CODE, "broken");
                    return s.completed();
                }),
                refused("the same with the time of the file set back", CODE + " changed after the latest run", s -> {
                    s.earned().write(CODE, "broken");
                    Files.setLastModifiedTime(s.root.resolve(CODE), FileTime.from(Instant.EPOCH));
                    return s.completed();
                }),
                refused("a run from before the claim", "changed after the latest run", s -> {
                    s.worked().tested();
                    s.claimed().evidenced().append(CODE, "!");
                    return s.completed();
                }),
                refused("a test that passed once and fails now", "tst:a did not pass", s -> {
                    s.earned().write(CODE, "broken");
                    s.cli("test", "run", "--ids", "tst:a");
                    return s.completed();
                }),
                refused("a test file that is deleted after its run", "tst:a changed since its latest run", s -> {
                    Files.delete(s.earned().root.resolve(TEST));
                    return s.completed();
                }),
                refused("a test that is still the scaffold", "tst:a is still the scaffold", s -> {
                    s.claimed().evidenced().write(CODE, "works");
                    s.write(TEST, SCAFFOLD);
                    return s.completed();
                }),
                answered(
                        "needs_approval",
                        "the command of the test replaced by one that always passes",
                        "the command of tst:a is not approved on this machine",
                        s -> {
                            s.claimed().worked().evidenced();
                            s.update("tests", "tst:a", Map.of("execution", always()));
                            s.cli("test", "run", "--ids", "tst:a");
                            return s.completed();
                        }),
                answered(
                        "needs_approval",
                        "the same after the approved command had passed",
                        "the command of tst:a is not approved on this machine",
                        s -> {
                            s.earned().update("tests", "tst:a", Map.of("execution", always(), "status", "planned"));
                            return s.completed();
                        }),
                answered("reported", "a test file made easy in the slice that it proves", "its own file changed", s -> {
                    s.claimed().worked().write(TEST, "true\n");
                    return s.tested().evidenced().completed();
                }));
    }

    private static Map<String, Object> always() {
        return Map.of(
                "mode",
                "command",
                "argv",
                List.of("true"),
                "cwd",
                ".",
                "env",
                Map.of(),
                "timeout_seconds",
                60,
                "success",
                Map.of("type", "exit_code", "expected", 0));
    }

    private static Map<String, Object> bornPassing() {
        return Map.of(
                "title",
                "New",
                "kind",
                "unit",
                "status",
                "passing",
                "path",
                TEST,
                "feature_ids",
                List.of("feat:a"),
                "claim_ids",
                List.of("clm:a.t1"),
                "evidence_ids",
                List.of("evd:a"));
    }

    private static List<Forgery> changes() {
        return List.of(
                refused(
                        "no change at all, and files that were there named as changed",
                        "nothing changed under the lease roots since the claim",
                        s -> {
                            s.worked().tested().evidenced();
                            return s.claimed().completed();
                        }),
                refused(
                        "nothing but a scaffold that nobody has written",
                        "nothing changed under the lease roots",
                        s -> {
                            s.claimed().write(TEST, SCAFFOLD);
                            return s.completed(report(List.of(TEST), List.of(EVIDENCE)));
                        }),
                refused(
                        "a file named as changed that is as it was",
                        "did not change since the claim: src/a/old",
                        s -> s.earned().completed(alsoChanged("src/a/old.txt"))),
                refused("a file changed and changed back", "did not change since the claim: src/a/old", s -> {
                    s.earned().write("src/a/old.txt", "new");
                    s.write("src/a/old.txt", "old");
                    return s.completed(alsoChanged("src/a/old.txt"));
                }),
                refused(
                        "a file that does not exist",
                        "did not change since the claim: src/a/none",
                        s -> s.earned().completed(alsoChanged("src/a/none.txt"))),
                refused("a file that git ignores", "did not change since the claim: src/a/x.ignored", s -> {
                    s.earned().write("src/a/x.ignored", "new");
                    return s.completed(alsoChanged("src/a/x.ignored"));
                }),
                refused(
                        "no word about what changed",
                        "completion requires changed_paths",
                        s -> s.earned().completed(report(List.of(), List.of(EVIDENCE)))),
                refused("a change under nobody's lease claimed as own", "must be under active lease roots", s -> {
                    s.earned().write("src/free/old.txt", "new");
                    return s.completed(alsoChanged("src/free/old.txt"));
                }),
                refused("a change under the lease of another worker", "must be under active lease roots", s -> {
                    s.earned().claim("v", "feat:b");
                    s.write("src/b/old.txt", "new");
                    return s.completed(alsoChanged("src/b/old.txt"));
                }),
                refused("a change that leaves the lease through a link", "must be under active lease roots", s -> {
                    s.earned();
                    Files.createSymbolicLink(s.root.resolve("src/a/way"), Path.of("../b"));
                    s.write("src/a/way/new.txt", "new");
                    return s.completed(alsoChanged("src/a/way/new.txt"));
                }),
                refused(
                        "a path that leaves the repository",
                        "must be under active lease roots",
                        s -> s.earned().completed(alsoChanged("../elsewhere.txt"))),
                refused(
                        "a path of the system",
                        "must be under active lease roots",
                        s -> s.earned().completed(alsoChanged("/etc/hosts"))),
                refused(
                        "the registry named as changed",
                        "must not include forbidden paths",
                        s -> s.earned().completed(alsoChanged(".ssot/registry.json"))),
                refused(
                        "files of git named as changed",
                        "must not include forbidden paths",
                        s -> s.earned().completed(alsoChanged(".git/config"))),
                refused(
                        "a hook planted in git, and not named",
                        "forbidden path changed since the claim: .git/hooks",
                        s -> {
                            s.earned().write(".git/hooks/pre-commit", "exit 0\n");
                            return s.completed();
                        }),
                refused("a folder taken into the lease after it was changed", "did not change since the claim", s -> {
                    s.earned().write("src/free/old.txt", "new");
                    s.extended("src/free");
                    return s.completed(alsoChanged("src/free/old.txt"));
                }),
                answered(
                        "reported",
                        "a change under nobody's lease that is not named",
                        "out_of_lease: src/free/old.txt",
                        s -> {
                            s.earned().write("src/free/old.txt", "new");
                            return s.completed();
                        }),
                answered(
                        "reported",
                        "a change under the lease of another worker that is not named",
                        "under the lease of somebody else: src/b/old.txt",
                        s -> {
                            s.claim("v", "feat:b");
                            s.earned().write("src/b/old.txt", "new");
                            return s.completed();
                        }),
                answered(
                        "reported", "a change under the lease that is not named", "not reported: src/a/more.txt", s -> {
                            s.claimed().worked().write("src/a/more.txt", "more");
                            return s.tested().evidenced().completed();
                        }));
    }

    private static List<Forgery> evidence() {
        return List.of(
                refused("evidence that states nothing", "states no passing result", s -> {
                    s.earned().write(EVIDENCE, "{\"note\":\"trust me\"}");
                    return s.completed();
                }),
                refused("evidence that is no JSON", "states no passing result", s -> {
                    s.earned().write(EVIDENCE, "all tests passed");
                    return s.completed();
                }),
                refused("evidence that states a failure", "states no passing result", s -> {
                    s.earned().write(EVIDENCE, "{\"status\":\"failed\"}");
                    return s.completed();
                }),
                refused("evidence that is still the scaffold", "evd:a is still the scaffold", s -> {
                    s.earned().write(EVIDENCE, "{\"status\":\"planned\"}");
                    return s.completed();
                }),
                refused("evidence from a commit that is not here", "states commit 0123456789abcdef", s -> {
                    s.earned().write(EVIDENCE, "{\"status\":\"passed\",\"commit\":\"0123456789abcdef\"}");
                    return s.completed();
                }),
                refused("evidence from a commit before the claim", "nor came after it", s -> {
                    GitCommands git = new GitCommands(s.root);
                    String first = new String(git.output("rev-parse", "HEAD"), java.nio.charset.StandardCharsets.UTF_8);
                    s.write("README", "more");
                    git.commitAll();
                    s.earned().write(EVIDENCE, "{\"status\":\"passed\",\"commit\":\"%s\"}".formatted(first.strip()));
                    return s.completed();
                }),
                refused("evidence that is a link to something else", "is not a regular file", s -> {
                    s.claimed().worked().tested().write("src/a/other.json", "{\"status\":\"passed\"}");
                    Files.createDirectories(s.root.resolve(EVIDENCE).getParent());
                    Files.createSymbolicLink(s.root.resolve(EVIDENCE), Path.of("../../../src/a/other.json"));
                    return s.completed();
                }),
                refused("evidence that is a folder", "is not a regular file", s -> {
                    s.claimed().worked().tested();
                    Files.createDirectories(s.root.resolve(EVIDENCE));
                    return s.completed();
                }),
                refused(
                        "evidence that is not there",
                        "evidence_paths must exist",
                        s -> s.claimed().worked().tested().completed(report(List.of(CODE, TEST), List.of(EVIDENCE)))),
                refused(
                        "no word about evidence",
                        "completion requires evidence_paths",
                        s -> s.earned().completed(report(CHANGED, List.of()))),
                refused(
                        "a file that is nobody's evidence",
                        "must be paths of evidence rows linked",
                        s -> s.earned().completed(report(CHANGED, List.of("src/a/old.txt")))),
                refused(
                        "evidence outside the repository",
                        "evidence_paths must exist",
                        s -> s.earned().completed(report(CHANGED, List.of("../../etc/hosts")))),
                answered(
                        "registry_invalid",
                        "the evidence row sent outside the repository",
                        "evd:a",
                        s -> s.earned().update("evidence", "evd:a", Map.of("path", "../outside.json"))),
                answered("found", "evidence that is changed after the gate passed", "evd:a is stale", s -> {
                    s.earned().completed();
                    s.write(EVIDENCE, "{\"status\":\"passed\",\"tests\":9000}");
                    return s.cli("validate");
                }),
                answered("found", "the same, asked of the evidence itself", "evd:a is stale", s -> {
                    s.earned().completed();
                    s.write(EVIDENCE, "{\"status\":\"passed\",\"tests\":9000}");
                    return s.cli("evidence", "verify", "--evidence-id", "evd:a");
                }),
                answered("found", "the same, asked of the gate of the claim", "evd:a is stale", s -> {
                    s.earned().completed();
                    s.write(EVIDENCE, "{\"status\":\"passed\",\"tests\":9000}");
                    return s.cli("claim", "evaluate", "--claim-id", "clm:a.t1", "--include-tier-gate");
                }));
    }

    private static List<Forgery> rows() {
        return List.of(
                answered(
                        "registry_invalid",
                        "a test stated to pass through the tools",
                        "tst:a is not stated to be passing",
                        s -> s.claimed().worked().update("tests", "tst:a", Map.of("status", "passing"))),
                answered(
                        "registry_invalid",
                        "evidence stated to have passed through the tools",
                        "evd:a is not stated to be passed",
                        s -> s.claimed().evidenced().update("evidence", "evd:a", Map.of("status", "passed"))),
                answered(
                        "registry_invalid",
                        "a new test that is born passing",
                        "tst:new is not stated to be passing",
                        s -> s.update("tests", "tst:new", bornPassing())),
                answered(
                        "registry_invalid",
                        "proved evidence called evidence of a higher tier",
                        "evd:a is passed for what it was",
                        s -> {
                            s.earned().completed();
                            return s.update("evidence", "evd:a", Map.of("tier", "T2"));
                        }),
                answered(
                        "registry_invalid",
                        "the command of a test that passed replaced by one that always passes",
                        "tst:a is passing for what it was",
                        s -> s.earned().update("tests", "tst:a", Map.of("execution", always()))),
                refused(
                        "rows set to passing in the file, past the tools",
                        "tests.tst:a was changed in .ssot/registry.json past this program",
                        s -> {
                            s.earned().call("list_workers");
                            s.editRegistry("\"title\":\"Test a\"", "\"title\":\"Test a!\"");
                            return s.completed();
                        }),
                answered(
                        "registry_invalid",
                        "the test unlinked from the claim",
                        "tests.tst:a has no linked claims",
                        s -> s.claimed().unlink("claims", "clm:a.t1", "test_ids", "tst:a")),
                refused("the evidence unlinked from the claim", "must be paths of evidence rows linked", s -> {
                    s.earned().unlink("claims", "clm:a.t1", "evidence_ids", "evd:a");
                    return s.completed();
                }),
                answered(
                        "registry_invalid",
                        "the claim unlinked from the feature",
                        "has no linked claims",
                        s -> s.claimed().unlink("features", "feat:a", "claim_ids", "clm:a.t1")),
                answered(
                        "registry_invalid",
                        "the tier of the claim lowered to one that needs no proof",
                        "tier",
                        s -> s.claimed().update("claims", "clm:a.t1", Map.of("tier", "T0"))),
                answered("found", "statuses raised by a sync without any proof", "test has no run receipt", s -> {
                    s.claimed().worked().evidenced();
                    return s.cli("registry", "sync-statuses", "--dry-run");
                }),
                answered("found", "a feature called implemented: it is offered all the same", "lease_granted", s -> {
                    s.update("features", "feat:a", Map.of("implementation_status", "implemented"));
                    return s.claim("w", "feat:a");
                }),
                answered(
                        "found",
                        "a scope without any feature, to have a campaign complete",
                        "\"complete\":false",
                        s -> s.call(
                                "claim_next_maturation_slice",
                                "worker_id",
                                "w",
                                "campaign_id",
                                "nothing",
                                "target_tier",
                                "T1",
                                "boundary_ids",
                                List.of("bnd:default"))),
                answered(
                        "not_found",
                        "a scope of features that do not exist",
                        "feat:none",
                        s -> s.claim("w", "feat:none")));
    }

    private static List<Forgery> policy() {
        return List.of(
                refused("the level lowered in the configuration under the lease", "tst:a was never run", s -> {
                    s.claimed().worked().evidenced().level("reported");
                    return s.completed();
                }),
                refused("the same, with the lease given back and taken again", "tst:a was never run", s -> {
                    s.claimed().level("reported");
                    s.givenBack();
                    return s.claimed().worked().evidenced().completed();
                }),
                answered(
                        "registry_invalid",
                        "the same, and then a test stated to pass",
                        "tst:a is not stated to be passing",
                        s -> {
                            s.claimed().level("reported");
                            return s.update("tests", "tst:a", Map.of("status", "passing"));
                        }),
                answered("found", "the same, and then a sync that believes files", "test has no run receipt", s -> {
                    s.claimed().worked().evidenced().level("reported");
                    return s.cli("registry", "sync-statuses", "--dry-run");
                }),
                refused("the configuration deleted", "tst:a was never run", s -> {
                    s.claimed().worked().evidenced();
                    Files.delete(s.root.resolve(".ssot/ssot.toml"));
                    return s.completed();
                }),
                answered(
                        "registry_invalid",
                        "a configuration that nobody understands",
                        "completion.verification must be one of",
                        s -> {
                            s.earned().level("none");
                            return s.completed();
                        }),
                answered(
                        "not_available",
                        "an operator's override through a tool",
                        "override",
                        s -> s.earned()
                                .cli(
                                        "override",
                                        "lease",
                                        "--lease-id",
                                        s.leaseId(),
                                        "--by",
                                        "w",
                                        "--reason",
                                        "x",
                                        "--yes")),
                answered(
                        "not_available",
                        "an operator's lower level through a tool",
                        "override",
                        s -> s.claimed().cli("override", "level", "reported", "--by", "w", "--reason", "x", "--yes")),
                answered(
                        "not_available",
                        "an approval of commands through a tool",
                        "trust",
                        s -> s.claimed().cli("trust", "--yes")),
                answered("reported", "an operator who takes the worker's word", "olga took the worker's word", s -> {
                    s.claimed().worked().evidenced().override("olga", "seen by eye");
                    return s.completed();
                }));
    }

    private static List<Forgery> leases() {
        return List.of(
                answered(
                        "conflict",
                        "a lower tier asked for",
                        "requested_tier T0",
                        s -> s.earned().completed(report().put("requested_tier", "T0"))),
                answered(
                        "conflict",
                        "a higher tier asked for",
                        "requested_tier T4",
                        s -> s.earned().completed(report().put("requested_tier", "T4"))),
                answered(
                        "lease_not_held",
                        "the lease of another worker",
                        "worker does not own lease",
                        s -> s.earned().completedAs("v", s.token(), report())),
                answered(
                        "lease_not_held",
                        "a token of an earlier life",
                        "stale fencing token",
                        s -> s.earned().completedAs("w", s.token() + 1, report())),
                answered("lease_not_active", "the same work handed in twice", "lease is not active: done", s -> {
                    s.earned().completed();
                    return s.completed();
                }),
                answered(
                        "lease_not_active",
                        "work on a slice that was given back",
                        "lease is not active: abandoned",
                        s -> {
                            s.earned().givenBack();
                            return s.completed();
                        }));
    }

    private static List<Forgery> levels() {
        return List.of(
                new Forgery(
                        "reported",
                        "an invented exit code",
                        "reported",
                        "the worker's word",
                        s -> s.claimed().worked().evidenced().rowsSet().completed()),
                new Forgery(
                        "reported",
                        "an exit code that is missing",
                        "refused",
                        "passing tests_run entries",
                        s -> s.claimed()
                                .worked()
                                .evidenced()
                                .rowsSet()
                                .completed(report().<ObjectNode>set("tests_run", null))),
                new Forgery(
                        "reported",
                        "evidence that is still the scaffold",
                        "refused",
                        "evd:a is still the scaffold",
                        s -> {
                            s.claimed().worked().write(EVIDENCE, "{\"status\":\"planned\"}");
                            return s.rowsSet().completed();
                        }),
                new Forgery(
                        "reported",
                        "rows that nobody brought forward",
                        "refused",
                        "T1 gate requires",
                        s -> s.claimed().worked().evidenced().completed()));
    }
}
