package dev.ssot.contract.verify;

import dev.ssot.contract.CommandSurface;
import dev.ssot.contract.Registrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation: it names every operation and every command, its commands exist, its links lead to files. */
final class DocumentationCheck implements Check {

    /** A command line as pages show it: in a shell, or by itself. */
    private static final Pattern COMMAND = Pattern.compile("^(?:\\$ )?(?:\\S*/)?ssot ((?:[a-z][a-z-]*(?: |$))+)");

    /** What the launchers take beside commands. */
    private static final Set<String> ROLES = Set.of("mcp");

    /** Lists every operation with where it is sent, and says of none what it does. */
    private static final String ROUTES = "docs/rollout.md";

    @Override
    public void examine(Examination examination) {
        try {
            List<Page> pages = Page.all(examination.root());
            for (Page page : pages) {
                links(examination, page);
            }
            named(examination, pages);
            if (examination.running() != null) {
                commands(examination, examination.running(), pages);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void links(Examination examination, Page page) {
        for (Page.Piece link : page.links()) {
            String target = link.text().replaceFirst("#.*", "");
            if (!target.isEmpty() && !target.matches("[a-z]+:.*") && !leadsToFile(examination.root(), page, target)) {
                examination.find(
                        Rule.BROKEN_LINK,
                        new Finding.Place(page.path(), link.line()),
                        "the link to %s leads to no file",
                        link.text());
            }
        }
    }

    private static boolean leadsToFile(Path root, Page page, String target) {
        try {
            return Files.exists(root.resolve(page.path()).resolveSibling(target));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static void named(Examination examination, List<Page> pages) {
        Set<String> words = new HashSet<>();
        for (Page page :
                pages.stream().filter(page -> !page.path().equals(ROUTES)).toList()) {
            page.code().forEach(piece -> words.add(piece.text().replaceFirst("^(?:\\S*/)?ssot ", "")));
            page.lines().stream()
                    .filter(line -> line.startsWith("#"))
                    .forEach(line -> words.add(line.replaceFirst("^#+ ", "")));
        }
        for (Row row : examination.rows()) {
            if (row.hasTool() && !words.contains(row.tool())) {
                undocumented(examination, row.at("/mcp"), row, "tool " + row.tool());
            }
            for (Row.Command command : row.commands()) {
                if (words.stream().noneMatch(text -> startsWith(text, command.words()))) {
                    undocumented(examination, command.place(), row, "command `%s`".formatted(command.words()));
                }
            }
            boolean both = !row.hasTool() && row.commands().isEmpty();
            if (both && !words.contains(row.id()) && !words.contains(row.method())) {
                undocumented(examination, row.at("/id"), row, "operation " + row.id());
            }
        }
    }

    private static boolean startsWith(String text, String words) {
        return text.equals(words) || text.startsWith(words + " ");
    }

    private static void undocumented(Examination examination, Finding.Place place, Row row, String what) {
        examination.find(Rule.UNDOCUMENTED, place, row, "no page of the documentation names %s", what);
    }

    private static void commands(Examination examination, Registrations running, List<Page> pages) {
        for (Page page : pages) {
            for (Page.Piece piece : page.code()) {
                Matcher command = COMMAND.matcher(piece.text());
                if (command.find()) {
                    List<String> words = List.of(command.group(1).strip().split(" "));
                    stranger(running.commands(), words)
                            .ifPresent(word -> examination.find(
                                    Rule.UNKNOWN_CLI_PATH,
                                    new Finding.Place(page.path(), piece.line()),
                                    "there is no command `ssot %s`: %s",
                                    String.join(" ", words),
                                    word));
                }
            }
        }
    }

    /** The first word that should be a command and is none. */
    private static Optional<String> stranger(CommandSurface commands, List<String> words) {
        List<String> path = new ArrayList<>();
        for (String word : words) {
            path.add(word);
            Optional<CommandSurface.CommandForm> form = commands.find(path);
            if (form.isEmpty()) {
                return path.size() == 1 && ROLES.contains(word) ? Optional.empty() : Optional.of(word);
            }
            if (!form.get().group()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
