package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Version;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a daemon works with, as its log says when it starts. */
final class DaemonConfiguration {

    private static final String HIDDEN = "(secret)";

    private DaemonConfiguration() {}

    /** One line; a secret is only said to be set. */
    static String line(Environment environment) {
        String set = Arrays.stream(Variable.values())
                .filter(Variable::isOurs)
                .flatMap(variable -> environment.text(variable).stream()
                        .map(value -> variable + "=" + (variable.isSecret() ? HIDDEN : oneLine(value))))
                .collect(Collectors.joining(" "));
        return "configuration: version %s, Java %s, %d processors, %d MB of memory at most; %s"
                .formatted(
                        Version.current(),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        set.isEmpty() ? "every variable has its default" : set + ", every other has its default");
    }

    private static String oneLine(String value) {
        return value.replaceAll("\\p{Cntrl}", "?");
    }
}
