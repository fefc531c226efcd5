package dev.ssot.contract.verify;

import dev.ssot.contract.CatalogSource;
import dev.ssot.contract.CommandSurface;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.SyncReport.FileReport;
import dev.ssot.contract.Synchronization;
import dev.ssot.contract.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;

/** Every generated file against what would be generated now. */
final class StaleCheck implements Check {

    @Override
    public void examine(Examination examination) {
        Registrations running = examination.running();
        CommandSurface commands = running == null ? CommandSurface.UNKNOWN : running.commands();
        try {
            new Synchronization(examination.root(), EnumSet.allOf(Target.class), commands)
                    .check()
                    .files()
                    .forEach(file -> examine(examination, file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void examine(Examination examination, FileReport file) {
        int line = file.firstDiffLine() == null ? 1 : file.firstDiffLine();
        Finding.Place place = new Finding.Place(file.path(), line);
        switch (file.status()) {
            case OK, WRITTEN -> {}
            case STALE, MISSING -> examination.find(Rule.STALE_ARTIFACT, place, "%s", file.message());
            // What is wrong with the catalog itself has been found already, with its line.
            case ERROR -> {
                if (!file.path().equals(CatalogSource.PATH) || !examination.hasFound(file.path())) {
                    examination.find(Rule.STALE_ARTIFACT, place, "cannot be generated: %s", file.message());
                }
            }
        }
    }
}
