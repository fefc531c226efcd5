package dev.ssot.registry.validation;

import dev.ssot.registry.FileFact;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.util.Arrays;

/** Why the JSON in a file is not canonical; empty text when it is. */
record CanonicalForm() implements FileFact<String> {

    @Override
    public String of(String path, byte[] bytes) {
        try {
            byte[] canonical = CanonicalJson.write(StrictJson.read(bytes));
            if (Arrays.equals(canonical, bytes)) {
                return "";
            }
            boolean endsLine = bytes.length == canonical.length + 1
                    && bytes[canonical.length] == '\n'
                    && Arrays.equals(canonical, 0, canonical.length, bytes, 0, canonical.length);
            return endsLine
                    ? "trailing newline is not allowed in canonical RFC 8785 JCS JSON"
                    : "content is not canonical RFC 8785 JCS JSON";
        } catch (InvalidJson invalid) {
            return "Invalid JSON for %s: %s".formatted(path, invalid.getMessage());
        }
    }
}
