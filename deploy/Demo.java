import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

// Three workers mature four features of one repository: first through a daemon, then directly on the files. Each worker
// has a real ssot-mcp process. Everything lies in a temporary folder, the daemon's files included, and is gone at the
// end. Started by deploy/demo; exits with 1 when a step went wrong or ran elsewhere than it should.

static final ObjectMapper JSON = new ObjectMapper();
static final List<String> FEATURES = List.of("audit", "export", "login", "search");
static final List<String> WORKERS = List.of("ada", "ben", "cleo");
static final String CAMPAIGN = "demo";
static final int PATIENCE_SECONDS = 60;
/** A worker without work is told to wait until a lease may run out; the holders of the demo are done much sooner. */
static final long LONGEST_WAIT_MS = 500;
final long started = System.nanoTime();
Path bin;
Path folder;
/** Every process that was started, so that none outlives the demo, whatever ends it. */
final Queue<Process> processes = new ConcurrentLinkedQueue<>();

void main(String[] arguments) throws Exception {
    bin = Path.of(arguments[0], "deploy/bin");
    folder = Files.createTempDirectory("ssot-demo-").toRealPath();
    // The end of the program, a failure and Ctrl-C all come through here.
    Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp));
    try {
        Process daemon = startDaemon();
        round("daemon", Map.of("VOX_MCP_ORCHESTRATOR_RPC_READS", "1", "VOX_MCP_ORCHESTRATOR_RPC_WRITES", "1"));
        Process stop = start(launcher(Map.of(), "ssot", "daemon", "stop"));
        ended(stop, "`ssot daemon stop`");
        ended(daemon, "the daemon");
        round("direct", Map.of());
        say("demo", "passed", "both rounds");
    } catch (Exception e) {
        say("demo", "FAILED", (e instanceof ExecutionException ? e.getCause() : e).toString());
        System.exit(1);
    }
}

/** In the foreground of this process, so that Ctrl-C reaches it too; people use `ssot daemon start`. */
Process startDaemon() throws Exception {
    Process daemon = start(launcher(Map.of(), "ssot", "daemon", "run"));
    CompletableFuture<String> listens = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> {
        daemon.inputReader().lines().forEach(line -> {
            say("daemon", "says", line);
            if (line.startsWith("ssot daemon listens on ")) {
                listens.complete(line);
            }
        });
        listens.completeExceptionally(new IllegalStateException("the daemon did not start"));
    });
    listens.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return daemon;
}

void round(String backend, Map<String, String> flags) throws Exception {
    say("demo", "round", "%d workers, %d features, backend %s".formatted(WORKERS.size(), FEATURES.size(), backend));
    Path repository = newRepository(folder.resolve("repository-" + backend));
    // Starting takes longer than the work: nobody begins before all are there.
    List<Worker> workers = together(WORKERS, name -> new Worker(name, backend, repository, flags));
    together(workers, Worker::work);
    report(workers);
    for (Worker worker : workers) {
        worker.front.outputWriter(StandardCharsets.UTF_8).close(); // as an agent does that is done
        ended(worker.front, worker.name + "'s ssot-mcp");
    }
}

interface Task<A, B> { B run(A input) throws Exception; }

/** Runs the task for all inputs at once, each in its thread; the first one that fails ends the demo. */
<A, B> List<B> together(List<A> inputs, Task<A, B> task) throws Exception {
    var running = new ExecutorCompletionService<B>(Executors.newVirtualThreadPerTaskExecutor());
    inputs.forEach(input -> running.submit(() -> task.run(input)));
    List<B> results = new ArrayList<>();
    while (results.size() < inputs.size()) {
        Future<B> next = running.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        check(next != null, "nothing has happened for %d s".formatted(PATIENCE_SECONDS));
        results.add(next.get());
    }
    return results;
}

void report(List<Worker> workers) throws IOException {
    Worker any = workers.getFirst();
    JsonNode status = any.call("get_campaign_status", object().put("campaign_id", CAMPAIGN));
    JsonNode events = any.call("get_worker_events", object().put("limit", 1000)).path("events");
    List<String> done = workers.stream().flatMap(worker -> worker.done.stream()).sorted().toList();
    Set<Long> tokens = new TreeSet<>();
    workers.forEach(worker -> tokens.addAll(worker.tokens));
    check(status.path("completion").path("complete").asBoolean(), "the campaign is not complete: " + status);
    check(done.equals(FEATURES.stream().map("feat:"::concat).toList()), "not each feature once: " + done);
    check(tokens.size() == FEATURES.size(), "fencing tokens are not distinct: " + tokens);
    check(events.path(events.size() - 1).path("event_id").asInt() == events.size(), "events are missing: " + events);
    say("demo", "campaign", "complete, leases %s, %d events, distinct fencing tokens %s"
            .formatted(status.path("lease_counts"), events.size(), tokens));
}

/** An agent: one thread and its MCP server. */
class Worker {
    final String name;
    final String backend;
    final Path repository;
    final Process front;
    final List<Long> tokens = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    int lastId;

    Worker(String name, String backend, Path repository, Map<String, String> flags) throws IOException {
        this.name = name;
        this.backend = backend;
        this.repository = repository;
        front = start(launcher(flags, "ssot-mcp", "--repo", repository.toString()));
        ObjectNode hello = object().put("protocolVersion", "2025-06-18").set("capabilities", object());
        request("initialize", hello.set("clientInfo", object().put("name", name).put("version", "1")));
        send(object().put("method", "notifications/initialized"));
    }

    Worker work() throws Exception {
        for (int claims = 0; claims < 60; claims++) {
            JsonNode claim = call("claim_next_maturation_slice",
                    object().put("worker_id", name).put("campaign_id", CAMPAIGN).put("target_tier", "T1"));
            switch (claim.path("kind").asText()) {
                case "lease_granted" -> mature(claim.path("lease"));
                case "no_work" -> {
                    // Others hold what is left, and one of them may give it back: wait and claim again.
                    step("waits", "no work, held by " + claim.path("holders").findValuesAsText("worker_id"));
                    Thread.sleep(Math.min(claim.path("retry_after_seconds").asLong() * 1000, LONGEST_WAIT_MS));
                }
                case "campaign_complete" -> { return this; }
                default -> throw new IllegalStateException("unexpected answer to a claim: " + claim);
            }
        }
        throw new IllegalStateException(name + " claimed in vain too often");
    }

    /** Does what the slice asks for: the artifacts, then the rows, then the gate. */
    void mature(JsonNode lease) throws Exception {
        String feature = lease.path("feature_id").asText();
        tokens.add(lease.path("fencing_token").asLong());
        step("claimed", "%s up to %s, token %s".formatted(feature, lease.path("to_tier").asText(), tokens.getLast()));
        JsonNode slice = call("get_slice_context", object().set("lease_id", lease.get("lease_id")));
        ObjectNode result = object();
        for (JsonNode test : slice.path("tests")) {
            String path = test.path("path").asText();
            write(result, path, "# The test of " + feature + "\ntest -d .ssot\n");
            ended(start(new ProcessBuilder("sh", path).directory(repository.toFile())), path);
            result.withArray("tests_run").addObject().put("command", "sh " + path).put("exit_code", 0);
            upsert("tests", test.path("id").asText(), "passing");
        }
        for (JsonNode evidence : slice.path("evidence")) {
            String path = evidence.path("path").asText();
            write(result, path, result.toString());
            result.withArray("evidence_paths").add(path);
            upsert("evidence", evidence.path("id").asText(), "passed");
        }
        ObjectNode report = object().put("worker_id", name).set("lease_id", lease.get("lease_id"));
        report.set("fencing_token", lease.get("fencing_token"));
        JsonNode ended = call("complete_slice", report.set("result", result));
        check(ended.path("lease").path("status").asText().equals("done"), "the lease is not done: " + ended);
        done.add(feature);
        step("completed", "%s, gate %s passed".formatted(feature, lease.path("to_tier").asText()));
    }

    void write(ObjectNode result, String path, String text) throws IOException {
        Files.createDirectories(repository.resolve(path).getParent());
        Files.writeString(repository.resolve(path), text);
        result.withArray("changed_paths").add(path);
        step("wrote", path);
    }

    void upsert(String section, String id, String status) throws IOException {
        JsonNode entity = object().put("id", id).put("status", status);
        call("registry_entity_upsert", object().put("section", section).set("entity", entity));
        step("recorded", id + " " + status);
    }

    /** Calls a tool; a refusal, a step that did not pass or the wrong backend ends the demo. */
    JsonNode call(String tool, JsonNode arguments) throws IOException {
        JsonNode answer = request("tools/call", object().put("name", tool).set("arguments", arguments));
        JsonNode content = answer.path("structuredContent");
        check(content.path("passed").asBoolean(), "%s: %s was refused: %s".formatted(name, tool, content));
        JsonNode meta = answer.path("_meta");
        check(meta.path("vox_backend").asText().equals(backend), name + ": " + tool + " ran elsewhere: " + meta);
        return content;
    }

    JsonNode request(String method, JsonNode params) throws IOException {
        int id = ++lastId;
        send(object().put("id", id).put("method", method).set("params", params));
        BufferedReader out = front.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            JsonNode answer = JSON.readTree(line);
            if (answer.path("id").asInt() == id && !answer.has("method")) {
                check(answer.has("result"), name + ": " + method + " was answered with " + line);
                return answer.get("result");
            }
        }
        throw new IOException("%s's ssot-mcp ended while it was asked %s".formatted(name, method));
    }

    void step(String step, String what) {
        say(name, step, what + "  [" + backend + "]");
    }

    void send(ObjectNode message) throws IOException {
        front.outputWriter(StandardCharsets.UTF_8).append(message.put("jsonrpc", "2.0") + "\n").flush();
    }
}

/** Each feature has its T1 claim wired; what is missing is the work: test and evidence are planned. */
Path newRepository(Path root) throws IOException {
    ObjectNode registry = (ObjectNode) JSON.readTree(EMPTY_REGISTRY);
    for (String name : FEATURES) {
        JsonNode rows = JSON.readTree(ROWS_OF_A_FEATURE.replace("NAME", name));
        rows.properties().forEach(row -> registry.withArray(row.getKey()).add(row.getValue()));
    }
    Files.createDirectories(root.resolve(".ssot"));
    Files.write(root.resolve(".ssot/registry.json"), JSON.writeValueAsBytes(registry));
    return root;
}

static final String ROWS_OF_A_FEATURE = """
        {"features": {"id": "feat:NAME", "title": "NAME", "description": "NAME.", "origin": "repo-local",
           "implementation_status": "partial", "lease_roots": ["src/NAME", ".ssot/evidence/NAME"],
           "lifecycle": {"stage": "active", "note": null, "replacement_feature_ids": []},
           "plan": {"horizon": "current", "slot": null, "target_claim_tier": "T1", "target_lifecycle_stage": "active"},
           "spec_ids": [], "parent_feature_ids": [], "requires": [],
           "claim_ids": ["clm:NAME"], "test_ids": ["tst:NAME"]},
         "claims": {"id": "clm:NAME", "title": "NAME works", "description": "NAME.", "origin": "repo-local",
           "tier": "T1", "status": "asserted", "kind": "runtime", "depends_on_claim_ids": [],
           "feature_ids": ["feat:NAME"], "test_ids": ["tst:NAME"], "evidence_ids": ["evd:NAME"]},
         "tests": {"id": "tst:NAME", "title": "NAME test", "origin": "repo-local", "kind": "script",
           "status": "planned", "path": "src/NAME/check.sh", "feature_ids": ["feat:NAME"],
           "claim_ids": ["clm:NAME"], "evidence_ids": ["evd:NAME"]},
         "evidence": {"id": "evd:NAME", "title": "NAME evidence", "origin": "repo-local", "kind": "report",
           "tier": "T1", "status": "planned", "path": ".ssot/evidence/NAME/t1.json",
           "claim_ids": ["clm:NAME"], "test_ids": ["tst:NAME"]}}""";

static final String EMPTY_REGISTRY = """
        {"schema_version": "0.7.0", "guard_policies": {}, "document_id_reservations": {"adr": [], "spec": []},
         "repo": {"id": "repo:demo", "name": "demo", "version": "0.1.0", "kind": "repo-local"},
         "tooling": {"ssot_registry_version": "0.2.22", "initialized_with_version": "0.2.22",
           "last_upgraded_from_version": "0.2.22"},
         "paths": {"ssot_root": ".ssot", "schema_root": ".ssot/schema", "adr_root": ".ssot/adr",
           "spec_root": ".ssot/spec", "graph_root": ".ssot/graph", "evidence_root": ".ssot/evidence",
           "release_root": ".ssot/release", "report_root": ".ssot/report", "cache_root": ".ssot/cache"},
         "program": {"active_boundary_id": "bnd:default", "active_release_id": "rel:0.1.0"},
         "features": [], "profiles": [], "tests": [], "claims": [], "evidence": [], "issues": [], "risks": [],
         "adrs": [], "specs": [],
         "boundaries": [{"id": "bnd:default", "title": "Default boundary", "status": "draft", "frozen": false,
           "feature_ids": [], "profile_ids": []}],
         "releases": [{"id": "rel:0.1.0", "version": "0.1.0", "status": "draft", "boundary_id": "bnd:default",
           "boundary_ids": ["bnd:default"], "claim_ids": [], "evidence_ids": []}]}""";

ProcessBuilder launcher(Map<String, String> flags, String... command) {
    command[0] = bin.resolve(command[0]).toString();
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    // The flags of the person who runs the demo are not the demo's.
    builder.environment().keySet().removeIf(variable -> variable.startsWith("VOX_"));
    builder.environment().putAll(flags);
    // The daemon announces itself here, and not where the person's own one does.
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    return builder;
}

Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    processes.add(process);
    return process;
}

void ended(Process process, String what) throws InterruptedException {
    check(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), what + " does not end");
    check(process.exitValue() == 0, what + " ended with status " + process.exitValue());
}

/** Nothing has to end in good order: all that these processes have written is deleted with the folder. */
void cleanUp() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
        say("demo", "FAILED", "%s is still there: %s".formatted(folder, e));
    }
}

static ObjectNode object() {
    return JSON.createObjectNode();
}

static void check(boolean holds, String otherwise) {
    if (!holds) {
        throw new IllegalStateException(otherwise);
    }
}

void say(String who, String step, String what) {
    System.out.printf("%6.2f s  %-6s  %-9s  %s%n", (System.nanoTime() - started) / 1e9, who, step, what);
}
