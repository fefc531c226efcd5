package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Where this user keeps what test commands may run on this machine: a file for each repository, owner-only. */
record TrustFiles(Optional<Path> state) {

    /** {@code $XDG_STATE_HOME/ssot/trust}, else {@code $HOME/.local/state/ssot/trust}; else there is no place. */
    static TrustFiles in(Environment environment) {
        return new TrustFiles(environment.stateHome().map(base -> base.resolve("ssot")));
    }

    /** The id covers origin and root; the root stands in the name once more, because two origins can be written alike. */
    TrustFile of(Path root, String repositoryId) {
        String place = CanonicalJson.hash(root.toString().getBytes(StandardCharsets.UTF_8));
        String name = "%s-%s.json".formatted(repositoryId, place.substring(0, 16));
        return new TrustFile(new StateFile(state, "trust", name, root), repositoryId);
    }
}
