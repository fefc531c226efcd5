package dev.ssot.registry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.guard.EvidenceProofs;
import dev.ssot.registry.guard.ProfileEvaluation;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.mutation.ScaffoldFiles;
import dev.ssot.registry.mutation.SliceScaffold;
import dev.ssot.registry.sync.RunReceipts.Verdict;
import dev.ssot.support.MemoryFiles;
import dev.ssot.support.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each rule of each section: what is broken, and the status and reason that follow. */
class StatusRulesTest {

    private static final String TEST = "src/a/check.txt";
    private static final String ARTIFACT = TestRepository.evidencePath("a");

    private final TestRepository repository = TestRepository.in(Path.of(""));
    private final MemoryFiles files = new MemoryFiles()
            .put(TEST, "a test")
            .put(ARTIFACT, "{\"status\":\"passed\"}")
            .put("other", "");
    private VerificationLevel level = VerificationLevel.REPORTED;
    private Verdict run = Verdict.NO_RUN;

    /** A feature that is proved at T1, its profile, and a feature without anything. */
    StatusRulesTest() {
        repository.ready("a").unwired("bare").profile("a", "a");
        set(Section.EVIDENCE, "status", "passed");
        set(Section.TESTS, "status", "passing");
        set(Section.CLAIMS, "status", "evidenced");
        set(Section.FEATURES, "implementation_status", "implemented");
    }

    static Stream<Arguments> rules() {
        return Stream.of(evidence(), tests(), claims(), closedClaims(), features(), profiles())
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> evidence() {
        Section evidence = Section.EVIDENCE;
        return Stream.of(
                rule(evidence, t -> {}, "passed", "evidence artifact exists and linked claim tiers are satisfied"),
                rule(
                        evidence,
                        t -> t.set(evidence, "path", ".ssot/evidence/planned/a.json"),
                        "planned",
                        "evidence path is a planned placeholder"),
                rule(evidence, t -> t.files.remove(ARTIFACT), "planned", "evidence artifact path does not exist"),
                rule(
                        evidence,
                        t -> t.add(evidence, "claim_ids", "clm:none"),
                        "collected",
                        "evidence artifact exists but has missing linked claims or tests"),
                rule(
                        evidence,
                        t -> t.add(evidence, "test_ids", "tst:none"),
                        "collected",
                        "evidence artifact exists but has missing linked claims or tests"),
                rule(
                        evidence,
                        t -> t.set(evidence, "tier", "T0"),
                        "collected",
                        "evidence artifact exists but is below at least one linked claim tier"));
    }

    private static Stream<Arguments> tests() {
        Section tests = Section.TESTS;
        return Stream.of(
                rule(tests, t -> {}, "passing", "test path exists and linked evidence is passed"),
                rule(
                        tests,
                        t -> t.set(tests, "path", "tests/planned/a.py"),
                        "planned",
                        "test path is a planned placeholder"),
                rule(tests, t -> t.files.remove(TEST), "planned", "test path does not exist"),
                rule(
                        tests,
                        t -> t.add(tests, "feature_ids", "feat:none"),
                        "blocked",
                        "test has missing linked features or claims"),
                rule(
                        tests,
                        t -> t.add(tests, "claim_ids", "clm:none"),
                        "blocked",
                        "test has missing linked features or claims"),
                rule(
                        tests,
                        t -> t.add(tests, "evidence_ids", "evd:none"),
                        "blocked",
                        "test has missing linked evidence"),
                rule(tests, t -> t.clear(tests, "evidence_ids"), "planned", "test has no linked evidence"),
                rule(
                        tests,
                        t -> t.set(Section.EVIDENCE, "status", "failed"),
                        "failing",
                        "test has failed or stale linked evidence"),
                rule(
                        tests,
                        t -> t.set(Section.EVIDENCE, "status", "stale"),
                        "failing",
                        "test has failed or stale linked evidence"),
                rule(
                        tests,
                        t -> t.set(Section.EVIDENCE, "status", "collected"),
                        "planned",
                        "test linked evidence is not yet passed"));
    }

    /** The feature is partial, so that no closure guard overrules what follows from the support. */
    private static Stream<Arguments> claims() {
        String missing = "claim has missing linked features, tests, or evidence";
        return Stream.of(
                claim(t -> {}, "evidenced", "claim has passing tests, sufficient evidence, and tier gate passes"),
                claim(t -> t.claim("status", "retired"), "retired", "terminal claim status is preserved"),
                claim(t -> t.add(Section.CLAIMS, "feature_ids", "feat:none"), "blocked", missing),
                claim(t -> t.add(Section.CLAIMS, "test_ids", "tst:none"), "blocked", missing),
                claim(t -> t.add(Section.CLAIMS, "evidence_ids", "evd:none"), "blocked", missing),
                claim(
                        t -> t.set(Section.EVIDENCE, "status", "stale"),
                        "blocked",
                        "claim has failed or stale linked evidence"),
                claim(
                        t -> {
                            t.set(Section.TESTS, "status", "planned");
                            t.set(Section.EVIDENCE, "status", "planned");
                        },
                        "proposed",
                        "claim has only planned verification support"),
                claim(
                        t -> t.set(Section.TESTS, "status", "failing"),
                        "asserted",
                        "claim has linked verification support that is not yet passing"),
                claim(
                        t -> t.set(Section.EVIDENCE, "tier", "T0"),
                        "asserted",
                        "claim has linked verification support that is not yet passing"),
                claim(
                        t -> t.files.remove(ARTIFACT),
                        "asserted",
                        "claim closure support exists but tier gate failed: Claim clm:a.t1 T1 gate requires evidence"
                                + " artifact paths to exist"),
                claim(
                        t -> {
                            t.clear(Section.CLAIMS, "test_ids");
                            t.clear(Section.CLAIMS, "evidence_ids");
                        },
                        "declared",
                        "claim is linked to features but has no verification support"),
                claim(
                        t -> {
                            t.clear(Section.CLAIMS, "test_ids");
                            t.clear(Section.CLAIMS, "evidence_ids");
                            t.clear(Section.CLAIMS, "feature_ids");
                        },
                        "proposed",
                        "claim has no linked support"));
    }

    private static Stream<Arguments> closedClaims() {
        Section claims = Section.CLAIMS;
        String holds = "claim support passes closure guards and tier gate passes";
        return Stream.of(
                rule(claims, t -> {}, "certified", holds),
                rule(claims, t -> t.claim("status", "promoted"), "promoted", holds),
                rule(claims, t -> t.claim("status", "published"), "published", holds),
                rule(
                        claims,
                        t -> t.files.remove(ARTIFACT),
                        "asserted",
                        "claim closure passes but tier gate failed: Claim clm:a.t1 T1 gate requires evidence artifact"
                                + " paths to exist"),
                rule(claims, t -> t.feature("plan", "target_claim_tier", "T2"), "certified", holds));
    }

    private static Stream<Arguments> features() {
        Section features = Section.FEATURES;
        String missing = "feature has missing linked claims, tests, or required features";
        String unmet = "feature has linked support but does not yet satisfy implementation criteria";
        return Stream.of(
                rule(
                        features,
                        t -> {},
                        "implemented",
                        "feature has passing tests, an active required claim satisfies implementation, and implemented"
                                + " requirements"),
                rule(
                        features,
                        t -> t.feature("lifecycle", "stage", "removed"),
                        "absent",
                        "removed features must have absent implementation status"),
                rule(features, t -> t.add(features, "claim_ids", "clm:none"), "partial", missing),
                rule(features, t -> t.add(features, "test_ids", "tst:none"), "partial", missing),
                rule(features, t -> t.add(features, "requires", "feat:none"), "partial", missing),
                rule(
                        features,
                        t -> {
                            t.set(Section.TESTS, "status", "planned");
                            t.claim("status", "proposed");
                        },
                        "absent",
                        "feature has only planned verification support"),
                rule(features, t -> t.set(Section.TESTS, "status", "failing"), "partial", unmet),
                rule(features, t -> t.clear(features, "test_ids"), "partial", unmet),
                rule(features, t -> t.clear(features, "claim_ids"), "partial", unmet),
                rule(features, t -> t.add(features, "requires", "feat:bare"), "partial", unmet),
                rule(
                        features,
                        t -> t.claim("status", "asserted"),
                        "partial",
                        "features.feat:a is capped below implemented by claim clm:a.t1 status asserted below evidenced"),
                rule(
                        features,
                        t -> t.claim("tier", "T0"),
                        "partial",
                        "features.feat:a is capped below implemented by active T0 claim clm:a.t1"),
                rule(
                        features,
                        t -> t.feature("plan", "target_claim_tier", "T2"),
                        "partial",
                        "features.feat:a is capped below implemented by claim clm:a.t1 tier T1 below target T2"),
                rule(
                        features,
                        t -> {
                            t.clear(features, "test_ids");
                            t.clear(features, "claim_ids");
                        },
                        "absent",
                        "feature has no linked implementation support"));
    }

    private static Stream<Arguments> profiles() {
        return Stream.of(
                rule(Section.PROFILES, t -> {}, "active", "profile evaluation passes"),
                rule(
                        Section.PROFILES,
                        t -> t.set(Section.FEATURES, "implementation_status", "partial"),
                        "draft",
                        "profile evaluation does not pass"),
                rule(
                        Section.PROFILES,
                        t -> t.set(Section.PROFILES, "status", "retired"),
                        "retired",
                        "terminal profile status is preserved"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule(Section section, Consumer<StatusRulesTest> change, String status, String reason) {
        change.accept(this);

        Judgement judgement = judge(section);

        assertThat(judgement.status()).isEqualTo(status);
        assertThat(judgement.reason()).isEqualTo(reason);
    }

    /** What is shown to the rules: artifact, latest run; then what evidence and test get, given passed evidence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"status":"passed"}                    | PASSED   | passed    | passing
        {"passed":true}                        | PASSED   | passed    | passing
        {"result":"attested"}                  | PASSED   | passed    | passing
        {"status":"passed","result":"30 fine"} | PASSED   | passed    | passing
        {"passed":false,"status":"passed"}     | PASSED   | collected | passing
        {"passed":true,"status":"planned"}     | PASSED   | planned   | passing
        {"status":"planned"}                   | PASSED   | planned   | passing
        {"status":"failed"}                    | PASSED   | collected | passing
        {"summary":"all well"}                 | PASSED   | collected | passing
        ["passed"]                             | PASSED   | collected | passing
        passed                                 | PASSED   | collected | passing
        {"status":"passed"}                    | FAILED   | collected | failing
        {"status":"passed"}                    | OUTDATED | collected | planned
        {"status":"passed"}                    | NO_RUN   | collected | planned
        """)
    void where_proof_is_asked_for(String artifact, Verdict latest, String evidence, String test) {
        for (VerificationLevel asking :
                new VerificationLevel[] {VerificationLevel.OBSERVED, VerificationLevel.EXECUTED}) {
            level = asking;
            run = latest;
            files.put(ARTIFACT, artifact);

            assertThat(judge(Section.EVIDENCE).status()).as("%s", asking).isEqualTo(evidence);
            assertThat(judge(Section.TESTS).status()).as("%s", asking).isEqualTo(test);
        }
    }

    @Test
    void evidence_without_tests_needs_no_run() {
        level = VerificationLevel.OBSERVED;
        clear(Section.EVIDENCE, "test_ids");

        assertThat(judge(Section.EVIDENCE).status()).isEqualTo("passed");
    }

    @Test
    void the_reason_names_the_test_that_lacks_a_run() {
        level = VerificationLevel.OBSERVED;

        assertThat(judge(Section.EVIDENCE).reason()).isEqualTo("linked tst:a: test has no run receipt on this machine");
    }

    @ParameterizedTest
    @CsvSource({
        "REPORTED, planned, planned",
        "REPORTED, passed, passed",
        "OBSERVED, planned, planned",
        "OBSERVED, passed, planned"
    })
    void no_level_raises_evidence_that_states_that_it_is_planned(VerificationLevel at, String standing, String next) {
        level = at;
        run = Verdict.PASSED;
        set(Section.EVIDENCE, "status", standing);
        files.put(ARTIFACT, "{\"status\":\"planned\"}");

        assertThat(judge(Section.EVIDENCE).status()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "REPORTED, planned, planned",
        "REPORTED, passing, passing",
        "OBSERVED, planned, planned",
        "OBSERVED, passing, planned"
    })
    void no_level_raises_a_test_that_nobody_has_written(VerificationLevel at, String standing, String next) {
        for (String text : new String[] {
            "raise NotImplementedError(\"tst:a is a scaffold: write the test that proves T1 of feat:a\")",
            "def test_ssot_scaffold_placeholder():\n    assert True\n"
        }) {
            level = at;
            run = Verdict.PASSED;
            set(Section.TESTS, "status", standing);
            set(Section.TESTS, "path", "tests/ssot_scaffold/test_a.py");
            files.put("tests/ssot_scaffold/test_a.py", text);

            assertThat(judge(Section.TESTS).status()).isEqualTo(next);
        }
    }

    /** What the tool makes itself, for a slice and for the rows of a proof graph, and what it made for slices before. */
    @Test
    void every_scaffold_of_ours_is_recognised() {
        Registry registry =
                ((Registry.Opening.Opened) Registry.open(repository.bytes(), "registry.json", ".")).registry();
        RegistryMutation.Result slice = new SliceScaffold("feat:bare", Tier.T1).apply(registry, files);
        FileChange.Put made = ((RegistryMutation.Result.Changed) slice)
                .files().stream()
                        .map(FileChange.Put.class::cast)
                        .filter(file -> file.path().endsWith(".py"))
                        .findFirst()
                        .orElseThrow();
        FileChange.Put row =
                ScaffoldFiles.test(ScaffoldFiles.Kind.ROW, made.path(), "tst:bare.t1", "feat:bare", Tier.T1);
        String before = """
                def test_ssot_scaffold_is_not_written_yet():
                    raise AssertionError("replace this scaffold by a test of feat:bare that proves clm:bare.t1")
                """;
        set(Section.TESTS, "status", "planned");
        set(Section.TESTS, "path", made.path());
        for (byte[] scaffold : List.of(made.bytes(), row.bytes(), before.getBytes(StandardCharsets.UTF_8))) {
            files.put(made.path(), scaffold);

            assertThat(judge(Section.TESTS))
                    .isEqualTo(new Judgement("planned", "test is a scaffold that nobody has written yet"));
        }
    }

    @Test
    void a_scaffold_that_somebody_has_written_counts() {
        set(Section.TESTS, "status", "planned");
        set(Section.TESTS, "path", "tests/ssot_scaffold/test_a.py");
        files.put("tests/ssot_scaffold/test_a.py", "def test_a():\n    assert a() == 1\n");

        assertThat(judge(Section.TESTS).status()).isEqualTo("passing");
    }

    private Judgement judge(Section section) {
        Registry registry =
                ((Registry.Opening.Opened) Registry.open(repository.bytes(), "registry.json", ".")).registry();
        WorkingRows rows = new WorkingRows(registry);
        Proof proof = new Proof(files, level, (_, _) -> run, EvidenceProofs.NONE);
        StatusRule rule = switch (section) {
            case EVIDENCE -> new EvidenceStatus(rows, proof);
            case TESTS -> new TestStatus(rows, proof);
            case CLAIMS -> new ClaimStatus(rows, proof);
            case FEATURES -> new FeatureStatus(rows);
            default -> new ProfileStatus(new ProfileEvaluation(rows));
        };
        return rule.judge(rows.find(section, id(section)).orElseThrow());
    }

    private static Arguments claim(Consumer<StatusRulesTest> change, String status, String reason) {
        return rule(
                Section.CLAIMS,
                t -> {
                    t.set(Section.FEATURES, "implementation_status", "partial");
                    change.accept(t);
                },
                status,
                reason);
    }

    private static Arguments rule(Section section, Consumer<StatusRulesTest> change, String status, String reason) {
        return Arguments.of(section, change, status, reason);
    }

    private static String id(Section section) {
        return section == Section.CLAIMS ? "clm:a.t1" : section.prefix() + "a";
    }

    private ObjectNode row(Section section) {
        return repository.row(section.key(), id(section));
    }

    private void set(Section section, String field, String value) {
        row(section).put(field, value);
    }

    private void claim(String field, String value) {
        set(Section.CLAIMS, field, value);
    }

    private void feature(String object, String field, String value) {
        ((ObjectNode) row(Section.FEATURES).get(object)).put(field, value);
    }

    private void add(Section section, String field, String id) {
        ((ArrayNode) row(section).get(field)).add(id);
    }

    private void clear(Section section, String field) {
        row(section).putArray(field);
    }
}
