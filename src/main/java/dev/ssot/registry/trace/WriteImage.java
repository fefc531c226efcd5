package dev.ssot.registry.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that one write changed, as it was before and after: what undoing and redoing it takes. */
public record WriteImage(List<PartImage> parts, List<FileImage> files) {

    /** More is not kept for one write. */
    private static final int MAX_TEXT = 4 << 20;

    private static final int MAX_FILES = 2 << 20;

    /** The same write in the other direction. */
    public WriteImage reversed() {
        return new WriteImage(
                parts.stream().map(PartImage::reversed).toList(),
                files.stream().map(FileImage::reversed).toList());
    }

    /** As it is kept, in canonical form; empty when it is too large for that. */
    public Optional<String> text() {
        if (files.stream().mapToLong(FileImage::size).sum() > MAX_FILES) {
            return Optional.empty();
        }
        ObjectNode json = Json.object();
        ArrayNode kept = json.putArray("parts");
        parts.forEach(part -> kept.add(part.json()));
        ArrayNode bytes = json.putArray("files");
        files.forEach(file -> bytes.add(file.json()));
        byte[] text = CanonicalJson.write(json);
        return text.length > MAX_TEXT ? Optional.empty() : Optional.of(new String(text, StandardCharsets.UTF_8));
    }

    /** Empty for a text that is no such image. */
    public static Optional<WriteImage> parse(String text) {
        JsonNode json;
        try {
            json = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson other) {
            return Optional.empty();
        }
        if (!json.path("parts").isArray() || !json.path("files").isArray()) {
            return Optional.empty();
        }
        List<PartImage> parts = new ArrayList<>();
        json.path("parts").forEach(part -> parts.add(PartImage.of(part)));
        List<FileImage> files = new ArrayList<>();
        json.path("files").forEach(file -> files.add(FileImage.of(file)));
        return Optional.of(new WriteImage(parts, files));
    }
}
