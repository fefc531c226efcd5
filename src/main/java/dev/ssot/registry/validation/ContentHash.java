package dev.ssot.registry.validation;

import dev.ssot.registry.FileFact;
import dev.ssot.registry.json.CanonicalJson;

/** The hash of a file's bytes. */
record ContentHash() implements FileFact<String> {

    @Override
    public String of(String path, byte[] bytes) {
        return CanonicalJson.hash(bytes);
    }
}
