package dev.ssot.workspace;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which process, on which machine: enough to tell whether it still lives, even after its pid went to somebody else.
 * The text form is {@code ssot:{host}:{boot id}:{pid namespace}:{pid}:{start time}}; no part contains a colon.
 *
 * @param startTime comparable only with the start time that the same kernel tells of the same pid
 */
public record ProcessIdentity(String host, String bootId, String pidNamespace, long pid, String startTime) {

    private static final String UNKNOWN = "unknown";
    private static final Path PROC = Path.of("/proc");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9._-]{1,255}");
    private static final Pattern TEXT = Pattern.compile(
            "ssot:(?<host>P):(?<boot>P):(?<namespace>P):(?<pid>[0-9]{1,18}):(?<start>P)".replace("P", PART.pattern()));

    /** Positions after the name of the program, which is in parentheses and may itself contain some. */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    public ProcessIdentity {
        for (String part : new String[] {host, bootId, pidNamespace, startTime}) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("not a part of a process identity: " + part);
            }
        }
    }

    /** This process. */
    public static ProcessIdentity self() {
        return Self.IDENTITY;
    }

    /** The process of that pid on this machine, if it lives. */
    public static Optional<ProcessIdentity> of(long pid) {
        ProcessIdentity self = self();
        return startTimeOf(pid)
                .map(startTime -> new ProcessIdentity(self.host, self.bootId, self.pidNamespace, pid, startTime));
    }

    /** Reads what {@link #text()} wrote; empty for every other text. */
    public static Optional<ProcessIdentity> parse(@Nullable String text) {
        Matcher parts = TEXT.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(
                parts.group("host"),
                parts.group("boot"),
                parts.group("namespace"),
                Long.parseLong(parts.group("pid")),
                parts.group("start")));
    }

    public String text() {
        return "ssot:%s:%s:%s:%d:%s".formatted(host, bootId, pidNamespace, pid, startTime);
    }

    /** True when the other's pid means the same process here as there. */
    public boolean sameMachine(ProcessIdentity other) {
        boolean nameless = host.equals(UNKNOWN) && bootId.equals(UNKNOWN);
        return !nameless
                && host.equals(other.host)
                && bootId.equals(other.bootId)
                && pidNamespace.equals(other.pidNamespace);
    }

    /** Whether it runs on this machine now. Says nothing about a process of {@link #sameMachine another} machine. */
    public boolean isAlive() {
        return isAlive(pid, startTime);
    }

    /** Whether the process of that pid is still the one that started then. */
    public static boolean isAlive(long pid, String startTime) {
        return startTimeOf(pid).filter(startTime::equals).isPresent();
    }

    @Override
    public String toString() {
        return text();
    }

    /** Empty when there is no such process. One that has ended and waits for its parent counts as gone. */
    private static Optional<String> startTimeOf(long pid) {
        if (!Files.exists(PROC.resolve("self/stat"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(process -> process.info()
                            .startInstant()
                            .map(Instant::toEpochMilli)
                            .map(String::valueOf)
                            .orElse(UNKNOWN));
        }
        String stat = firstLine(PROC.resolve(pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        boolean gone = fields.length <= START_TIME || fields[STATE].equals("Z") || fields[STATE].equals("X");
        return gone ? Optional.empty() : Optional.of(fields[START_TIME]);
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException absent) {
            return "";
        }
    }

    /** Found once: none of it changes while a process lives, except the host's name, where the first one stays. */
    private static final class Self {

        static final ProcessIdentity IDENTITY = find();

        private static ProcessIdentity find() {
            long pid = ProcessHandle.current().pid();
            return new ProcessIdentity(
                    part(host()),
                    part(firstLine(PROC.resolve("sys/kernel/random/boot_id"))),
                    part(pidNamespace()),
                    pid,
                    startTimeOf(pid).orElse(UNKNOWN));
        }

        private static String host() {
            String kernel = firstLine(PROC.resolve("sys/kernel/hostname"));
            if (!kernel.isBlank()) {
                return kernel;
            }
            Optional<String> windows = Environment.ofThisProcess().text(Variable.COMPUTERNAME);
            if (windows.isPresent()) {
                return windows.get();
            }
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                return UNKNOWN;
            }
        }

        /** The link reads {@code pid:[4026531836]}; only the number names the namespace. */
        private static String pidNamespace() {
            try {
                return Files.readSymbolicLink(PROC.resolve("self/ns/pid"))
                        .toString()
                        .replaceAll("[^0-9]", "");
            } catch (IOException | UnsupportedOperationException absent) {
                return UNKNOWN;
            }
        }

        private static String part(String text) {
            String cleaned = text.strip().replaceAll("[^A-Za-z0-9._-]", "-");
            return cleaned.isEmpty() ? UNKNOWN : cleaned.substring(0, Math.min(cleaned.length(), 255));
        }
    }
}
