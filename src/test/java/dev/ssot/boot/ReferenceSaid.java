package dev.ssot.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ssot.registry.json.Json;

/** What a command line said. */
record ReferenceSaid(int status, String out, String err) {

    /** The sentence of a refusal; empty where there is none. */
    String error() {
        if (status != 1) {
            return "";
        }
        try {
            return Json.MAPPER.readTree(out).path("error").asText();
        } catch (JsonProcessingException noJson) {
            return out;
        }
    }
}
