package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.export.Rendering;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints on the streams of the process. */
record StandardStreams(
        PrintWriter out, PrintWriter err, @Nullable Screen screen) implements Console {

    @Override
    public void result(String rendered) {
        out.print(rendered);
    }

    @Override
    public void result(JsonNode value) {
        out.print(screen == null ? Rendering.render(value, Rendering.Format.JSON) : screen.show(value));
    }

    @Override
    public void text(String text) {
        out.print(text);
    }

    @Override
    public void complaint(String text) {
        err.print(text);
    }
}
