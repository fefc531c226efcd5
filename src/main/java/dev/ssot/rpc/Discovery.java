package dev.ssot.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.FileStamp;
import dev.ssot.workspace.OwnerOnly;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The owner-only file in which a daemon tells the clients of its user where it is and how to know it. */
public final class Discovery {

    private static final long LONGEST_FILE = 64 << 10;

    /** Whether a daemon could announce itself. */
    public sealed interface Announced {

        record Done(Path file) implements Announced {}

        record Refused(String reason) implements Announced {}
    }

    private final Path directory;
    private final Path file;

    private Discovery(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("daemon.json");
    }

    /** The user's discovery file; empty if the environment names no place for it. */
    public static Optional<Discovery> in(Environment environment) {
        return environment
                .folder(Variable.XDG_RUNTIME_DIR)
                .or(environment::stateHome)
                .map(base -> new Discovery(base.resolve("ssot")));
    }

    public Path file() {
        return file;
    }

    /** Where a daemon listens beside its port; no other file is ever opened as its socket. */
    public Path socket() {
        return directory.resolve("daemon.sock");
    }

    /** Cheap enough to ask before each call whether the file has changed since it was read. */
    public FileStamp stamp() {
        return FileStamp.orAbsent(file);
    }

    public Discovered read() {
        FileStamp stamp = stamp();
        if (stamp.equals(FileStamp.ABSENT)) {
            return new Discovered.Absent();
        }
        try {
            Optional<String> distrust = OwnerOnly.distrustDirectory(directory).or(() -> tooLong(stamp));
            if (distrust.isEmpty()) {
                distrust = OwnerOnly.distrustFile(file);
            }
            return distrust.<Discovered>map(Discovered.Untrusted::new).orElseGet(() -> parse(stamp));
        } catch (NoSuchFileException removed) {
            return new Discovered.Absent();
        } catch (IOException unreadable) {
            return new Discovered.Untrusted(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** Writes the file; only for the daemon that holds {@link SingleInstance}. */
    public Announced announce(DaemonAddress daemon) throws IOException {
        Optional<String> distrust = OwnerOnly.prepare(directory);
        if (distrust.isPresent()) {
            return new Announced.Refused(distrust.get());
        }
        AtomicFile.write(
                file,
                Json.MAPPER.writeValueAsBytes(toJson(daemon)),
                Long.toString(daemon.pid()),
                AtomicFile.Access.OWNER_ONLY);
        return new Announced.Done(file);
    }

    /** Removes the file unless another daemon has written it since; only for the holder of {@link SingleInstance}. */
    public boolean removeIfOurs(DaemonAddress daemon) throws IOException {
        Optional<DaemonAddress> written = Files.exists(file) ? readDaemon() : Optional.empty();
        return written.filter(other ->
                                other.pid() == daemon.pid() && other.token().equals(daemon.token()))
                        .isPresent()
                && Files.deleteIfExists(file);
    }

    /** Creates the owner-only folder that the daemon's files live in; says why it cannot be trusted, if it cannot. */
    public Optional<String> prepareFolder() throws IOException {
        return OwnerOnly.prepare(directory);
    }

    /** The owner-only folder that the daemon's files live in. */
    public Path directory() {
        return directory;
    }

    private Discovered parse(FileStamp stamp) {
        try {
            Optional<DaemonAddress> daemon = readDaemon();
            if (daemon.isEmpty()) {
                return new Discovered.Untrusted(file + " is not what a daemon writes");
            }
            return lives(daemon.get())
                    ? new Discovered.Found(daemon.get(), stamp)
                    : new Discovered.Untrusted(file + " is left over from a daemon that is gone: pid "
                            + daemon.get().pid());
        } catch (NoSuchFileException removed) {
            return new Discovered.Absent();
        } catch (IOException unreadable) {
            return new Discovered.Untrusted(file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static boolean lives(DaemonAddress daemon) {
        return ProcessIdentity.isAlive(daemon.pid(), daemon.processStart());
    }

    private Optional<String> tooLong(FileStamp stamp) {
        return stamp.size() > LONGEST_FILE ? Optional.of(file + " is too long") : Optional.empty();
    }

    /** Empty if the file does not hold what a daemon writes. */
    private Optional<DaemonAddress> readDaemon() throws IOException {
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(file));
            Optional<Token> token = Token.parse(json.path("token").asText());
            Optional<InetSocketAddress> address = loopback(json.path("address").asText());
            if (token.isEmpty() || address.isEmpty() || !json.path("pid").isIntegralNumber()) {
                return Optional.empty();
            }
            return Optional.of(new DaemonAddress(
                    address.get(),
                    Optional.of(socket())
                            .filter(file ->
                                    file.toString().equals(json.path("socket").asText())),
                    token.get(),
                    json.path("pid").asLong(),
                    json.path("process_start").asText(),
                    json.path("version").asText(),
                    json.path("protocol").asText()));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static ObjectNode toJson(DaemonAddress daemon) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("address", daemon.hostAndPort());
        daemon.socket().ifPresent(file -> json.put("socket", file.toString()));
        return json.put("token", daemon.token().text())
                .put("pid", daemon.pid())
                .put("process_start", daemon.processStart())
                .put("version", daemon.version())
                .put("protocol", daemon.protocol());
    }

    /** A literal address only: a name would have to be asked for, and could be answered by anybody. */
    private static Optional<InetSocketAddress> loopback(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        try {
            String host = hostAndPort.substring(0, Math.max(colon, 0)).replaceAll("[\\[\\]]", "");
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.ofLiteral(host), Integer.parseInt(hostAndPort.substring(colon + 1)));
            return Optional.of(address).filter(a -> a.getAddress().isLoopbackAddress());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
