package dev.ssot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.document.AuthoredDocument;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was given on the command line, as a command reads it. What turns out wrong with a value is kept here, so that
 * commands can be written as if nothing were.
 */
public final class Given {

    private final Map<String, JsonNode> values;
    private final Files files;

    private @Nullable Refusal refusal;

    /** @param values by the name of the option or positional, with the fallbacks of those not given */
    public Given(Map<String, JsonNode> values, Files files) {
        this.values = values;
        this.files = files;
    }

    /** Files of the repository, by the rules for paths. */
    public interface Files {

        /** The text of a file, without a byte order mark. */
        Found<String> read(String path);

        /** The path from the root of a file that may be written. */
        Found<String> target(String path);
    }

    /** What looking for a file led to. */
    public sealed interface Found<T> {

        record Ready<T>(T value) implements Found<T> {}

        record Refused<T>(Refusal refusal) implements Found<T> {}
    }

    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** JSON null when it was not given and has no fallback. */
    JsonNode value(String name) {
        return values.getOrDefault(name, NullNode.instance);
    }

    @Nullable String text(String name) {
        return value(name).textValue();
    }

    boolean isSet(String name) {
        return value(name).asBoolean();
    }

    /** The named options as arguments, JSON null for what was not given. */
    ObjectNode all(String... names) {
        ObjectNode arguments = Json.object();
        for (String name : names) {
            arguments.set(Option.key(name), value(name));
        }
        return arguments;
    }

    /** The named options as arguments, without what was not given. */
    ObjectNode present(String... names) {
        return withoutNulls(all(names));
    }

    static ObjectNode withoutNulls(ObjectNode arguments) {
        arguments.properties().removeIf(argument -> argument.getValue().isNull());
        return arguments;
    }

    /** The long text of a row, from {@code --body} or {@code --body-file}. */
    JsonNode body(String label) {
        JsonNode inline = value("--body");
        String file = text("--body-file");
        if (file == null) {
            return inline;
        }
        if (!inline.isNull()) {
            return refuse("%s accepts only one of body or body_file".formatted(label));
        }
        return read(file);
    }

    /** The text of a document: given here, or the body of the JSON or YAML file. */
    JsonNode documentBody(DocumentKind kind, String label) {
        String file = text("--body-file");
        JsonNode text = body(label);
        if (file == null || text.isNull()) {
            return text;
        }
        byte[] bytes = text.textValue().getBytes(StandardCharsets.UTF_8);
        return switch (AuthoredDocument.read(
                kind, bytes, Path.of(file).getFileName().toString())) {
            case AuthoredDocument.Reading.Authored(String body, var _) -> TextNode.valueOf(body);
            case AuthoredDocument.Reading.Problem(String message) -> refuse(message);
        };
    }

    /** An object from an option with JSON, or from the file that the other option names. */
    JsonNode object(String inlineOption, String fileOption, String label) {
        JsonNode inline = value(inlineOption);
        String file = text(fileOption);
        if (!inline.isNull() && file != null) {
            return refuse("%s accepts only one of inline JSON or JSON file".formatted(label));
        }
        JsonNode text = file == null ? inline : read(file);
        return text.isNull() ? text : parsed(text.textValue(), label);
    }

    private JsonNode parsed(String text, String label) {
        try {
            JsonNode parsed = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
            return parsed.isObject() ? parsed : refuse("%s must decode to a JSON object".formatted(label));
        } catch (InvalidJson invalid) {
            return refuse("%s must be valid JSON: %s".formatted(label, invalid.getMessage()));
        }
    }

    /** The file that the option names, by its path from the root, for the operation that writes it. */
    JsonNode target(String option) {
        String file = text(option);
        return file == null ? NullNode.instance : taken(files.target(file));
    }

    /** Where the result is to be written too; null for nowhere. */
    public @Nullable String outputFile() {
        return target("--output-file").textValue();
    }

    private JsonNode read(String file) {
        return taken(files.read(file));
    }

    private JsonNode taken(Found<String> found) {
        return switch (found) {
            case Found.Ready<String>(String value) -> TextNode.valueOf(value);
            case Found.Refused<String>(Refusal refused) -> {
                refusal = refused;
                yield NullNode.instance;
            }
        };
    }

    /** Keeps why the command cannot be run, in words of the reference. */
    JsonNode refuse(String message) {
        refusal = new Refusal(
                ErrorCode.INVALID_ARGUMENTS, message, "Nothing was done. Correct the options and repeat the command.");
        return NullNode.instance;
    }
}
