package dev.ssot.workspace.tree;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What git and this program keep in a worktree for themselves: no work of anybody. */
final class OwnFiles {

    private static final Set<String> PATHS =
            Set.of(".ssot/control", ".ssot/registry.json.lock", ".ssot/registry.oslock");

    /** The names that writers of this program give to what is not yet in its place. */
    private static final Pattern TEMPORARY =
            Pattern.compile("\\..*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\\.old)?\\.tmp");

    private OwnFiles() {}

    static boolean includes(String path, String name) {
        return name.equalsIgnoreCase(".git")
                || path.length() <= 32 && PATHS.contains(path.toLowerCase(Locale.ROOT))
                || name.endsWith(".tmp") && TEMPORARY.matcher(name).matches();
    }
}
