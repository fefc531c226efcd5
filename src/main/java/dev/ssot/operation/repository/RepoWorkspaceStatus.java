package dev.ssot.operation.repository;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a repository is, which one it is and what is built in it. What is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepoWorkspaceStatus(
        @JsonPropertyDescription("With every link followed.")
        String root,

        @JsonPropertyDescription("The same for who looks at the same files; another clone or worktree has another.")
        String repositoryId,

        @Nullable @JsonPropertyDescription("Without credentials.")
        String originUrl,

        @Nullable @JsonPropertyDescription("The same for every clone of the same origin.")
        String originId,

        @Nullable @JsonPropertyDescription("The root of the git worktree.")
        String gitRoot,

        boolean hasVoxAgentsDir,

        @Nullable @JsonPropertyDescription("The path of Vox.toml.")
        String voxToml,

        Capabilities capabilities,

        @JsonPropertyDescription("The folders of the packages in the root's Cargo workspace.")
        List<String> cargoWorkspaceMembers) {

    /** What the files at the root say is built there. */
    public record Capabilities(
            boolean voxProject,
            boolean cargoWorkspace,
            boolean cargoPackage,
            boolean nodeWorkspace,
            boolean pythonProject,
            boolean goModule,
            boolean mavenProject,
            boolean gradleProject,
            boolean git) {}
}
