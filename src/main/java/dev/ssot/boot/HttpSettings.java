package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
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

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "3921";
    private static final int DEFAULT_RATE = 120;
    private static final int MOST_RATE = 1_000_000;

    /**
     * Reads them; empty when the gateway is off, whatever else is set.
     *
     * @param folder where the daemon was started
     */
    static Optional<HttpSettings> in(Environment environment, Catalog catalog, Path folder) throws ConfigurationError {
        return on(environment, Variable.VOX_MCP_HTTP_ENABLED)
                ? Optional.of(read(environment, catalog, folder))
                : Optional.empty();
    }

    private static HttpSettings read(Environment environment, Catalog catalog, Path folder) throws ConfigurationError {
        boolean unauthenticated = on(environment, Variable.VOX_MCP_HTTP_ALLOW_UNAUTHENTICATED);
        InetSocketAddress address = address(environment, unauthenticated);
        GatewayTerms terms = new GatewayTerms(
                address,
                tokens(environment, unauthenticated),
                unauthenticated,
                origins(environment),
                on(environment, Variable.VOX_MCP_HTTP_REQUIRE_FORWARDED_HTTPS),
                on(environment, Variable.VOX_MCP_HTTP_HEALTH_AUTH),
                on(environment, Variable.VOX_MCP_HTTP_TRUST_X_FORWARDED_FOR),
                rate(environment));
        return new HttpSettings(
                terms, toolbox(environment, catalog), new RepositoryScope.Listed(repositories(environment, folder)));
    }

    private static boolean on(Environment environment, Variable name) throws ConfigurationError {
        return environment.flag(name).orElse(false);
    }

    private static InetSocketAddress address(Environment environment, boolean unauthenticated)
            throws ConfigurationError {
        String host = environment.text(Variable.VOX_MCP_HTTP_HOST).orElse(DEFAULT_HOST);
        String port = environment.text(Variable.VOX_MCP_HTTP_PORT).orElse(DEFAULT_PORT);
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
                    .formatted(Variable.VOX_MCP_HTTP_ALLOW_UNAUTHENTICATED, Variable.VOX_MCP_HTTP_HOST, host));
        }
        if (!literal.isLoopbackAddress() && !on(environment, Variable.VOX_MCP_HTTP_ALLOW_NON_LOOPBACK)) {
            throw new ConfigurationError(
                    "%s=%s is no loopback address: set %s=1 if other machines are to reach the gateway"
                            .formatted(Variable.VOX_MCP_HTTP_HOST, host, Variable.VOX_MCP_HTTP_ALLOW_NON_LOOPBACK));
        }
        return new InetSocketAddress(literal, number);
    }

    private static ConfigurationError invalidAddress(String host, String port) {
        return new ConfigurationError("invalid %s/PORT: %s:%s".formatted(Variable.VOX_MCP_HTTP_HOST, host, port));
    }

    private static BearerTokens tokens(Environment environment, boolean unauthenticated) throws ConfigurationError {
        Optional<String> write = token(environment, Variable.VOX_MCP_HTTP_BEARER_TOKEN);
        Optional<String> read = token(environment, Variable.VOX_MCP_HTTP_READ_BEARER_TOKEN);
        if (write.isEmpty() && read.isEmpty() && !unauthenticated) {
            throw new ConfigurationError("%s=1 requires %s or %s unless %s=1 is explicitly set."
                    .formatted(
                            Variable.VOX_MCP_HTTP_ENABLED,
                            Variable.VOX_MCP_HTTP_BEARER_TOKEN,
                            Variable.VOX_MCP_HTTP_READ_BEARER_TOKEN,
                            Variable.VOX_MCP_HTTP_ALLOW_UNAUTHENTICATED));
        }
        if (write.isPresent() && write.equals(read)) {
            throw new ConfigurationError("%s and %s must not be equal"
                    .formatted(Variable.VOX_MCP_HTTP_BEARER_TOKEN, Variable.VOX_MCP_HTTP_READ_BEARER_TOKEN));
        }
        return new BearerTokens(write, read);
    }

    /** The message tells the variable and never its value. */
    private static Optional<String> token(Environment environment, Variable name) throws ConfigurationError {
        Optional<String> token = environment.text(name);
        if (token.isPresent() && !token.get().matches("[!-~]{16,1024}")) {
            throw new ConfigurationError(name + " must have 16 to 1024 characters, visible ASCII without spaces");
        }
        return token;
    }

    private static Set<String> origins(Environment environment) throws ConfigurationError {
        Set<String> origins = new LinkedHashSet<>();
        for (String origin :
                names(environment.text(Variable.VOX_MCP_HTTP_ALLOWED_ORIGINS).orElse(""))) {
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
                        .formatted(Variable.VOX_MCP_HTTP_ALLOWED_ORIGINS, origin));
            }
        }
        return origins;
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }

    private static int rate(Environment environment) throws ConfigurationError {
        Optional<String> text = environment.text(Variable.VOX_MCP_HTTP_RATE_LIMIT_PER_MINUTE);
        if (text.isEmpty()) {
            return DEFAULT_RATE;
        }
        if (!text.get().matches("[1-9][0-9]{0,6}") || Integer.parseInt(text.get()) > MOST_RATE) {
            throw new ConfigurationError(
                    "invalid %s: %s".formatted(Variable.VOX_MCP_HTTP_RATE_LIMIT_PER_MINUTE, text.get()));
        }
        return Integer.parseInt(text.get());
    }

    private static Toolbox toolbox(Environment environment, Catalog catalog) throws ConfigurationError {
        try {
            Tiers tiers = Tiers.in(environment);
            Toolbox all = Toolbox.of(catalog, tiers, () -> LocalEngine.commandSurface(catalog));
            return all.allowing(new Allowance(
                    allowed(environment, Variable.VOX_MCP_HTTP_ALLOWED_TOOLS, catalog, all),
                    allowed(environment, Variable.VOX_MCP_HTTP_READ_ROLE_ALLOWED_TOOLS, catalog, all)));
        } catch (IllegalArgumentException noTier) {
            throw new ConfigurationError(String.valueOf(noTier.getMessage()));
        }
    }

    private static Optional<Set<String>> allowed(
            Environment environment, Variable variable, Catalog catalog, Toolbox tools) throws ConfigurationError {
        Optional<String> csv = environment.text(variable);
        if (csv.isEmpty()) {
            return Optional.empty();
        }
        Set<String> allowed = new LinkedHashSet<>();
        for (String name : names(csv.get())) {
            allowed.add(tools.find(name)
                    .map(ServedTool::name)
                    .or(() -> catalog.find(name)
                            .filter(entry -> entry.mcp() == null)
                            .map(CatalogEntry::id))
                    .orElseThrow(() -> new ConfigurationError("unknown tool in %s: %s".formatted(variable, name))));
        }
        return Optional.of(allowed);
    }

    private static List<Path> repositories(Environment environment, Path folder) throws ConfigurationError {
        Optional<String> list = environment.text(Variable.VOX_MCP_HTTP_REPOSITORIES);
        List<Path> roots = new ArrayList<>();
        for (String path : list.orElse(folder.toString()).split(File.pathSeparator)) {
            Path root = root(
                    path.strip(),
                    list.isPresent()
                            ? Variable.VOX_MCP_HTTP_REPOSITORIES.toString()
                            : Variable.VOX_MCP_HTTP_ENABLED
                                    + "=1 needs a repository: start the daemon in one, or name it in "
                                    + Variable.VOX_MCP_HTTP_REPOSITORIES);
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
