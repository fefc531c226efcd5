package dev.ssot.workspace.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which git ignores untracked files in one folder: those of its {@code .gitignore}, and above them those
 * of the folders on the way, of {@code info/exclude} and of the user.
 */
final class IgnoreRules {

    /** A file that is larger is no list of rules. */
    private static final long MAX_BYTES = 4 << 20;

    private final @Nullable IgnoreRules above;
    private final IgnoreNode node;
    private final int prefix;
    private final SortedMap<String, String> read;

    /**
     * @param prefix how much of a path from git's root is not seen by the rules
     * @param read the rule files that were read, by their SHA-256
     */
    private IgnoreRules(@Nullable IgnoreRules above, IgnoreNode node, int prefix, SortedMap<String, String> read) {
        this.above = above;
        this.node = node;
        this.prefix = prefix;
        this.read = read;
    }

    /** The rules that stand in no folder of the worktree, the weakest first. */
    static IgnoreRules of(Repository repository) throws IOException {
        IgnoreRules none = new IgnoreRules(null, new IgnoreNode(), 0, new ConcurrentSkipListMap<>());
        Path users = repository
                .getConfig()
                .getPath(
                        ConfigConstants.CONFIG_CORE_SECTION,
                        null,
                        ConfigConstants.CONFIG_KEY_EXCLUDESFILE,
                        repository.getFS(),
                        null,
                        null);
        Path standard = SystemReader.getInstance().getXdgConfigDirectory(repository.getFS());
        Path chosen =
                users == null && standard != null ? standard.resolve("git").resolve("ignore") : users;
        IgnoreRules usersRules = chosen == null ? none : none.with(chosen, "user", 0);
        Path exclude = repository.getCommonDirectory().toPath().resolve(Constants.INFO_EXCLUDE);
        return usersRules.with(exclude, Constants.INFO_EXCLUDE, 0);
    }

    /** The rules in a folder, given those of the one around it. */
    IgnoreRules in(Path folder, String gitPath) throws IOException {
        Path file = folder.resolve(Constants.DOT_GIT_IGNORE);
        // Git follows no link here, and neither do we: the rules would be those of another place.
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? with(file, gitPath + Constants.DOT_GIT_IGNORE, gitPath.length())
                : this;
    }

    private IgnoreRules with(Path file, String name, int prefixLength) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            return this;
        }
        byte[] text = Files.readAllBytes(file);
        read.put(name, Contents.sha256(text));
        IgnoreNode rules = new IgnoreNode();
        rules.parse(name, new ByteArrayInputStream(text));
        return rules.getRules().isEmpty() ? this : new IgnoreRules(this, rules, prefixLength, read);
    }

    /** Whether git would leave out an untracked file or folder, given that it does not leave out the folder around it. */
    boolean ignores(String gitPath, boolean folder) {
        for (IgnoreRules rules = this; rules != null; rules = rules.above) {
            Optional<Boolean> answer =
                    Optional.ofNullable(rules.node.checkIgnored(gitPath.substring(rules.prefix), folder));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return false;
    }

    /** One hash over all rules that were read. */
    String sha256() {
        StringBuilder all = new StringBuilder();
        read.forEach((name, hash) -> all.append(hash).append(' ').append(name).append('\0'));
        return Contents.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
