package dev.ssot.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One declared environment variable.
 *
 * @param defaultValue what an unset variable means; null where its description says what happens then
 * @param secret its value must never be shown or logged
 */
public record EnvironmentVariable(
        String name,
        Kind kind,
        @JsonProperty("default") @Nullable String defaultValue,
        String description,
        @JsonProperty("read_by") List<Reader> readBy,
        boolean secret) {

    /** How its value is read. */
    public enum Kind {
        TEXT,
        BOOLEAN,
        INTEGER,
        PATH,
        CSV
    }

    /** Who reads it: one of our processes, or the scripts that start them. */
    public enum Reader {
        DAEMON,
        FRONT,
        CLI,
        LAUNCHER
    }

    public boolean isReadByCode() {
        return readBy.stream().anyMatch(reader -> reader != Reader.LAUNCHER);
    }
}
