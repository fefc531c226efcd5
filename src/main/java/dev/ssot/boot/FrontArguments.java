package dev.ssot.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ssot-mcp} was asked to do. Read by hand: the front starts with every session of an agent, and the command
 * line's parser alone would take a third of that time, since its classes cannot come from the AOT cache.
 */
sealed interface FrontArguments {

    /** @param repository the one that is served; null when each call names its own */
    record Serve(@Nullable String repository) implements FrontArguments {}

    record Help() implements FrontArguments {}

    record Version() implements FrontArguments {}

    record Wrong(String problem) implements FrontArguments {}

    String HELP = """
            Usage: ssot-mcp [--transport stdio] (--repo PATH | --repo-mode explicit)
            Serves ssot's tools, resources and prompts to one agent over standard input and output.
                  --repo PATH            Serve this repository and no other.
                  --repo-mode explicit   Every call names its repository in repo.
                  --transport stdio      How the client is spoken to; stdio is the only one.
              -h, --help                 Show this help and exit.
              -V, --version              Show the version and exit.
            """;

    static FrontArguments parse(String... args) {
        Deque<String> left = new ArrayDeque<>(List.of(args));
        String repository = null;
        boolean explicit = false;
        while (!left.isEmpty()) {
            String[] option = left.removeFirst().split("=", 2);
            switch (option[0]) {
                case "-h", "--help" -> {
                    return new Help();
                }
                case "-V", "--version" -> {
                    return new Version();
                }
                case "--repo", "--repo-mode", "--transport" -> {}
                default -> {
                    return new Wrong("ssot-mcp knows no argument %s; see ssot-mcp --help".formatted(option[0]));
                }
            }
            String value = option.length == 2 ? option[1] : left.pollFirst();
            if (value == null || value.isBlank()) {
                return new Wrong(option[0] + " needs a value; see ssot-mcp --help");
            }
            if (option[0].equals("--transport") && !value.equals("stdio")) {
                return new Wrong("ssot-mcp speaks stdio only, not %s: HTTP is the daemon's".formatted(value));
            }
            if (option[0].equals("--repo-mode") && !value.equals("explicit")) {
                return new Wrong("--repo-mode knows explicit only, not " + value);
            }
            explicit |= option[0].equals("--repo-mode");
            repository = option[0].equals("--repo") ? value : repository;
        }
        if (explicit == (repository != null)) {
            return new Wrong("ssot-mcp needs exactly one of --repo PATH and --repo-mode explicit");
        }
        return new Serve(repository);
    }
}
