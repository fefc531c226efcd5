package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.SelftestControl;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.selftest.Options;
import dev.ssot.selftest.Report;
import dev.ssot.selftest.Selftest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code ssot selftest}: runs what was asked for and says what came of it. */
final class SelftestRun implements SelftestControl {

    private static final String ALL = "all";
    private static final int USAGE = 2;

    /** So that all trials together end within ten minutes. */
    private static final Duration LONGEST_OF_ALL = Duration.ofSeconds(80);

    @Override
    public int run(Wanted wanted, PrintWriter out, PrintWriter err) {
        List<String> trials = wanted.trial().equals(ALL) ? Selftest.names() : List.of(wanted.trial());
        if (!Selftest.names().containsAll(trials)) {
            err.println("no such trial: %s; there are %s and all"
                    .formatted(wanted.trial(), String.join(", ", Selftest.names())));
            return USAGE;
        }
        Options options = options(wanted);
        List<Report> reports = new ArrayList<>();
        try (Selftest selftest = new Selftest(new SelftestMachine(), err)) {
            for (String trial : trials) {
                Report report = selftest.run(trial, options);
                reports.add(report);
                if (!wanted.json()) {
                    out.println(report.text());
                    out.flush();
                }
            }
        } catch (IOException | UncheckedIOException broken) {
            err.println("the selftest could not go on: " + broken.getMessage());
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
        boolean passed = reports.stream().allMatch(Report::passed);
        if (wanted.json()) {
            out.println(new String(CanonicalJson.write(json(passed, reports)), StandardCharsets.UTF_8));
        }
        return passed ? 0 : 1;
    }

    private static ObjectNode json(boolean passed, List<Report> reports) {
        ObjectNode json = Json.object().put("passed", passed);
        reports.forEach(report -> json.withArray("trials").add(report.json()));
        return json;
    }

    private static Options options(Wanted wanted) {
        Optional<Duration> asked = number(wanted.seconds()).map(Duration::ofSeconds);
        return new Options(
                wanted.seed().orElseGet(() -> System.nanoTime() & 0xFFFFFF),
                number(wanted.rounds()),
                number(wanted.processes()),
                wanted.trial().equals(ALL) ? asked.or(() -> Optional.of(LONGEST_OF_ALL)) : asked,
                wanted.keep());
    }

    private static Optional<Integer> number(OptionalLong given) {
        return given.isPresent() ? Optional.of(Math.toIntExact(given.getAsLong())) : Optional.empty();
    }
}
