package dev.ssot.workspace;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The remote {@code origin} of a repository.
 *
 * @param configured the URL as git has it, credentials included: it is shown to nobody
 */
public record GitOrigin(String configured) {

    private static final Pattern URL = Pattern.compile(
            "(?<scheme>https?|ssh|git|git\\+ssh|ssh\\+git|ftps?)://(?:(?<user>[^@/]*)@)*"
                    + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?<port>:[0-9]*)?(?<path>/[^?#]*)?(?:[?#].*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SCP =
            Pattern.compile("(?:(?<user>[A-Za-z0-9._-]+)@)?[A-Za-z0-9._-]+:(?![/:])[^?#@\\s]*");
    private static final Pattern LOCAL = Pattern.compile("(?:file://)?(?:/|\\.{1,2}/)[^?#@]*");

    /** Which remote it is, however its URL is written: 16 hex digits over {@code host/path}. */
    public String id() {
        return RepositoryIdentity.idOf(RepositoryIdentity.normalizedOrigin(configured));
    }

    /**
     * The URL without user, password, query and fragment. Empty for a form that is not known well enough to say what
     * in it is secret; the name of an ssh user is none, because it is how the remote is reached.
     */
    public Optional<String> withoutCredentials() {
        String url = configured.strip();
        Matcher known = URL.matcher(url);
        if (known.matches()) {
            String scheme = known.group("scheme").toLowerCase(Locale.ROOT);
            String user = scheme.contains("ssh") ? sshUser(known.group("user")) : "";
            return Optional.of(scheme + "://" + user + known.group("host") + text(known.group("port"))
                    + text(known.group("path")));
        }
        return SCP.matcher(url).matches() || LOCAL.matcher(url).matches() ? Optional.of(url) : Optional.empty();
    }

    private static String sshUser(String userInfo) {
        String user = text(userInfo).replaceFirst(":.*", "");
        return user.isEmpty() ? "" : user + "@";
    }

    private static String text(String group) {
        return group == null ? "" : group;
    }

    @Override
    public String toString() {
        return withoutCredentials().orElse("an origin that is not shown");
    }
}
