package dev.ssot.operation.project;

import dev.ssot.registry.FileChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a new project has beside its registry and contracts: the CI step that checks them, and what its kind needs. */
final class StartingFiles {

    private static final String CHECK = """
            #!/bin/sh
            # The CI step of this project: holds its registry and its contracts to their rules, and ends at the first
            # that fails. Run it on every change, from anywhere; ssot has to be on the PATH.
            set -eu
            cd "$(dirname "$0")/.."
            ssot validate .
            ssot ci operations-verify
            """;

    private static final String WORKFLOW = """
            name: contracts
            on: [push, pull_request]
            permissions:
              contents: read
            jobs:
              contracts:
                runs-on: ubuntu-latest
                steps:
                - uses: actions/checkout@v4
                # A step that puts ssot on the PATH belongs here, unless the runner has it.
                - run: sh ci/contracts.sh
            """;

    private static final String SKILL = """
            ---
            name: %1$s
            description: Say in one sentence when an agent should use %1$s.
            ---

            # %1$s

            Say here what an agent does with it, step by step. The operations that it may call are declared in
            contracts/operations/catalog.v1.yaml.
            """;

    private StartingFiles() {}

    /** @param atRoot whether the project is the repository, whose workflows its host runs */
    static List<FileChange.Put> of(String projectName, String packageKind, boolean atRoot) {
        List<FileChange.Put> files = new ArrayList<>();
        files.add(file("ci/contracts.sh", CHECK));
        if (atRoot) {
            files.add(file(".github/workflows/contracts.yml", WORKFLOW));
        }
        if (packageKind.equals("skill")) {
            files.add(file(projectName + ".skill.md", SKILL.formatted(projectName)));
        }
        return files;
    }

    private static FileChange.Put file(String path, String text) {
        return new FileChange.Put(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
