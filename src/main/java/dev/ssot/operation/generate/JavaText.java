package dev.ssot.operation.generate;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Java sources, as the compiler of the JDK that runs this program sees them. Nothing is compiled to a file, or run. */
final class JavaText {

    private JavaText() {}

    /** Why the text cannot be parsed. */
    static Optional<String> parsed(String text) {
        return problem(text, JavacTask::parse);
    }

    /** Why it would not compile, every name and type in it considered. */
    static Optional<String> compiled(String text) {
        return problem(text, JavacTask::analyze);
    }

    private interface Step {

        Iterable<?> of(JavacTask task) throws IOException;
    }

    private static Optional<String> problem(String text, Step step) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return Optional.of("cannot be checked: this Java runtime has no compiler");
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavacTask task = (JavacTask) compiler.getTask(
                new StringWriter(), null, found, List.of("-proc:none", "-cp", ""), null, List.of(new Source(text)));
        try {
            step.of(task).forEach(unit -> {});
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .map(error -> "is no Java: line %d: %s".formatted(error.getLineNumber(), error.getMessage(null)));
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Client.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
