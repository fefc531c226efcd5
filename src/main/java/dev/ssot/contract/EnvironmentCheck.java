package dev.ssot.contract;

import dev.ssot.environment.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds the environment variables that the catalog declares against those that the code and the launchers read. */
public final class EnvironmentCheck {

    private static final String SOURCES = "src/main/java/";
    private static final String VARIABLES = SOURCES + Variable.class.getName().replace('.', '/') + ".java";
    private static final String LAUNCHERS = "deploy/bin";

    /** In the scripts, what is written in capitals comes from outside unless they set it themselves. */
    private static final Pattern SCRIPT_READS = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]*)");

    private static final Pattern SCRIPT_SETS = Pattern.compile("\\b([A-Z][A-Z0-9_]*)=");

    /**
     * A difference between what is declared and what is read.
     *
     * @param file below the project's folder
     * @param line 0 where no line says it
     */
    public record Finding(String file, int line, String message) {}

    private final Path project;
    private final List<EnvironmentVariable> declared;
    private final List<Finding> findings = new ArrayList<>();

    private EnvironmentCheck(Path project, List<EnvironmentVariable> declared) {
        this.project = project;
        this.declared = declared;
    }

    /** @param project the folder that holds the catalog and the sources of that code */
    public static List<Finding> of(Path project, VariableUse code) throws IOException {
        EnvironmentCheck check =
                new EnvironmentCheck(project, CatalogSource.read(project).environment());
        check.compareCode(code);
        check.compareLaunchers();
        return check.findings;
    }

    private void compareCode(VariableUse code) throws IOException {
        Set<String> declaredForCode = declared(EnvironmentVariable::isReadByCode);
        for (Variable constant : Variable.values()) {
            int line = line(VARIABLES, "\\b" + constant.name() + "\\b");
            if (!declaredForCode.remove(constant.toString())) {
                add(VARIABLES, line, "the code reads %s, which %s does not declare", constant, CatalogSource.PATH);
            }
            if (!code.named().containsKey(constant)) {
                add(VARIABLES, line, "nothing reads %s: delete its constant and its declaration", constant);
            }
        }
        for (String dead : declaredForCode) {
            add(CatalogSource.PATH, declarationOf(dead), "%s is declared, but no code reads it", dead);
        }
        for (VariableUse.Site stray : code.stray()) {
            add(
                    SOURCES + stray.file(),
                    stray.line(),
                    "%s calls System.getenv: read a constant of %s from the Environment it is given",
                    stray.className(),
                    Variable.class.getSimpleName());
        }
    }

    private void compareLaunchers() throws IOException {
        Map<String, String> read = readByLaunchers();
        Set<String> declaredForLaunchers =
                declared(variable -> variable.readBy().contains(EnvironmentVariable.Reader.LAUNCHER));
        for (Map.Entry<String, String> reading : read.entrySet()) {
            if (!declaredForLaunchers.remove(reading.getKey())) {
                add(
                        reading.getValue(),
                        line(reading.getValue(), "\\$\\{?" + reading.getKey() + "\\b"),
                        "the script reads %s, which %s does not declare as read_by launcher",
                        reading.getKey(),
                        CatalogSource.PATH);
            }
        }
        for (String dead : declaredForLaunchers) {
            add(
                    CatalogSource.PATH,
                    declarationOf(dead),
                    "%s is declared as read_by launcher, but no script reads it",
                    dead);
        }
    }

    /** Each variable with a script that reads it. */
    private Map<String, String> readByLaunchers() throws IOException {
        Map<String, String> read = new TreeMap<>();
        Set<String> own = new TreeSet<>();
        List<Path> scripts = List.of();
        if (Files.isDirectory(project.resolve(LAUNCHERS))) {
            try (Stream<Path> files = Files.list(project.resolve(LAUNCHERS))) {
                scripts = files.sorted().toList();
            }
        }
        for (Path script : scripts) {
            String text = Files.readString(script);
            SCRIPT_SETS.matcher(text).results().forEach(set -> own.add(set.group(1)));
            SCRIPT_READS
                    .matcher(text)
                    .results()
                    .forEach(reads -> read.putIfAbsent(reads.group(1), LAUNCHERS + "/" + script.getFileName()));
        }
        read.keySet().removeAll(own);
        return read;
    }

    private Set<String> declared(Predicate<EnvironmentVariable> which) {
        return declared.stream()
                .filter(which)
                .map(EnvironmentVariable::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int declarationOf(String variable) throws IOException {
        return line(CatalogSource.PATH, "^- name: " + variable + "$");
    }

    /** The first line that shows the pattern. */
    private int line(String file, String pattern) throws IOException {
        if (!Files.isRegularFile(project.resolve(file))) {
            return 0;
        }
        List<String> lines = Files.readAllLines(project.resolve(file));
        Predicate<String> shows = Pattern.compile(pattern).asPredicate();
        return 1
                + IntStream.range(0, lines.size())
                        .filter(at -> shows.test(lines.get(at)))
                        .findFirst()
                        .orElse(-1);
    }

    private void add(String file, int line, String message, Object... arguments) {
        findings.add(new Finding(file, line, message.formatted(arguments)));
    }
}
