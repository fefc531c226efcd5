package dev.ssot.workspace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether two processes look at the same files: 16 hex digits over the normalised origin and the canonical
 * root. A second clone or a worktree is another place and gets another id.
 */
public final class RepositoryIdentity {

    private static final Pattern URL =
            Pattern.compile("(?:[a-z][a-z0-9+.-]*)://(?:[^@/]*@)?([^/:]+)(?::\\d+)?/(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?([^/:]+):(?!/)(.*)");

    private RepositoryIdentity() {}

    public static String of(Path canonicalRoot, GitRepository git) {
        return of(canonicalRoot, git.originUrl());
    }

    static String of(Path canonicalRoot, @Nullable String originUrl) {
        String origin = originUrl == null ? "" : normalizedOrigin(originUrl);
        return idOf(origin + '\0' + canonicalRoot);
    }

    /** The first 16 hex digits of the text's SHA-256. */
    static String idOf(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** {@code host/a/b} for every way to write the same remote, without user and password. */
    static String normalizedOrigin(String url) {
        String trimmed = url.strip();
        Matcher match = URL.matcher(trimmed);
        if (!match.matches()) {
            match = SCP.matcher(trimmed);
            if (!match.matches()) {
                return trimmed;
            }
        }
        String path = match.group(2).replaceAll("/+$", "").replaceAll("\\.git$", "");
        return match.group(1).toLowerCase(Locale.ROOT) + "/" + path;
    }
}
