package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.CatalogSource;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.VariableUse;
import dev.ssot.environment.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The environment variables that the catalog declares, against those that the code and the launchers read. */
final class EnvironmentCheck implements Check {

    private static final String SOURCES = "src/main/java/";
    private static final String VARIABLES = SOURCES + Variable.class.getName().replace('.', '/') + ".java";
    private static final String LAUNCHERS = "deploy/bin";
    private static final String LAUNCHER = "launcher";

    /** In the scripts, what is written in capitals comes from outside unless they set it themselves. */
    private static final Pattern SCRIPT_READS = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]*)");

    private static final Pattern SCRIPT_SETS = Pattern.compile("\\b([A-Z][A-Z0-9_]*)=");

    @Override
    public void examine(Examination examination) {
        Registrations running = examination.running();
        if (running != null) {
            examine(examination, running.variables());
        }
    }

    static void examine(Examination examination, VariableUse code) {
        try {
            compareCode(examination, code);
            compareLaunchers(examination);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void compareCode(Examination examination, VariableUse code) throws IOException {
        Map<String, Finding.Place> declared = declared(examination, reader -> !reader.equals(LAUNCHER));
        for (Variable constant : Variable.values()) {
            Finding.Place place = place(examination, VARIABLES, "\\b" + constant.name() + "\\b");
            if (declared.remove(constant.toString()) == null) {
                examination.find(
                        Rule.ENV_UNDECLARED,
                        place,
                        "the code reads %s, which %s does not declare",
                        constant,
                        CatalogSource.PATH);
            }
            if (!code.named().containsKey(constant)) {
                examination.find(
                        Rule.ENV_DEAD, place, "nothing reads %s: delete its constant and its declaration", constant);
            }
        }
        declared.forEach(
                (dead, place) -> examination.find(Rule.ENV_DEAD, place, "%s is declared, but no code reads it", dead));
        for (VariableUse.Site stray : code.stray()) {
            examination.find(
                    Rule.ENV_UNDECLARED,
                    new Finding.Place(SOURCES + stray.file(), stray.line()),
                    "%s calls System.getenv: read a constant of %s from the Environment it is given",
                    stray.className(),
                    Variable.class.getSimpleName());
        }
    }

    /** A project without launchers of its own is spared: an installed program has its own elsewhere. */
    private static void compareLaunchers(Examination examination) throws IOException {
        if (!Files.isDirectory(examination.root().resolve(LAUNCHERS))) {
            return;
        }
        Map<String, Finding.Place> declared = declared(examination, LAUNCHER::equals);
        for (Map.Entry<String, String> reading :
                readByLaunchers(examination.root()).entrySet()) {
            String name = reading.getKey();
            if (declared.remove(name) == null) {
                examination.find(
                        Rule.ENV_UNDECLARED,
                        place(examination, reading.getValue(), "\\$\\{?" + name + "\\b"),
                        "the script reads %s, which %s does not declare as read_by launcher",
                        name,
                        CatalogSource.PATH);
            }
        }
        declared.forEach((dead, place) -> examination.find(
                Rule.ENV_DEAD, place, "%s is declared as read_by launcher, but no script reads it", dead));
    }

    /** Each variable with a script that reads it. */
    private static Map<String, String> readByLaunchers(Path root) throws IOException {
        Map<String, String> read = new TreeMap<>();
        TreeSet<String> own = new TreeSet<>();
        List<Path> scripts;
        try (Stream<Path> files = Files.list(root.resolve(LAUNCHERS))) {
            scripts = files.filter(Files::isRegularFile).sorted().toList();
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

    private static Map<String, Finding.Place> declared(Examination examination, Predicate<String> reader) {
        Map<String, Finding.Place> declared = new HashMap<>();
        int index = 0;
        for (JsonNode variable : examination.catalog().tree().path("environment")) {
            String at = "/environment/%d/name".formatted(index++);
            if (variable.path("read_by").valueStream().map(JsonNode::asText).anyMatch(reader)) {
                declared.put(
                        variable.path("name").asText(), examination.catalog().at(at));
            }
        }
        return declared;
    }

    /** The first line of a file that shows the pattern; where the file is not there, the catalog's declarations. */
    private static Finding.Place place(Examination examination, String file, String pattern) throws IOException {
        Path path = examination.root().resolve(file);
        if (!Files.isRegularFile(path)) {
            return examination.catalog().at("/environment");
        }
        List<String> lines = Files.readAllLines(path);
        Predicate<String> shows = Pattern.compile(pattern).asPredicate();
        return new Finding.Place(
                file,
                1
                        + IntStream.range(0, lines.size())
                                .filter(at -> shows.test(lines.get(at)))
                                .findFirst()
                                .orElse(0));
    }
}
