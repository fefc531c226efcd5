package dev.ssot.workspace.snapshot;

import dev.ssot.workspace.ConfinedEntry;
import dev.ssot.workspace.ConfinedWrite;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.snapshot.WorktreeRestore.Outcome;
import dev.ssot.workspace.snapshot.WorktreeRestore.Pending;
import dev.ssot.workspace.snapshot.WorktreeRestore.Settled;
import dev.ssot.workspace.tree.Contents;
import dev.ssot.workspace.tree.TreeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of one restore, forth and back. Only for who holds the lock of restores. */
record RestoreRun(Path root, ObjectStore objects, RestoreJournal journal) {

    /** @param at the first step that was not done */
    private record Stop(int at, String reason) {}

    /** Finds what is in the way before anything is touched, then makes the new files ready. */
    Optional<Outcome.Refused> stage() throws IOException {
        return stage(steps());
    }

    private List<RestoreStep> steps() {
        return RestoreStep.between(journal.before(), journal.after(), journal);
    }

    private Optional<Outcome.Refused> stage(List<RestoreStep> steps) throws IOException {
        Set<Path> goes = new HashSet<>();
        steps.stream().filter(step -> step.to().isEmpty()).forEach(step -> goes.add(step.relative()));
        for (RestoreStep step : steps) {
            if (!step.isThere(root, step.from())) {
                return Optional.of(new Outcome.Refused(step.path(), "it was changed meanwhile"));
            }
            if (step.to().isPresent()
                    && new ConfinedEntry(root, step.relative()).mayBePut(goes)
                            instanceof ConfinedWrite.Refused refused) {
                return Optional.of(new Outcome.Refused(step.path(), reason(refused)));
            }
            step.stage(objects);
        }
        return Optional.empty();
    }

    /** Brings all paths into their new state, or those that were back into the old one. */
    Outcome swap() throws IOException {
        List<RestoreStep> steps = steps();
        Optional<Stop> stop = apply(steps);
        if (stop.isEmpty()) {
            Failpoint.RESTORE_DONE.pass();
            journal.close();
            return new Outcome.Done(steps.size());
        }
        Optional<Stop> stuck = apply(back(steps.subList(0, stop.get().at())));
        if (stuck.isPresent()) {
            return new Outcome.Between(
                    paths(where(steps, RestoreStep::to)), stuck.get().reason());
        }
        journal.close();
        return new Outcome.Refused(steps.get(stop.get().at()).path(), stop.get().reason());
    }

    private Optional<Stop> apply(List<RestoreStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            try {
                if (steps.get(i).swap(root) instanceof ConfinedWrite.Refused refused) {
                    return Optional.of(new Stop(i, reason(refused)));
                }
            } catch (IOException failure) {
                return Optional.of(new Stop(i, failure.toString()));
            }
        }
        try {
            RestoreStep.settle(root, steps);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(new Stop(steps.size() - 1, failure.toString()));
        }
    }

    /** The way back, made ready. */
    private List<RestoreStep> back(List<RestoreStep> done) throws IOException {
        List<RestoreStep> back = new ArrayList<>();
        for (RestoreStep step : done) {
            RestoreStep reverse = step.back(journal, back.size());
            reverse.stage(objects);
            back.add(reverse);
        }
        back.sort(RestoreStep.inOrder());
        return back;
    }

    /** How far a restore has come whose process died. */
    Pending pending() throws IOException {
        List<String> done = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (RestoreStep step : steps()) {
            Optional<TreeEntry> now = Contents.entry(root, step.path());
            (now.equals(step.to()) ? done : now.equals(step.from()) ? open : foreign).add(step.path());
        }
        return new Pending(done, open, foreign);
    }

    /** Finishes it, or takes it back; what others changed since stays. */
    Settled settle() throws IOException {
        Pending pending = pending();
        List<RestoreStep> steps = steps();
        List<RestoreStep> open = where(steps, RestoreStep::from);
        boolean finished = isFinished(open);
        if (!finished) {
            Optional<Stop> stuck = apply(back(where(steps, RestoreStep::to)));
            if (stuck.isPresent()) {
                throw new IOException(stuck.get().reason());
            }
        }
        journal.close();
        return new Settled(finished, pending.open().size() + pending.done().size(), pending.foreign());
    }

    private boolean isFinished(List<RestoreStep> open) {
        try {
            return stage(open).isEmpty() && apply(open).isEmpty();
        } catch (IOException contentIsGone) {
            return false;
        }
    }

    /** A side of a step. */
    @FunctionalInterface
    private interface Side {
        Optional<TreeEntry> of(RestoreStep step);
    }

    private List<RestoreStep> where(List<RestoreStep> steps, Side side) throws IOException {
        List<RestoreStep> there = new ArrayList<>();
        for (RestoreStep step : steps) {
            if (step.isThere(root, side.of(step))) {
                there.add(step);
            }
        }
        return there;
    }

    private static List<String> paths(List<RestoreStep> steps) {
        return steps.stream().map(RestoreStep::path).toList();
    }

    private static String reason(ConfinedWrite.Refused refused) {
        return switch (refused.obstacle()) {
            case LINK -> "%s is a link".formatted(refused.name());
            case NOT_A_FOLDER -> "%s is no folder".formatted(refused.name());
            case NOT_A_FILE -> "%s would be lost, which no snapshot holds".formatted(refused.name());
            case UNUSABLE_NAME -> "this system takes no file of the name " + refused.name();
            case CHANGED -> "%s was changed meanwhile".formatted(refused.name());
            case UNSUPPORTED -> "this file system cannot be written safely";
        };
    }
}
