package dev.ssot.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The operations of this build, in the order of the catalog. Read from a build product; no YAML is parsed here. */
public final class Catalog {

    /** The resource that the build writes from {@code contracts/operations/catalog.v1.yaml} and the records. */
    public static final String RESOURCE = "/dev/ssot/operation/catalog.json";

    private final Map<String, CatalogEntry> byId;
    private final Map<String, CatalogEntry> byRpcMethod;
    private final Map<String, CatalogEntry> byTool;
    private final Map<String, CatalogEntry> aliases = new LinkedHashMap<>();

    private Catalog(List<CatalogEntry> entries, JsonNode aliases) {
        this.byId = index(entries, CatalogEntry::id);
        this.byRpcMethod = index(entries, CatalogEntry::rpcMethod);
        this.byTool =
                index(entries.stream().filter(entry -> entry.mcp() != null).toList(), CatalogEntry::name);
        aliases.properties().forEach(alias -> {
            CatalogEntry entry = byTool.get(alias.getValue().textValue());
            if (entry == null || byTool.containsKey(alias.getKey())) {
                throw new IllegalArgumentException("no alias of a tool: " + alias);
            }
            this.aliases.put(alias.getKey(), entry);
        });
    }

    public static Catalog load() {
        try (InputStream in = Catalog.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from this build: run ./mvnw process-classes");
            }
            List<CatalogEntry> entries = new ArrayList<>();
            JsonNode product = Json.MAPPER.readTree(in);
            product.required("operations").forEach(row -> entries.add(CatalogEntry.read(row)));
            return new Catalog(entries, product.required("aliases"));
        } catch (JsonProcessingException | IllegalArgumentException malformed) {
            throw new IllegalStateException(RESOURCE + " is not what the build writes", malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Collection<CatalogEntry> entries() {
        return byId.values();
    }

    public Optional<CatalogEntry> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The operations by the methods of the daemon's protocol. */
    public Map<String, CatalogEntry> byRpcMethod() {
        return byRpcMethod;
    }

    /** The operation of a tool, by the tool's name or by another name that calls of it are understood by. */
    public Optional<CatalogEntry> resolve(String tool) {
        return Optional.ofNullable(byTool.get(tool)).or(() -> Optional.ofNullable(aliases.get(tool)));
    }

    /** The further names of tools, each with the operation of its tool. They are understood, and never listed. */
    public Map<String, CatalogEntry> aliases() {
        return Collections.unmodifiableMap(aliases);
    }

    private static Map<String, CatalogEntry> index(List<CatalogEntry> entries, Function<CatalogEntry, String> key) {
        Map<String, CatalogEntry> index = new LinkedHashMap<>();
        entries.forEach(entry -> index.put(key.apply(entry), entry));
        return Collections.unmodifiableMap(index);
    }
}
