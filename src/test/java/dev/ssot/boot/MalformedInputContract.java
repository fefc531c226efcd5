package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Access;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent to an operation that changes the registry: it is understood, or refused and nothing is written. */
abstract class MalformedInputContract extends OperationsContract {

    /** Well-formed arguments of every operation that changes a registry; what they name may not be there. */
    private static final Map<String, String> WELL_FORMED = Map.ofEntries(
            Map.entry("snapshot.create", "{'agent_id':7,'description':'d','paths':['src']}"),
            Map.entry(
                    "snapshot.restore",
                    "{'snapshot_id':'S-000001','paths':['src'],'force':true,'agent_id':'w1','lease_id':'lease:x',"
                            + "'fencing_token':1,'overridden_by':'ann','reason':'r'}"),
            Map.entry("release.certify", "{'release_id':'rel:0.1.0','write_report':true}"),
            Map.entry("release.promote", "{'release_id':'rel:0.1.0'}"),
            Map.entry("release.publish", "{'release_id':'rel:0.1.0'}"),
            Map.entry("release.revoke", "{'release_id':'rel:0.1.0','reason':'r'}"),
            Map.entry("registry.sync_statuses", "{'dry_run':true}"),
            Map.entry(
                    "release.verify_local",
                    "{'release_id':'rel:0.1.0','path_policy':'ssot-only','write_artifacts':false,'blocking':false}"),
            Map.entry(
                    "feature.certify_proof_graph",
                    "{'ids':['feat:x'],'boundary_id':'bnd:x','boundary_title':'t','release_id':'rel:x',"
                            + "'release_version':'1','robustness_dimensions':['fuzz'],'write_report':false,"
                            + "'promote':false,'publish':false}"),
            Map.entry(
                    "registry.entity.upsert",
                    "{'section':'tests','entity':{'id':'tst:x'},'expected_revision':'r'"
                            + ",'lease_id':'lease:x','fencing_token':1}"),
            Map.entry(
                    "registry.entity.create",
                    "{'section':'features','entity':{'id':'feat:a'},'auto_scaffold':true"
                            + ",'lease_id':'lease:x','fencing_token':1}"),
            Map.entry(
                    "registry.entity.update",
                    "{'section':'tests','entity_id':'tst:x','changes':{'title':'t'},'expected_revision':'r'"
                            + ",'lease_id':'lease:x','fencing_token':1}"),
            Map.entry(
                    "registry.entity.delete",
                    "{'section':'tests','entity_id':'tst:x','expected_revision':'r'"
                            + ",'lease_id':'lease:x','fencing_token':1}"),
            Map.entry(
                    "registry.entity.link",
                    "{'section':'tests','entity_id':'tst:x','links':{'claim_ids':['clm:x']},'expected_revision':'r'"
                            + ",'lease_id':'lease:x','fencing_token':1}"),
            Map.entry(
                    "registry.entity.unlink",
                    "{'section':'tests','entity_id':'tst:x','links':{'claim_ids':['clm:x']},'expected_revision':'r'"
                            + ",'lease_id':'lease:x','fencing_token':1}"),
            Map.entry(
                    "feature.plan",
                    "{'ids':['feat:x'],'horizon':'next','claim_tier':'T1','out_of_bounds_disposition':'tolerated',"
                            + "'target_lifecycle_stage':'active','slot':'s'}"),
            Map.entry("issue.plan", "{'ids':['iss:x'],'horizon':'next','slot':'s'}"),
            Map.entry(
                    "feature.lifecycle",
                    "{'ids':['feat:x'],'stage':'active','replacement_feature_ids':['feat:y'],"
                            + "'effective_release_id':'rel:x','note':'n'}"),
            Map.entry("feature.parents", "{'mode':'add','ids':['feat:x'],'parent_ids':['feat:y']}"),
            Map.entry(
                    "feature.parent_migrate", "{'feature_id':'feat:x','parent_id':'feat:y','remove_parent_link':true}"),
            Map.entry("claim.set_tier", "{'id':'clm:x','tier':'T1'}"),
            Map.entry("release.boundaries", "{'id':'rel:x','mode':'add','boundary_ids':['bnd:x']}"),
            Map.entry(
                    "document.create",
                    "{'kind':'spec','title':'t','slug':'s','body':'b','number':1,'status':'draft','note':'n',"
                            + "'origin':'repo-local','reserve_range':'r','spec_kind':'normative','adr_ids':['adr:1000']}"),
            Map.entry(
                    "document.update",
                    "{'kind':'spec','id':'spc:7777','title':'t','body':'b','status':'draft','note':'n',"
                            + "'spec_kind':'normative','adr_ids':['adr:1000']}"),
            Map.entry("document.set_status", "{'kind':'adr','id':'adr:7777','status':'accepted','note':'n'}"),
            Map.entry("document.supersede", "{'kind':'adr','id':'adr:7777','supersedes':['adr:1000'],'note':'n'}"),
            Map.entry("document.delete", "{'kind':'adr','id':'adr:7777'}"),
            Map.entry("document.link", "{'kind':'spec','id':'spc:7777','adr_ids':['adr:1000']}"),
            Map.entry("document.unlink", "{'kind':'spec','id':'spc:7777','adr_ids':['adr:1000']}"),
            Map.entry("document.reserve", "{'kind':'adr','name':'n','start':5,'end':4}"),
            Map.entry("registry.repair_doc_hashes", "{'ids':['adr:7777']}"),
            Map.entry("registry.scaffold", "{'feature_id':'feat:x','target_tier':'T1'}"),
            Map.entry("blocker.repair", "{'blocked_id':'b'}"),
            Map.entry("workspace.create", "{'agent_id':'w','replace':true}"),
            Map.entry("workspace.merge", "{'agent_id':'w','lease_id':'lease:x','fencing_token':1}"),
            Map.entry("operation.undo", "{'operation_id':'OP-000001','lease_id':'lease:x','fencing_token':1}"),
            Map.entry("operation.redo", "{'operation_id':1,'lease_id':'lease:x','fencing_token':1}"),
            Map.entry(
                    "code.generate",
                    "{'kind':'schema','operation_id':'slice.claim','lease_id':'lease:x','output_path':'x.json',"
                            + "'expected_sha256':'0','vcs_agent_id':1,'prompt':'p','validate':true}"));

    private static final String LONE_SURROGATE = "x\uD800";

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        assertThat(LocalEngine.initialization().init(folder, Json.object())).isInstanceOf(Outcome.Answered.class);
        root = folder.toRealPath();
        answer("document.create", "kind", "adr", "title", "t", "slug", "why", "body", "b");
        answer("document.create", "kind", "spec", "title", "t", "slug", "how", "body", "b");
        answer("registry.entity.create", "section", "features", "entity", json("""
                {'id':'feat:a','title':'T','description':'','implementation_status':'absent',
                'lifecycle':{'stage':'active','replacement_feature_ids':[],'note':null},
                'plan':{'horizon':'backlog','slot':null,'target_claim_tier':null,'target_lifecycle_stage':'active'},
                'spec_ids':[],'claim_ids':[],'test_ids':[],'requires':[],'parent_feature_ids':[]}"""));
        assertThat(answer("registry.validate").path("passed").asBoolean()).isTrue();
    }

    @Test
    void every_operation_that_changes_the_registry_is_under_test() {
        List<String> others = List.of("registry.export", "registry.validation_report", "blocker.repair_all");
        assertThat(Catalog.load().entries())
                .filteredOn(entry -> entry.access() == Access.WRITE)
                .extracting(CatalogEntry::id)
                .filteredOn(id -> WELL_FORMED.keySet().stream()
                        .map(known -> known.substring(0, known.lastIndexOf('.') + 1))
                        .anyMatch(id::startsWith))
                .filteredOn(id -> !others.contains(id) && !id.endsWith(".sync"))
                .filteredOn(id -> !WELL_FORMED.containsKey(id))
                .isEmpty();
    }

    @Test
    void each_argument_of_each_operation_is_checked_for_its_form() throws Exception {
        Map<String, String> before = files();
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, String> operation : WELL_FORMED.entrySet()) {
            for (Malformed malformed : malformed(operation.getKey(), json(operation.getValue()))) {
                Outcome outcome = call(operation.getKey(), malformed.arguments(), null);
                tried++;
                problem(outcome, malformed.named())
                        .forEach(problem -> wrong.add("%s %s: %s".formatted(operation.getKey(), malformed, problem)));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(300);
        assertThat(files()).isEqualTo(before);
    }

    /** @param named what the refusal has to name */
    private record Malformed(String how, String named, ObjectNode arguments) {

        @Override
        public String toString() {
            return "%s is %s".formatted(named, how);
        }
    }

    private static Stream<String> problem(Outcome outcome, String named) {
        if (!(outcome instanceof Outcome.Refused(Refusal refusal))) {
            return Stream.of("was not refused: " + outcome);
        }
        return Stream.of(
                        refusal.code() == ErrorCode.INVALID_ARGUMENTS ? "" : "code " + refusal.code(),
                        refusal.message().contains(named) ? "" : "does not name it: " + refusal.message(),
                        refusal.next().isBlank() ? "says no next step" : "",
                        refusal.message().length() < 2_000 ? "" : "says too much")
                .filter(problem -> !problem.isEmpty());
    }

    private static List<Malformed> malformed(String operation, ObjectNode wellFormed) {
        List<Malformed> all = new ArrayList<>();
        JsonNode schema = Catalog.load().entries().stream()
                .filter(entry -> entry.id().equals(operation))
                .findFirst()
                .orElseThrow()
                .inputSchema();
        all.add(with("one too many", wellFormed, "colour", Json.object().textNode("red")));
        all.add(with("one too many", wellFormed, LONE_SURROGATE, Json.object().textNode("red")));
        for (Map.Entry<String, JsonNode> argument : wellFormed.properties()) {
            String name = argument.getKey();
            JsonNode value = argument.getValue();
            all.add(with("a number", wellFormed, name, Json.object().numberNode(1.5)));
            all.add(with("of another kind", wellFormed, name, value.isObject() ? arrayOf(1) : Json.object()));
            all.add(with("nested without end", wellFormed, name, nested(value.isObject())));
            if (schema.path("required")
                    .valueStream()
                    .anyMatch(required -> required.asText().equals(name))) {
                all.add(with("null", wellFormed, name, Json.object().nullNode()));
                ObjectNode without = wellFormed.deepCopy();
                without.remove(name);
                all.add(new Malformed("left out", name, without));
            }
            if (value.isTextual()) {
                all.add(with("no text", wellFormed, name, Json.object().textNode(LONE_SURROGATE)));
                all.add(with("endless", wellFormed, name, Json.object().textNode("x".repeat(4_000_001))));
            }
            if (value.isArray()) {
                all.add(with("a list of numbers", wellFormed, name, arrayOf(7)));
                all.add(with(
                        "a list of nulls",
                        wellFormed,
                        name,
                        Json.MAPPER.createArrayNode().addNull()));
                all.add(with("a list of no texts", wellFormed, name, arrayOf(LONE_SURROGATE)));
                all.add(with("a huge list", wellFormed, name, huge()));
            }
            if (value.isObject()) {
                ObjectNode noText = (ObjectNode) value.deepCopy();
                all.add(with("an object of no text", wellFormed, name, noText.put(LONE_SURROGATE, 1)));
            }
        }
        return all;
    }

    private static Malformed with(String how, ObjectNode wellFormed, String name, JsonNode value) {
        ObjectNode arguments = wellFormed.deepCopy();
        arguments.set(name, value);
        return new Malformed(how, name.equals(LONE_SURROGATE) ? "unknown argument" : name, arguments);
    }

    private static ArrayNode arrayOf(Object value) {
        return Json.MAPPER.valueToTree(List.of(value));
    }

    private static ArrayNode huge() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (int i = 0; i < 10_001; i++) {
            list.add("x:" + i);
        }
        return list;
    }

    private static JsonNode nested(boolean object) {
        JsonNode value = Json.object();
        for (int i = 0; i < 100; i++) {
            value = object
                    ? Json.object().set("x", value)
                    : Json.MAPPER.createArrayNode().add(value);
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "registry.entity.upsert | {'section':'  ','entity':{'id':'tst:x'}} | section must not be blank",
                "registry.entity.upsert | {'section':'things','entity':{'id':'tst:x'}} | unsupported registry section: things",
                "registry.entity.upsert | {'section':'tests','entity':{'id':' '}} | entity.id is required",
                "registry.entity.upsert | {'section':'tests','entity':{'id':null}} | entity.id is required",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'clm:x'}} | clm:x",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:Upper'}} | tst:Upper",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:../x'}} | tst:../x",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:x'}} | tst:x",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','path':'../x.py'}} | ../x.py",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','path':'/etc/passwd'}} | /etc/passwd",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','path':7}} | path",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','claim_ids':'clm:a.t0'}} | claim_ids",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','claim_ids':[7]}} | claim_ids",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','claim_ids':[null]}} | claim_ids",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','claim_ids':['']}} | claim_ids",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','claim_ids':['clm:none']}} | clm:none",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','claim_ids':['feat:a']}} | feat:a",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','status':'fine'}} | status",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','title':7}} | title",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','title':''}} | title",
                "registry.entity.upsert | {'section':'tests','entity':{'id':'tst:pytest.a.t0.proof-graph','execution':'rm'}} | execution",
                "registry.entity.upsert | {'section':'evidence','entity':{'id':'evd:t1.a.proof-graph','path':'../x.json'}} | ../x.json",
                "registry.entity.upsert | {'section':'claims','entity':{'id':'clm:a.t0','tier':'T9'}} | tier",
                "registry.entity.upsert | {'section':'features','entity':{'id':'feat:a','lifecycle':[]}} | lifecycle",
                "registry.entity.upsert | {'section':'features','entity':{'id':'feat:a','lifecycle':{'stage':'x'}}} | stage",
                "registry.entity.upsert | {'section':'features','entity':{'id':'feat:a','plan':{'horizon':'soon'}}} | horizon",
                "registry.entity.upsert | {'section':'features','entity':{'id':'feat:a','requires':['feat:a']}} | feat:a",
                "registry.entity.upsert | {'section':'features','entity':{'id':'feat:a','parent_feature_ids':['feat:a']}} | feat:a",
                "registry.entity.update | {'section':'tests','entity_id':'tst:pytest.a.t0.proof-graph','changes':{'id':7}} | id",
                "registry.entity.update | {'section':'tests','entity_id':'tst:pytest.a.t0.proof-graph','changes':{'id':''}} | id",
                "registry.entity.update | {'section':'tests','entity_id':'tst:pytest.a.t0.proof-graph','changes':{'id':'clm:x'}} | clm:x",
                "registry.entity.update | {'section':'features','entity_id':'clm:a.t0','changes':{'title':'t'}} | Unknown feature id: clm:a.t0",
                "registry.entity.delete | {'section':'claims','entity_id':'feat:a'} | Unknown claim id: feat:a",
                "registry.entity.link | {'section':'tests','entity_id':'tst:pytest.a.t0.proof-graph','links':{'claim_ids':['tst:x']}} | tst:x",
                "registry.entity.link | {'section':'tests','entity_id':'tst:pytest.a.t0.proof-graph','links':{'claim_ids':null}} | links.claim_ids must be a list of strings",
                "registry.entity.link | {'section':'tests','entity_id':'tst:pytest.a.t0.proof-graph','links':{'claim_ids':{}}} | links.claim_ids must be a list of strings",
                "registry.entity.link | {'section':'tests','entity_id':'tst:pytest.a.t0.proof-graph','links':{'nothing':['clm:a.t0']}} | Field nothing is not linkable",
                "feature.plan | {'ids':['  '],'horizon':'next'} | ids",
                "feature.plan | {'ids':['clm:a.t0'],'horizon':'next'} | Unknown feature ids: clm:a.t0",
                "feature.plan | {'ids':['feat:a'],'horizon':'next','claim_tier':'T9'} | T9",
                "feature.plan | {'ids':['feat:a'],'horizon':'explicit','slot':' '} | Registry validation failed after attempted mutation",
                "feature.lifecycle | {'ids':['feat:a'],'stage':'deprecated','replacement_feature_ids':['feat:x']} | Registry validation failed after lifecycle transition",
                "feature.parents | {'mode':'add','ids':['feat:a'],'parent_ids':['clm:a.t0']} | clm:a.t0",
                "document.create | {'kind':'adr','title':'t','slug':'../x','body':'b'} | slug",
                "document.create | {'kind':'adr','title':'t','slug':'s','body':'b','number':-1} | -1",
                "document.create | {'kind':'adr','title':'t','slug':'s','body':'b','number':99999999999} | number",
                "document.create | {'kind':'spec','title':'t','slug':'s','body':'b','adr_ids':['']} | adr_ids",
                "document.create | {'kind':'spec','title':'t','slug':'s','body':'b','adr_ids':['adr:7777']} | adr:7777",
                "document.create | {'kind':'spec','title':'t','slug':'s','body':'b','adr_ids':['feat:a']} | feat:a",
                "document.update | {'kind':'spec','id':'adr:1000','title':'t'} | Unknown spec id: adr:1000",
                "document.link | {'kind':'spec','id':'spc:1000','adr_ids':[' ']} | adr_ids",
                "document.supersede | {'kind':'adr','id':'adr:1000','supersedes':['spc:1000']} | spc:1000",
                "document.delete | {'kind':'adr','id':'spc:1000'} | Unknown ADR id: spc:1000",
                "document.reserve | {'kind':'adr','name':' ','start':5000,'end':5001} | owner must be a non-empty string",
                "document.reserve | {'kind':'adr','name':'n','start':5001,'end':5000} | start must be <=",
                "document.reserve | {'kind':'adr','name':'n','start':-5,'end':5} | start",
                "registry.repair_doc_hashes | {'ids':[' ']} | id",
                "registry.scaffold | {'feature_id':'clm:a.t0'} | clm:a.t0",
                "registry.scaffold | {'feature_id':'feat:a','target_tier':'t1'} | t1",
                "blocker.repair | {'blocked_id':'none'} | unknown blocked transition: none",
                "blocker.repair_all | {'limit':-1} | limit must be",
                "blocker.repair_all | {'limit':0} | limit must be",
                "registry.export | {'format':'json','output':'../x'} | ../x",
                "registry.export | {'format':'xml'} | format",
                "graph.export | {'format':'dot','output':'.ssot/registry.json'} | .ssot/registry.json",
                "test.run | {'ids':['tst:none']} | tst:none",
                "test.run | {'ids':[]} | ids",
                "test.run | {'dry_run':true,'evidence_output':'../x'} | ../x",
                "spec.run_tests | {'id':'adr:1000'} | adr:1000",
                "boundary.run_tests | {'id':'feat:a'} | feat:a",
            })
    void what_no_registry_may_hold_is_refused_by_name(String operation, String arguments, String named)
            throws Exception {
        Map<String, String> before = files();

        Outcome outcome = call(operation, json(arguments), null);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal refusal = ((Outcome.Refused) outcome).refusal();
        assertThat(refusal.message()).contains(named);
        assertThat(refusal.next()).isNotBlank();
        assertThat(refusal.code()).isNotEqualTo(ErrorCode.INTERNAL);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void what_is_named_twice_is_linked_once() {
        ObjectNode links = json("{'claim_ids':['clm:a.t0','clm:a.t0']}");
        String test = "tst:pytest.a.t1.proof-graph";
        ObjectNode linked = answer("registry.entity.link", "section", "tests", "entity_id", test, "links", links);
        assertThat(linked.at("/entity/claim_ids")).extracting(JsonNode::asText).containsExactly("clm:a.t1", "clm:a.t0");
        ObjectNode again = answer(
                "registry.entity.link",
                "section",
                "specs",
                "entity_id",
                "spc:1000",
                "links",
                arguments("adr_ids", List.of("adr:1000", "adr:1000")));
        assertThat(again.at("/entity/adr_ids")).hasSize(1);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** The hash of each file outside of the control store. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/control/"))
                    .toList()) {
                files.put(root.relativize(file).toString(), CanonicalJson.hash(Files.readAllBytes(file)));
            }
        }
        return files;
    }
}
