package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.registry.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/** How the daemon writes its log. */
enum LogFormat {
    TEXT,
    JSON;

    private static final Variable VARIABLE = Variable.VOX_ORCHESTRATOR_DAEMON_LOG_FORMAT;

    static LogFormat of(Environment environment) throws ConfigurationError {
        String text = environment.text(VARIABLE).orElse("text");
        return switch (text) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default ->
                throw new ConfigurationError("%s=%s is no format of a log: use text or json".formatted(VARIABLE, text));
        };
    }

    /** From here on everything that this process logs is written so. */
    void apply() {
        if (this == JSON) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                writeLines(handler);
            }
        }
    }

    /** The framework's handler keeps those that write behind itself. */
    private static void writeLines(Handler handler) {
        handler.setFormatter(new Lines());
        if (handler instanceof ExtHandler outer) {
            for (Handler inner : outer.getHandlers()) {
                writeLines(inner);
            }
        }
    }

    /** One JSON object for each record. */
    static final class Lines extends ExtFormatter {

        @Override
        public String format(ExtLogRecord record) {
            ObjectNode line = Json.object()
                    .put("time", record.getInstant().toString())
                    .put("level", record.getLevel().getName())
                    .put("logger", record.getLoggerName())
                    .put("thread", record.getThreadName())
                    .put("message", record.getFormattedMessage());
            if (record.getThrown() != null) {
                StringWriter trace = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(trace, true));
                line.put("error", trace.toString());
            }
            return line + "\n";
        }
    }
}
