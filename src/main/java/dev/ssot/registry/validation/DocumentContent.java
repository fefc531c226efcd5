package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileFact;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.document.DocumentReader;
import dev.ssot.registry.document.DocumentRules;
import dev.ssot.registry.json.CanonicalJson;
import java.util.Arrays;

/** The file of a document beside its row. */
record DocumentContent(DocumentKind kind, ObjectNode row) implements FileFact<DocumentContent.Found> {

    /**
     * What is in the file.
     *
     * @param hash with plain line ends, as rows have it
     * @param problem empty text when the content is valid and as the row says
     */
    record Found(String hash, String problem) {}

    @Override
    public Found of(String path, byte[] bytes) {
        String problem = switch (DocumentReader.read(bytes, path)) {
            case DocumentReader.Reading.Read(ObjectNode payload) ->
                DocumentRules.problem(kind, payload, row).orElse("");
            case DocumentReader.Reading.Invalid(String reason) -> reason;
        };
        return new Found(CanonicalJson.hash(withPlainLineEnds(bytes)), problem);
    }

    private static byte[] withPlainLineEnds(byte[] bytes) {
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\r' || i + 1 == bytes.length || bytes[i + 1] != '\n') {
                plain[length++] = bytes[i];
            }
        }
        return length == bytes.length ? bytes : Arrays.copyOf(plain, length);
    }
}
