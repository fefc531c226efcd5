package dev.ssot.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the forgeries, made from their table. Running this writes it. */
final class ForgeryPage {

    static final Path FILE = Path.of("docs/forgeries.md");

    private static final String HEAD = """
            # Forgeries that do not pass

            Generated from the table in `src/test/java/dev/ssot/boot/Forgeries.java`; do not edit. Each attempt is made
            against a real `ssot-mcp` process by `ForgerySuiteIT`, and has to get this answer with this reason. An answer
            is the outcome of the gate (`refused`, `needs_approval`), the code of a refused call, `reported` where the
            work passes and the gate report tells of it, or `found` where another question finds it out.

            | # | level | attempt | answer | reason, in part |
            |---|---|---|---|---|
            """;

    private ForgeryPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        int number = 1;
        for (Forgery forgery : Forgeries.all()) {
            page.append("| %d | `%s` | %s | `%s` | %s |%n"
                    .formatted(
                            number++,
                            forgery.level(),
                            forgery.attempt(),
                            forgery.answer(),
                            forgery.reason().replace("|", "\\|")));
        }
        return page.toString().replace(System.lineSeparator(), "\n");
    }

    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, text());
    }
}
