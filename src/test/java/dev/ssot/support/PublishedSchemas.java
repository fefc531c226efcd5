package dev.ssot.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;

/** The published schemas as another program would use them: by file, with references followed. */
public final class PublishedSchemas {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private PublishedSchemas() {}

    /** @param path of a schema file, relative to the project */
    public static List<String> problems(String path, JsonNode value) {
        return FACTORY
                .getSchema(
                        SchemaLocation.of(Path.of(path).toAbsolutePath().toUri().toString()))
                .validate(value)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
