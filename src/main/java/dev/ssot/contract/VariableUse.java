package dev.ssot.contract;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where compiled code uses environment variables: every constant of {@link Variable} that it names, and every place
 * that asks the system for variables past the {@link Environment}.
 *
 * @param named the places of each constant that somebody other than the enum itself names
 * @param stray the places that ask the system, in the order of their classes
 */
public record VariableUse(SortedMap<Variable, List<Site>> named, List<Site> stray) {

    private static final ClassDesc VARIABLE = Variable.class.describeConstable().orElseThrow();
    private static final ClassDesc SYSTEM = System.class.describeConstable().orElseThrow();
    private static final String OWN_PACKAGE = Environment.class.getPackageName();

    /**
     * A place in the code.
     *
     * @param file the source, named by its package as folders are below {@code src/main/java}
     * @param line 0 where the class does not tell its lines
     */
    public record Site(String className, String file, int line) {}

    /** The code of the program that runs, wherever its classes come from. */
    public static VariableUse ofThisProgram() throws IOException {
        try {
            return in(Path.of(VariableUse.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the classes come from no file", impossible);
        }
    }

    /** @param classes a folder of compiled classes, or a jar */
    public static VariableUse in(Path classes) throws IOException {
        VariableUse use = new VariableUse(new TreeMap<>(), new ArrayList<>());
        if (Files.isDirectory(classes)) {
            use.addAll(classes);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(classes)) {
                for (Path root : jar.getRootDirectories()) {
                    use.addAll(root);
                }
            }
        }
        return use;
    }

    private void addAll(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            add(ClassFile.of().parse(Files.readAllBytes(file)));
        }
    }

    private void add(ClassModel type) {
        if (type.thisClass().asSymbol().equals(VARIABLE)) {
            return;
        }
        for (var method : type.methods()) {
            method.code().ifPresent(code -> add(type, code));
        }
    }

    private void add(ClassModel type, CodeModel code) {
        int line = 0;
        for (CodeElement element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case FieldInstruction field
                when isConstant(field) ->
                    named.computeIfAbsent(Variable.valueOf(field.name().stringValue()), _ -> new ArrayList<>())
                            .add(site(type, line));
                case InvokeInstruction call
                when isGetenv(call.owner().asSymbol(), call.name().stringValue()) -> addStray(type, line);
                case InvokeDynamicInstruction reference when refersToGetenv(reference) -> addStray(type, line);
                default -> {}
            }
        }
    }

    private static boolean isConstant(FieldInstruction field) {
        return field.opcode() == Opcode.GETSTATIC
                && field.owner().asSymbol().equals(VARIABLE)
                && field.typeSymbol().equals(VARIABLE);
    }

    private static boolean isGetenv(ClassDesc owner, String method) {
        return owner.equals(SYSTEM) && method.equals("getenv");
    }

    /** As {@code System::getenv} is compiled. */
    private static boolean refersToGetenv(InvokeDynamicInstruction reference) {
        return reference.bootstrapArgs().stream()
                .anyMatch(argument -> argument instanceof DirectMethodHandleDesc handle
                        && isGetenv(handle.owner(), handle.methodName()));
    }

    private void addStray(ClassModel type, int line) {
        Site site = site(type, line);
        if (!site.className().startsWith(OWN_PACKAGE + ".")) {
            stray.add(site);
        }
    }

    private static Site site(ClassModel type, int line) {
        String name = type.thisClass().asInternalName();
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        String file = type.findAttribute(Attributes.sourceFile())
                .map(source -> folder + source.sourceFile().stringValue())
                .orElse(name + ".class");
        return new Site(name.replace('/', '.'), file, line);
    }
}
