package dev.ssot.operation;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file or folder of the repository that may be written, by the text of its path alone: what links stand on the way is found out
 * by the write. Names are judged as the most forgiving file system would read them, so that no spelling of a protected
 * name passes: in any case, composed or not, in full width, with what Windows leaves out at the end.
 *
 * @param names from the root, as they were given
 */
public record WritablePath(List<String> names) {

    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_NAMES = 64;
    private static final Pattern ABSOLUTE = Pattern.compile("^(?:/|[A-Za-z]:).*", Pattern.DOTALL);

    /** What no file name of every system holds: controls, format characters, and what Windows gives a meaning. */
    private static final Pattern UNUSUAL =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}:*?\"<>|]");

    private static final Pattern SHORT_NAME = Pattern.compile("(?:git|ssot|gi[0-9a-f]{4}|ss[0-9a-f]{4})~[0-9]+");

    /** Where the files are that are generated from the catalog, and the catalog. */
    private static final Set<String> GENERATED = Set.of(
            "contracts/capability",
            "contracts/cli",
            "contracts/config",
            "contracts/http",
            "contracts/mcp",
            "contracts/operations",
            "contracts/orchestration",
            "contracts/reports",
            "contracts/repository");

    /** What judging a path led to. */
    public sealed interface Choice {

        record Allowed(WritablePath path) implements Choice {}

        record Refused(String message) implements Choice {}
    }

    /** @param argument the name of the argument that states the path, for the refusal */
    public static Choice of(String argument, String stated) {
        String path = stated.strip().replace('\\', '/');
        if (path.isEmpty()) {
            return new Choice.Refused(argument + " must not be empty");
        }
        if (ABSOLUTE.matcher(path).matches()) {
            return new Choice.Refused(argument + " must be relative to the repository root");
        }
        if (path.endsWith("/")) {
            return new Choice.Refused(argument + " must not end with a slash");
        }
        List<String> names = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        for (String name : path.split("/+")) {
            String fold = folded(name);
            if (fold.contains("..") && fold.chars().allMatch(c -> c == '.' || c == '/' || c == ' ')) {
                return new Choice.Refused(argument + " must not contain '..'");
            }
            if (!fold.equals(".")) {
                names.add(name);
                folded.add(fold);
            }
        }
        return judged(argument, names, folded);
    }

    private static Choice judged(String argument, List<String> names, List<String> folded) {
        Optional<String> unusable =
                names.stream().filter(WritablePath::isUnusable).findFirst();
        if (unusable.isPresent() || names.isEmpty() || names.size() > MAX_NAMES) {
            return new Choice.Refused(
                    ("%s must be at most %d names of at most %d bytes, without control and format characters,"
                                    + " without any of :*?\"<>| and without a dot or space at the end")
                            .formatted(argument, MAX_NAMES, MAX_NAME_BYTES));
        }
        WritablePath path = new WritablePath(List.copyOf(names));
        return isProtected(folded)
                ? new Choice.Refused("%s may not be written: %s".formatted(argument, path.text()))
                : new Choice.Allowed(path);
    }

    private static boolean isUnusable(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES
                || UNUSUAL.matcher(name).find()
                || UNUSUAL.matcher(composed).find()
                || composed.contains("/")
                || composed.contains("\\")
                || composed.endsWith(".")
                || !composed.strip().equals(composed);
    }

    /** Git's files and ours, where only evidence may be written; in every folder, for each may hold a repository. */
    private static boolean isProtected(List<String> folded) {
        for (int i = 0; i < folded.size(); i++) {
            String name = folded.get(i);
            boolean evidence = i + 2 < folded.size() && folded.get(i + 1).equals("evidence");
            if (name.equals(".git") || SHORT_NAME.matcher(name).matches() || name.equals(".ssot") && !evidence) {
                return true;
            }
        }
        String path = String.join("/", folded);
        return GENERATED.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }

    /** As the most forgiving file system would compare it. */
    private static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return Normalizer.normalize(composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    /** Whether it lies below a folder of a registry, where only evidence is for others to write. */
    public boolean isInRegistryFolder() {
        return names.stream().map(WritablePath::folded).anyMatch(".ssot"::equals);
    }

    /** From the root, with {@code /} between its names. */
    public String text() {
        return String.join("/", names);
    }
}
