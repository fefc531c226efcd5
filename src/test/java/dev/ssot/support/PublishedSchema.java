package dev.ssot.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;

/** A schema below {@code contracts}, held up to real answers. */
public final class PublishedSchema {

    private final JsonSchema schema;

    private PublishedSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** @param path from the project's folder */
    public static PublishedSchema at(String path) throws IOException {
        JsonNode text = new ObjectMapper().readTree(Path.of(path).toFile());
        return new PublishedSchema(
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text));
    }

    public void accepts(JsonNode answer) {
        assertThat(schema.validate(answer)).as("%s", answer).isEmpty();
    }

    public void refuses(JsonNode answer) {
        assertThat(schema.validate(answer)).as("%s", answer).isNotEmpty();
    }
}
