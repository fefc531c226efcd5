package dev.ssot.operation.engine;

import dev.ssot.operation.generate.GenerateCode;
import dev.ssot.operation.generate.GenerateCodeRequest;
import dev.ssot.operation.generate.GenerateCodeResult;
import dev.ssot.operation.project.InitProject;
import dev.ssot.operation.project.ProjectInitRequest;
import dev.ssot.operation.project.ProjectInitResult;
import dev.ssot.operation.repository.RepoStatus;
import dev.ssot.operation.repository.RepoStatusRequest;
import dev.ssot.operation.repository.RepoStatusResult;
import java.util.List;

/** The tools that the contract names itself. */
final class FacadeBindings {

    private FacadeBindings() {}

    static List<Binding<?, ?>> all(Surroundings around) {
        return List.of(
                new Binding<>("repo.status", RepoStatusRequest.class, RepoStatusResult.class, new RepoStatus()),
                new Binding<>(
                        "project.init",
                        ProjectInitRequest.class,
                        ProjectInitResult.class,
                        new InitProject(around.initialization(), around.contracts())),
                new Binding<>(
                        "code.generate",
                        GenerateCodeRequest.class,
                        GenerateCodeResult.class,
                        new GenerateCode(around.operations())));
    }
}
