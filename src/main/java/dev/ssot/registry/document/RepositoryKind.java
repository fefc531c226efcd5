package dev.ssot.registry.document;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose documents a repository may author. */
public enum RepositoryKind {
    REPO_LOCAL("repo-local", Set.of("repo-local"), "repo-local"),
    SSOT_CORE("ssot-core", Set.of("ssot-core", "ssot-origin"), "ssot-core or ssot-origin"),
    SSOT_ORIGIN("ssot-origin", Set.of("ssot-core", "ssot-origin"), "ssot-core or ssot-origin"),
    EXTENSION_PACK("extension-pack", Set.of("extension-pack"), "extension-pack");

    private static final String PACK_OWNER = "extension-pack:";

    private final String text;
    private final Set<String> origins;
    private final String originsInWords;

    RepositoryKind(String text, Set<String> origins, String originsInWords) {
        this.text = text;
        this.origins = origins;
        this.originsInWords = originsInWords;
    }

    public static RepositoryKind of(Registry registry) {
        return parse(Row.text(registry.document().path("repo"), "kind"));
    }

    /** Old names included; whatever is unknown is an ordinary repository. */
    private static RepositoryKind parse(@Nullable String kind) {
        return switch (kind) {
            case "ssot-core", "ssot-upstream" -> SSOT_CORE;
            case "ssot-origin" -> SSOT_ORIGIN;
            case "extension-pack" -> EXTENSION_PACK;
            case null, default -> REPO_LOCAL;
        };
    }

    String text() {
        return text;
    }

    /** Documents of a package have numbers that its authors agree on. */
    public boolean authorsPackages() {
        return this != REPO_LOCAL;
    }

    Optional<String> originProblem(DocumentKind kind, String origin) {
        if (origins.contains(origin)) {
            return Optional.empty();
        }
        return Optional.of("%s may only create %s %s rows"
                .formatted(
                        this == REPO_LOCAL ? "Repo-local repositories" : text + " repositories",
                        originsInWords,
                        kind.label()));
    }

    Optional<String> ownerProblem(DocumentKind kind, int number, String origin, Reservations.Range range) {
        boolean pack = origin.equals("extension-pack");
        boolean right = pack
                ? range.owner().startsWith(PACK_OWNER) && range.owner().length() > PACK_OWNER.length()
                : origin.equals("repo-local") || range.owner().equals(origin);
        return right
                ? Optional.empty()
                : Optional.of("%s number %d must use reservation owned by %s; got %s"
                        .formatted(kind.label(), number, pack ? PACK_OWNER + "<catalog-id>" : origin, range.owner()));
    }
}
