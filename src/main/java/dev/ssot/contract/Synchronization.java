package dev.ssot.contract;

import dev.ssot.contract.Projections.Rendered;
import dev.ssot.contract.SyncReport.FileReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares the published files of a project with their sources, and mends them: all of them, or none. */
public final class Synchronization {

    private final Path root;
    private final Set<Target> targets;
    private final CommandSurface commands;
    private final JsonSchemas schemas = new JsonSchemas();
    private final FileChecks checks;

    /**
     * @param root the folder that holds {@code contracts}
     * @param commands of this program
     */
    public Synchronization(Path root, Set<Target> targets, CommandSurface commands) {
        this.root = root;
        this.targets = targets;
        this.commands = commands;
        this.checks = new FileChecks(root, schemas);
    }

    /** Says of every file whether it is as it should be; writes nothing. */
    public SyncReport check() throws IOException {
        return new SyncReport(
                root, compare().stream().map(FileComparison::report).toList());
    }

    /** Writes what differs and removes what belongs to nothing. If anything is wrong, no file is changed. */
    public SyncReport write() throws IOException {
        List<FileComparison> files = compare();
        Stream<FileReport> reports = files.stream().map(FileComparison::report);
        if (files.stream().anyMatch(FileComparison::failed)) {
            return new SyncReport(root, reports.toList());
        }
        SortedMap<Path, Optional<byte[]>> changes = new TreeMap<>();
        for (FileComparison file : files) {
            if (file.change() != null) {
                changes.put(root.resolve(file.report().path()), file.change());
            }
        }
        return switch (FileSet.apply(changes)) {
            case FileSet.Applied.All() ->
                new SyncReport(
                        root, files.stream().map(file -> file.written(root)).toList());
            case FileSet.Applied.None(Path at, String reason) -> {
                String path = root.relativize(at).toString();
                FileReport failure = FileComparison.error(targetOf(path, files), path, List.of(reason))
                        .report();
                yield new SyncReport(
                        root, Stream.concat(reports, Stream.of(failure)).toList());
            }
        };
    }

    private static Target targetOf(String path, List<FileComparison> files) {
        return files.stream()
                .map(FileComparison::report)
                .filter(report -> report.path().equals(path))
                .findFirst()
                .orElseThrow()
                .target();
    }

    private List<FileComparison> compare() throws IOException {
        return switch (CatalogCheck.read(root, schemas)) {
            case CatalogCheck.Read.Bad(List<String> problems) ->
                problems.stream()
                        .map(problem -> FileComparison.error(Target.CATALOG, CatalogSource.PATH, List.of(problem)))
                        .toList();
            case CatalogCheck.Read.Good(CatalogSource catalog) -> compare(ContractSource.read(root, catalog, commands));
        };
    }

    private List<FileComparison> compare(ContractSource source) throws IOException {
        List<FileComparison> files = new ArrayList<>();
        files.add(FileComparison.ok(root, Target.CATALOG, CatalogSource.PATH));
        for (Rendered file : Projections.render(source)) {
            if (targets.contains(file.target())) {
                List<String> problems = checks.problems(file);
                files.add(
                        problems.isEmpty()
                                ? FileComparison.of(root, file)
                                : FileComparison.error(file.target(), file.path(), problems));
            }
        }
        Surplus.of(root, source).forEach(file -> files.add(FileComparison.surplus(root, file)));
        if (!source.catalog().isOurs()) {
            for (String schema : ContractSource.schemaPaths(source.catalog())) {
                String path = ContractSource.FOLDER + "/" + schema;
                List<String> problems = checks.ofWritten(root.resolve(path));
                files.add(
                        problems.isEmpty()
                                ? FileComparison.ok(root, Target.SCHEMAS, path)
                                : FileComparison.error(Target.SCHEMAS, path, problems));
            }
        }
        files.removeIf(file -> !targets.contains(file.report().target()));
        return files;
    }
}
