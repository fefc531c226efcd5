package dev.ssot.registry.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a value can be printed, each byte for byte as the reference prints it. */
public enum OutputFormat {
    JSON {
        @Override
        public String render(JsonNode value) {
            return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
        }
    },
    CSV {
        @Override
        public String render(JsonNode value) {
            return Rows.of(value).csv();
        }
    },
    /** A table with aligned columns, as data frames are printed. */
    DF {
        @Override
        public String render(JsonNode value) {
            return Rows.of(value).table();
        }
    },
    YAML {
        @Override
        public String render(JsonNode value) {
            return YamlText.of(value);
        }
    },
    TOML {
        @Override
        public String render(JsonNode value) {
            return TomlText.of(value);
        }
    };

    public abstract String render(JsonNode value);

    /** As options name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(OutputFormat::text).toList();
    }

    public static Optional<OutputFormat> parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(text))
                .findFirst();
    }
}
