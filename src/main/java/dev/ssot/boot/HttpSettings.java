package dev.ssot.boot;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.tool.Allowance;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.ServedTool;
import dev.ssot.operation.tool.Tiers;
import dev.ssot.operation.tool.Toolbox;
import dev.ssot.web.BearerTokens;
import dev.ssot.web.GatewayTerms;
import dev.ssot.workspace.RepositoryRoot;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Every setting of the daemon's gateway, checked before anything boots. */
record HttpSettings(GatewayTerms terms, Toolbox toolbox, RepositoryScope scope) {

    static final String PREFIX = "VOX_MCP_HTTP_";

    private static final String ENABLED = PREFIX + "ENABLED";
    private static final String HOST = PREFIX + "HOST";
    private static final String PORT = PREFIX + "PORT";
    private static final String TOKEN = PREFIX + "BEARER_TOKEN";
    private static final String READ_TOKEN = PREFIX + "READ_BEARER_TOKEN";
    private static final String ALLOW_UNAUTHENTICATED = PREFIX + "ALLOW_UNAUTHENTICATED";
    private static final String ALLOW_NON_LOOPBACK = PREFIX + "ALLOW_NON_LOOPBACK";
    private static final String ALLOWED_TOOLS = PREFIX + "ALLOWED_TOOLS";
    private static final String READ_ROLE_ALLOWED_TOOLS = PREFIX + "READ_ROLE_ALLOWED_TOOLS";
    private static final String RATE_LIMIT = PREFIX + "RATE_LIMIT_PER_MINUTE";
    private static final String REQUIRE_FORWARDED_HTTPS = PREFIX + "REQUIRE_FORWARDED_HTTPS";
    private static final String HEALTH_AUTH = PREFIX + "HEALTH_AUTH";
    private static final String TRUST_X_FORWARDED_FOR = PREFIX + "TRUST_X_FORWARDED_FOR";
    private static final String ALLOWED_ORIGINS = PREFIX + "ALLOWED_ORIGINS";
    private static final String REPOSITORIES = PREFIX + "REPOSITORIES";

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "3921";
    private static final int DEFAULT_RATE = 120;
    private static final int MOST_RATE = 1_000_000;

    /**
     * Reads them; empty when the gateway is off, whatever else is set.
     *
     * @param folder where the daemon was started
     */
    static Optional<HttpSettings> of(Settings settings, Catalog catalog, Path folder) throws ConfigurationError {
        return on(settings, ENABLED) ? Optional.of(read(settings, catalog, folder)) : Optional.empty();
    }

    private static HttpSettings read(Settings settings, Catalog catalog, Path folder) throws ConfigurationError {
        boolean unauthenticated = on(settings, ALLOW_UNAUTHENTICATED);
        InetSocketAddress address = address(settings, unauthenticated);
        GatewayTerms terms = new GatewayTerms(
                address,
                tokens(settings, unauthenticated),
                unauthenticated,
                origins(settings),
                on(settings, REQUIRE_FORWARDED_HTTPS),
                on(settings, HEALTH_AUTH),
                on(settings, TRUST_X_FORWARDED_FOR),
                rate(settings));
        return new HttpSettings(
                terms, toolbox(settings, catalog), new RepositoryScope.Listed(repositories(settings, folder)));
    }

    private static boolean on(Settings settings, String name) throws ConfigurationError {
        return settings.flag(name).orElse(false);
    }

    private static InetSocketAddress address(Settings settings, boolean unauthenticated) throws ConfigurationError {
        String host = settings.text(HOST).orElse(DEFAULT_HOST);
        String port = settings.text(PORT).orElse(DEFAULT_PORT);
        InetAddress literal;
        int number;
        try {
            literal = host.equals("localhost")
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.ofLiteral(host.replaceAll("^\\[(.*)]$", "$1"));
            number = Integer.parseInt(port);
        } catch (IllegalArgumentException noAddress) {
            throw invalidAddress(host, port);
        }
        if (number < 1 || number > 65_535) {
            throw invalidAddress(host, port);
        }
        if (!literal.isLoopbackAddress() && unauthenticated) {
            throw new ConfigurationError("%s=1 is for a loopback address only, not for %s=%s"
                    .formatted(ALLOW_UNAUTHENTICATED, HOST, host));
        }
        if (!literal.isLoopbackAddress() && !on(settings, ALLOW_NON_LOOPBACK)) {
            throw new ConfigurationError(
                    "%s=%s is no loopback address: set %s=1 if other machines are to reach the gateway"
                            .formatted(HOST, host, ALLOW_NON_LOOPBACK));
        }
        return new InetSocketAddress(literal, number);
    }

    private static ConfigurationError invalidAddress(String host, String port) {
        return new ConfigurationError("invalid %s/PORT: %s:%s".formatted(HOST, host, port));
    }

    private static BearerTokens tokens(Settings settings, boolean unauthenticated) throws ConfigurationError {
        Optional<String> write = token(settings, TOKEN);
        Optional<String> read = token(settings, READ_TOKEN);
        if (write.isEmpty() && read.isEmpty() && !unauthenticated) {
            throw new ConfigurationError("%s=1 requires %s or %s unless %s=1 is explicitly set."
                    .formatted(ENABLED, TOKEN, READ_TOKEN, ALLOW_UNAUTHENTICATED));
        }
        if (write.isPresent() && write.equals(read)) {
            throw new ConfigurationError("%s and %s must not be equal".formatted(TOKEN, READ_TOKEN));
        }
        return new BearerTokens(write, read);
    }

    /** The message tells the variable and never its value. */
    private static Optional<String> token(Settings settings, String name) throws ConfigurationError {
        Optional<String> token = settings.text(name);
        if (token.isPresent() && !token.get().matches("[!-~]{16,1024}")) {
            throw new ConfigurationError(name + " must have 16 to 1024 characters, visible ASCII without spaces");
        }
        return token;
    }

    private static Set<String> origins(Settings settings) throws ConfigurationError {
        Set<String> origins = new LinkedHashSet<>();
        for (String origin : names(settings.text(ALLOWED_ORIGINS).orElse(""))) {
            try {
                URI uri = URI.create(origin);
                boolean whole = Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                        && uri.getHost() != null
                        && origin.equals(uri.getScheme() + "://" + uri.getHost() + port(uri))
                        && origin.equals(origin.toLowerCase(Locale.ROOT));
                if (!whole) {
                    throw new IllegalArgumentException("more or less than an origin");
                }
                origins.add(origin);
            } catch (IllegalArgumentException noOrigin) {
                throw new ConfigurationError("invalid %s: %s is no origin such as https://ssot.example.com"
                        .formatted(ALLOWED_ORIGINS, origin));
            }
        }
        return origins;
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }

    private static int rate(Settings settings) throws ConfigurationError {
        Optional<String> text = settings.text(RATE_LIMIT);
        if (text.isEmpty()) {
            return DEFAULT_RATE;
        }
        if (!text.get().matches("[1-9][0-9]{0,6}") || Integer.parseInt(text.get()) > MOST_RATE) {
            throw new ConfigurationError("invalid %s: %s".formatted(RATE_LIMIT, text.get()));
        }
        return Integer.parseInt(text.get());
    }

    private static Toolbox toolbox(Settings settings, Catalog catalog) throws ConfigurationError {
        try {
            Tiers tiers = Tiers.parse(settings.text(Tiers.VARIABLE).orElse(null));
            Toolbox all = Toolbox.of(catalog, tiers, () -> LocalEngine.commandSurface(catalog));
            return all.allowing(new Allowance(
                    allowed(settings, ALLOWED_TOOLS, catalog, all),
                    allowed(settings, READ_ROLE_ALLOWED_TOOLS, catalog, all)));
        } catch (IllegalArgumentException noTier) {
            throw new ConfigurationError(String.valueOf(noTier.getMessage()));
        }
    }

    private static Optional<Set<String>> allowed(Settings settings, String variable, Catalog catalog, Toolbox tools)
            throws ConfigurationError {
        Optional<String> csv = settings.text(variable);
        if (csv.isEmpty()) {
            return Optional.empty();
        }
        Set<String> allowed = new LinkedHashSet<>();
        for (String name : names(csv.get())) {
            allowed.add(tools.find(name)
                    .map(ServedTool::name)
                    .or(() -> catalog.find(name).filter(entry -> entry.mcp() == null).map(CatalogEntry::id))
                    .orElseThrow(() -> new ConfigurationError("unknown tool in %s: %s".formatted(variable, name))));
        }
        return Optional.of(allowed);
    }

    private static List<Path> repositories(Settings settings, Path folder) throws ConfigurationError {
        Optional<String> list = settings.text(REPOSITORIES);
        List<Path> roots = new ArrayList<>();
        for (String path : list.orElse(folder.toString()).split(File.pathSeparator)) {
            Path root = root(
                    path.strip(),
                    list.isPresent()
                            ? REPOSITORIES
                            : ENABLED + "=1 needs a repository: start the daemon in one, or name it in " + REPOSITORIES);
            if (!roots.contains(root)) {
                roots.add(root);
            }
        }
        return roots;
    }

    private static Path root(String path, String what) throws ConfigurationError {
        try {
            return switch (RepositoryRoot.locate(Path.of(path))) {
                case RepositoryRoot.Search.Found(RepositoryRoot root) -> root.path();
                case RepositoryRoot.Search.NotFound(String message) ->
                    throw new ConfigurationError(what + ": " + message);
            };
        } catch (InvalidPathException noPath) {
            throw new ConfigurationError("%s: %s is no path".formatted(what, path));
        }
    }

    private static List<String> names(String csv) {
        return Arrays.stream(csv.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Tools that were released for the read role and that it cannot reach, because a list leaves them out. */
    List<String> outOfReach() {
        return toolbox.allowing(Allowance.EVERYTHING).listed(Role.READ).stream()
                .map(ServedTool::name)
                .filter(name -> !toolbox.lists(name, Role.READ))
                .toList();
    }

    /** As a client names it. */
    String url() {
        return "http://" + terms.hostAndPort();
    }
}
