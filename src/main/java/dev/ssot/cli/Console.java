package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Where a command line says what it has to say. */
interface Console {

    /** A result in the form that was asked for. */
    void result(String rendered);

    /** A result when no form was asked for: canonical JSON for programs, something nicer for people. */
    void result(JsonNode value);

    /** Help, a version, a script. */
    void text(String text);

    /** What was wrong with the call. */
    void complaint(String text);
}
