package dev.ssot.registry.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.RegistryGenerator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small registry with a row of every kind, some of them in a guarded state, and mutations of it written as a line:
 * {@code update claims clm:a {tier: T2}}. JSON is written with single quotes or none.
 */
final class MutationFixture {

    private static final String ROWS = """
            {features: [
               {id: feat:a, origin: repo-local, implementation_status: implemented, claim_ids: [clm:a], test_ids: [tst:a],
                requires: [feat:b], parent_feature_ids: [feat:c], spec_ids: [spc:1000],
                lifecycle: {stage: active, replacement_feature_ids: [feat:b], note: null}, plan: {horizon: next, slot: s}},
               {id: feat:b, title: Before everything, origin: ssot-origin, implementation_status: partial, claim_ids: [], test_ids: [],
                lifecycle: {stage: active}, plan: {horizon: next, out_of_bounds_disposition: tolerated}},
               {id: feat:c, origin: repo-local, implementation_status: absent, parent_feature_ids: [], lifecycle: {stage: active}, plan: {}},
               {id: feat:good, origin: repo-local, implementation_status: implemented, lifecycle: {stage: active}, plan: {}},
               {id: feat:frozen, origin: repo-local, implementation_status: absent, lifecycle: {stage: active}, plan: {}},
               {id: feat:profiled, origin: repo-local, lifecycle: {stage: active}, plan: {}}],
             profiles: [{id: prf:a, feature_ids: [feat:profiled], profile_ids: []}],
             claims: [
               {id: clm:a, origin: repo-local, status: asserted, tier: T1, feature_ids: [feat:a], test_ids: [tst:a], evidence_ids: [evd:a], depends_on_claim_ids: []},
               {id: clm:sealed, origin: repo-local, status: certified, tier: T1, feature_ids: [], test_ids: [], evidence_ids: [], depends_on_claim_ids: [clm:a]},
               {id: clm:good, origin: repo-local, status: asserted, tier: T1, feature_ids: [feat:good], test_ids: [tst:a], evidence_ids: [evd:a]},
               {id: clm:free, origin: repo-local, status: proposed, tier: T0}],
             tests: [{id: tst:a, origin: repo-local, status: passing, feature_ids: [feat:a], claim_ids: [clm:a], evidence_ids: [evd:a]}],
             evidence: [
               {id: evd:a, origin: repo-local, status: passed, tier: T1, path: e.json, claim_ids: [clm:a], test_ids: [tst:a]},
               {id: evd:sealed, origin: repo-local, source_evidence_ids: [evd:a],
                release_context: {release_id: rel:sealed, boundary_id: bnd:frozen, verification_report_result: certified}}],
             issues: [{id: iss:a, status: open, plan: {}, risk_ids: [rsk:a], feature_ids: [feat:a]}],
             risks: [{id: rsk:a, status: active, issue_ids: [iss:a]}],
             boundaries: [
               {id: bnd:default, status: draft, frozen: false, feature_ids: [feat:c], profile_ids: []},
               {id: bnd:frozen, status: frozen, frozen: true, feature_ids: [feat:frozen], profile_ids: [prf:a]}],
             releases: [
               {id: rel:0.1.0, version: '1', status: draft, boundary_id: bnd:default, boundary_ids: [bnd:default], claim_ids: [], evidence_ids: []},
               {id: rel:sealed, version: '2', status: certified, boundary_id: bnd:frozen, boundary_ids: [bnd:frozen], claim_ids: [clm:sealed], evidence_ids: [evd:sealed]},
               {id: rel:gone, version: '3', status: revoked, boundary_id: bnd:default, boundary_ids: [], claim_ids: [], evidence_ids: []}],
             specs: [{id: spc:1000, adr_ids: []}]}
            """;

    private MutationFixture() {}

    static Registry registry() {
        ObjectNode document = RegistryGenerator.skeleton();
        document.setAll((ObjectNode) json(ROWS));
        return ((Registry.Opening.Opened) Registry.open(CanonicalJson.write(document), "test", "/repo")).registry();
    }

    /** JSON whose names and words need no quotes. */
    static JsonNode json(String text) {
        String quoted = text.replaceAll("\\s+", " ")
                .replaceAll("'([^']*)'", "\u0001$1\u0001")
                .replaceAll("([\\[{,:] ?)([A-Za-z][\\w./: -]*?)(?=: |[,\\]}])", "$1\"$2\"")
                .replaceAll("\"(true|false|null)\"", "$1")
                .replace('\u0001', '"');
        try {
            return StrictJson.read(quoted.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson invalid) {
            throw new IllegalArgumentException(quoted, invalid);
        }
    }

    /** The mutation of a line. */
    static RegistryMutation mutation(String line) {
        String[] words = line.strip().split("\\s+", 4);
        Optional<Section> section = Section.parse(words[1]);
        JsonNode last = words[words.length - 1].startsWith("{") ? json(words[words.length - 1]) : Json.object();
        return switch (words[0]) {
            case "create" -> new CreateRow(section.orElseThrow(), (ObjectNode) json(line.substring(line.indexOf('{'))));
            case "scaffold" -> new ProofGraphScaffold((ObjectNode) json(line.substring(line.indexOf('{'))));
            case "update" -> new UpdateRow(section.orElseThrow(), words[2], (ObjectNode) last);
            case "upsert" -> new UpsertRow(section.orElseThrow(), words[2], (ObjectNode) last);
            case "delete" -> new DeleteRow(section.orElseThrow(), words[2]);
            case "link" -> new LinkRow(LinkRow.Way.LINK, section.orElseThrow(), words[2], lists(last));
            case "unlink" -> new LinkRow(LinkRow.Way.UNLINK, section.orElseThrow(), words[2], lists(last));
            case "release-add" -> new ReleaseBoundaries(LinkRow.Way.LINK, words[1], List.of(words[2]));
            case "release-remove" -> new ReleaseBoundaries(LinkRow.Way.UNLINK, words[1], List.of(words[2]));
            case "tier" -> new SetClaimTier(words[1], words[2]);
            case "parents" ->
                new FeatureParents(
                        FeatureParents.Mode.valueOf(words[1]),
                        ids(words[2]),
                        words.length > 3 ? ids(words[3]) : List.of());
            case "migrate" -> new MigrateParent(words[1], words[2], words.length > 3);
            case "lifecycle" ->
                new SetLifecycle(ids(words[1]), words[2], List.of(), null, words.length > 3 ? words[3] : null);
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static List<String> ids(String words) {
        return List.of(words.split(","));
    }

    private static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            List<String> ids = new ArrayList<>();
            field.getValue().forEach(id -> ids.add(id.textValue()));
            lists.put(field.getKey(), ids);
        });
        return lists;
    }

    static RegistryMutation.Result apply(String line) {
        return mutation(line).apply(registry(), new Names(Set.of("e.json")));
    }

    static RegistryMutation.Result.Changed changed(String line) {
        RegistryMutation.Result result = apply(line);
        assertThat(result).isInstanceOf(RegistryMutation.Result.Changed.class);
        return (RegistryMutation.Result.Changed) result;
    }

    /** What is said to the one whose mutation is not made; empty when it is made. */
    static String refusal(RegistryMutation.Result result) {
        return switch (result) {
            case RegistryMutation.Result.Refused(String message) -> message;
            case RegistryMutation.Result.Unknown(String message) -> message;
            case RegistryMutation.Result.Changed _, RegistryMutation.Result.Unchanged _ -> "";
        };
    }

    /** Files of which only the names count. */
    record Names(Set<String> names) implements RepositoryFiles {

        @Override
        public boolean exists(String path) {
            return names.contains(path);
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.empty();
        }

        @Override
        public List<String> filesBelow(String folder) {
            return List.of();
        }

        @Override
        public Optional<String> resolve(String path) {
            return Optional.of(path);
        }
    }
}
