package dev.ssot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a command line to the operation that it stands for, and from what the operation says to the exit status. */
class CommandLineDoorTest {

    @TempDir
    Path folder;

    private final List<Call> calls = new ArrayList<>();
    private Outcome outcome;
    private Path root;

    @BeforeEach
    void a_repository() throws IOException {
        ObjectNode answer = Json.object().put("passed", true);
        answer.putObject("entity");
        outcome = new Outcome.Answered(answer);
        root = TestRepository.in(folder).ready("a").write();
        Files.writeString(root.resolve("body.md"), "from a file");
        Files.writeString(root.resolve("doc.yaml"), "kind: adr\nbody: |\n  We decide.\n");
        Files.writeString(root.resolve("result.json"), "{\"changed_paths\":[]}");
        Files.createDirectories(root.resolve("sub"));
    }

    private String ask(Path from, String... words) {
        StringWriter out = new StringWriter();
        int status = door().run(
                        new CommandCall(List.of(words), from, null, "request-1", null),
                        new StandardStreams(new PrintWriter(out), new PrintWriter(out), null));
        return status + " " + out;
    }

    private CommandLineDoor door() {
        Backing backing = new Backing(
                Catalog.load(),
                call -> {
                    calls.add(call);
                    return outcome;
                },
                (at, arguments) -> {
                    calls.add(new Call("init", at, arguments, null));
                    return outcome;
                });
        return new CommandLineDoor(() -> backing);
    }

    private static String canonical(ObjectNode arguments) {
        return new String(CanonicalJson.write(arguments), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "feature get --id f | registry.entity.get | {'entity_id':'f','section':'features'}",
                "spec delete --id s | document.delete | {'id':'s','kind':'spec'}",
                "risk delete --id r | registry.entity.delete | {'entity_id':'r','section':'risks'}",
                "risk mitigate --id r | registry.entity.update"
                        + " | {'changes':{'status':'mitigated'},'entity_id':'r','section':'risks'}",
                "claim set-status --id c --status blocked | registry.entity.update"
                        + " | {'changes':{'status':'blocked'},'entity_id':'c','section':'claims'}",
                "issue update --id i --no-release-blocking --body-file body.md | registry.entity.update"
                        + " | {'changes':{'body':'from a file','release_blocking':false},'entity_id':'i','section':'issues'}",
                "boundary add-feature --id b --feature-ids x y | registry.entity.link"
                        + " | {'entity_id':'b','links':{'feature_ids':['x','y']},'section':'boundaries'}",
                "release remove-claim --id r --claim-ids c | registry.entity.unlink"
                        + " | {'entity_id':'r','links':{'claim_ids':['c']},'section':'releases'}",
                "feature link --id f --requires g --spec-ids | registry.entity.link"
                        + " | {'entity_id':'f','links':{'requires':['g']},'section':'features'}",
                "release add-boundary --id r --boundary-ids b | release.boundaries"
                        + " | {'boundary_ids':['b'],'id':'r','mode':'add'}",
                "release update --id r --boundary-id b --boundary-ids c b | registry.entity.update"
                        + " | {'changes':{'boundary_id':'b','boundary_ids':['b','c']},'entity_id':'r','section':'releases'}",
                "feature children add --id p --child-ids c d | feature.parents"
                        + " | {'ids':['c','d'],'mode':'add','parent_ids':['p']}",
                "feature parent clear --ids c | feature.parents | {'ids':['c'],'mode':'clear'}",
                "feature parent-audit migrate --feature-id f --parent-id p | feature.parent_migrate"
                        + " | {'feature_id':'f','parent_id':'p','remove_parent_link':false}",
                "feature parent-audit | feature.parent_audit | {}",
                "feature lifecycle set --ids f --stage deprecated --replacement-feature-id g | feature.lifecycle"
                        + " | {'ids':['f'],'replacement_feature_ids':['g'],'stage':'deprecated'}",
                "feature plan --ids f --horizon next --slot s | feature.plan"
                        + " | {'horizon':'next','ids':['f'],'slot':'s'}",
                "adr create --title t --slug s --body-file doc.yaml --number 7 | document.create"
                        + " | {'body':'We decide.','kind':'adr','number':7,'origin':'repo-local','slug':'s','status':'draft','title':'t'}",
                "spec update --id s --kind normative --adr-ids a | document.update"
                        + " | {'adr_ids':['a'],'id':'s','kind':'spec','spec_kind':'normative'}",
                "adr reserve create --name n --start 1 --end 2 | document.reserve"
                        + " | {'end':2,'kind':'adr','name':'n','start':1}",
                "spec link --id s --adr-ids a | document.link | {'adr_ids':['a'],'id':'s','kind':'spec'}",
                "test run --id t --dry-run --evidence-output out/e.json | test.run"
                        + " | {'dry_run':true,'evidence_output':'out/e.json','ids':['t']}",
                "boundary run-tests | boundary.run_tests | {'dry_run':false}",
                "release verify-local --no-write-artifacts | release.verify_local"
                        + " | {'blocking':false,'path_policy':'ssot-only','write_artifacts':false}",
                "registry export --format csv --output x.csv | registry.export | {'format':'csv','output':'x.csv'}",
                "validate --write-report | registry.validation_report | {}",
                "worker complete --worker-id w --lease-id l --fencing-token 3 --result-file result.json"
                        + " | slice.complete | {'fencing_token':3,'lease_id':'l','result':{'changed_paths':[]},'worker_id':'w'}",
                "worker ack-events --worker-id w --event-ids 1 2 | event.ack"
                        + " | {'action':'processed','event_ids':[1,2],'worker_id':'w'}",
                "repo-watch scan --no-emit-events | repo.watch | {'emit_events':false}",
                "init --repo-name n | init"
                        + " | {'force':false,'repo_id':'repo:example','repo_name':'n','version':'0.1.0'}",
            })
    void a_command_stands_for_an_operation(String line, String operation, String arguments) {
        assertThat(ask(root, line.split(" "))).startsWith("0 ");

        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().operationId()).isEqualTo(operation);
        assertThat(canonical(calls.getFirst().arguments())).isEqualTo(arguments);
        assertThat(calls.getFirst().root()).isEqualTo(root);
    }

    @Test
    void a_new_row_has_what_the_reference_writes_even_where_that_is_null() {
        ask(root, "test", "create", "--id", "t", "--title", "T", "--kind", "unit", "--test-path", "p");

        assertThat(canonical(calls.getFirst().arguments()))
                .isEqualTo("{'entity':{'body':null,'claim_ids':[],'evidence_ids':[],'execution':null,'feature_ids':[],"
                        + "'id':'t','kind':'unit','origin':'repo-local','path':'p','status':'planned','title':'T'},"
                        + "'section':'tests'}");
    }

    @Test
    void a_path_is_where_the_shell_is() {
        assertThat(ask(root.resolve("sub"), "issue", "update", "--id", "i", "--body-file", "../body.md"))
                .startsWith("0 ");
        assertThat(ask(root.getParent(), "feature", "get", root.toString(), "--id", "f"))
                .startsWith("0 ");
        assertThat(ask(Path.of("/"), "feature", "get", "--id", "f"))
                .startsWith("1 ")
                .contains("repository_not_found");
        assertThat(calls).extracting(Call::root).containsExactly(root, root);
    }

    @Test
    void only_a_write_gets_the_name_of_the_request() {
        ask(root, "worker", "register", "--worker-id", "w");
        ask(root, "feature", "get", "--id", "f");
        ask(root, "worker", "renew", "--worker-id", "w", "--lease-id", "l", "--fencing-token", "1");

        assertThat(calls.getLast().requestId()).isEqualTo("request-1");
        assertThat(calls.get(1).requestId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feature update --id f | At least one update field is required",
                "claim link --id c --test-ids | At least one link field is required",
                "adr create --title t --slug s | ADR requires exactly one of body or body_file",
                "adr create --title t --slug s --body x --body-file doc.yaml | ADR accepts only one of body or body_file",
                "adr create --title t --slug s --body-file body.md | ADR body-file must be .json or .yaml, got body.md",
                "spec update --id s --body-file doc.yaml | SPEC body-file kind must be spec, got adr",
                "issue update --id i --body x --body-file body.md | issue accepts only one of body or body_file",
                "test update --id t --execution-json [] | test execution metadata must decode to a JSON object",
                "test update --id t --execution-json {} --execution-file x"
                        + " | test execution metadata accepts only one of inline JSON or JSON file",
                "feature parent-audit migrate --feature-id f"
                        + " | feature parent-audit migrate requires --feature-id and --parent-id",
                "feature parent-audit --feature-id f"
                        + " | feature parent-audit migration flags require the migrate subcommand",
            })
    void what_the_reference_refuses_is_refused_in_its_words(String line, String message) {
        assertThat(ask(root, line.split(" "))).startsWith("1 ").contains("\"error\":\"" + message + "\"");
        assertThat(calls).isEmpty();
    }

    @Test
    void the_exit_status_says_how_it_went() {
        outcome = new Outcome.Answered(Json.object().put("passed", false));
        assertThat(ask(root, "validate")).isEqualTo("1 {\"passed\":false}");
        outcome = Outcome.refused(ErrorCode.INTERNAL, "internal error", "Report it.");
        assertThat(ask(root, "validate"))
                .isEqualTo("70 {\"code\":\"internal\",\"error\":\"internal error\",\"next\":\"Report it.\","
                        + "\"passed\":false}");
        assertThat(ask(root, "validat")).startsWith("2 ");
    }

    @Test
    void a_bug_is_told_without_its_story() {
        outcome = new Outcome.Answered(Json.object());

        assertThat(ask(root, "feature", "get", "--id", "f"))
                .startsWith("70 {\"code\":\"internal\"")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void a_list_has_all_pages() {
        ObjectNode page = Json.object().put("passed", true).put("total", 3);
        page.putArray("entities").addObject().put("id", "x");
        outcome = new Outcome.Answered(page);

        assertThat(ask(root, "feature", "list")).isEqualTo("0 [{\"id\":\"x\"},{\"id\":\"x\"},{\"id\":\"x\"}]");
        assertThat(calls.getLast().arguments().path("offset").asInt()).isEqualTo(2);
    }
}
