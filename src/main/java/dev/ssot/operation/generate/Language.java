package dev.ssot.operation.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.registry.mutation.ScaffoldFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a text is written in, and how it is told from one that is not. */
enum Language {
    JSON {
        @Override
        Optional<String> problem(String text) {
            try {
                JsonNode read = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
                return read.isObject() ? Optional.empty() : Optional.of("is no JSON object");
            } catch (InvalidJson invalid) {
                return Optional.of("is no JSON: " + invalid.getMessage());
            }
        }
    },
    JAVA {
        @Override
        Optional<String> problem(String text) {
            return JavaText.parsed(text);
        }
    },
    /** Only the one form that a test's scaffold has: nothing here can parse more of the language. */
    PYTHON {
        @Override
        Optional<String> problem(String text) {
            return ScaffoldFiles.isSkeleton(text) ? Optional.empty() : Optional.of("is not the scaffold of a test");
        }
    };

    /** Why the text cannot be parsed; empty when it can. */
    abstract Optional<String> problem(String text);
}
