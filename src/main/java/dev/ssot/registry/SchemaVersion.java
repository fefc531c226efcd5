package dev.ssot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.PythonText;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which schema versions open: the ones we write, later ones for reading, earlier ones after an upgrade. */
sealed interface SchemaVersion {

    String SUPPORTED = "0.7.0";

    /** Later releases of the reference write 0.8.0; it differs by one optional field and is kept as it is. */
    Set<String> WRITABLE = Set.of(SUPPORTED, "0.8.0");

    Set<String> UPGRADABLE = Set.of("0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0", "0.6.0");

    Pattern SEMVER = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");

    record Current() implements SchemaVersion {}

    record Newer(String warning) implements SchemaVersion {}

    record Unsupported(String message) implements SchemaVersion {}

    static SchemaVersion of(@Nullable JsonNode version, String root) {
        if (version != null
                && version.isIntegralNumber()
                && version.bigIntegerValue().bitLength() < 16) {
            int number = version.intValue();
            return number >= 3 && number <= 10 ? older(version.asText(), root) : unsupported(version.asText());
        }
        if (version == null || !version.isTextual()) {
            return unsupported(version == null || version.isNull() ? "None" : version.toString());
        }
        String text = version.textValue();
        if (WRITABLE.contains(text)) {
            return new Current();
        }
        if (UPGRADABLE.contains(text)) {
            return older(text, root);
        }
        if (!SEMVER.matcher(text).matches()) {
            return unsupported(PythonText.repr(text));
        }
        return isAfterSupported(text)
                ? new Newer("Registry schema_version %s is newer than %s: it opens for reading only"
                        .formatted(text, SUPPORTED))
                : new Unsupported("Registry schema_version must be " + SUPPORTED);
    }

    private static SchemaVersion older(String version, String root) {
        return new Unsupported(
                "Registry schema_version %s is older than supported schema_version %s; run `ssot upgrade %s`"
                        .formatted(version, SUPPORTED, root));
    }

    private static SchemaVersion unsupported(String shown) {
        return new Unsupported("Registry schema_version is unsupported: " + shown);
    }

    private static boolean isAfterSupported(String version) {
        String[] parts = version.split("\\.");
        String[] supported = SUPPORTED.split("\\.");
        for (int i = 0; i < supported.length; i++) {
            int order = Integer.compare(Integer.parseInt(parts[i]), Integer.parseInt(supported[i]));
            if (order != 0) {
                return order > 0;
            }
        }
        return false;
    }
}
