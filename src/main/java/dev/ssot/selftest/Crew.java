package dev.ssot.selftest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The callers of a trial in which processes die: who dies is replaced in its place. */
final class Crew {

    private static final long PAUSE_NANOS = 500_000;

    private final Testbed bed;

    /** Read by drivers at any time; only the trial's own thread replaces. */
    private volatile List<WorkerProcess> places;

    Crew(Testbed bed, int callers) throws IOException {
        this.bed = bed;
        this.places = bed.startCallers(callers);
    }

    int size() {
        return places.size();
    }

    WorkerProcess at(int place) {
        return places.get(place);
    }

    /** Kills the one in that place, and puts another one there. */
    void replace(int place, Episode episode, String where) throws IOException, InterruptedException {
        WorkerProcess dying = at(place);
        bed.kill(dying, episode, where);
        put(place, bed.start(dying.role()));
    }

    /** Kills everybody at one instant. */
    void killAll(Episode episode) throws InterruptedException {
        List<WorkerProcess> all = new ArrayList<>(places);
        bed.daemon().filter(WorkerProcess::isAlive).ifPresent(all::add);
        all.forEach(WorkerProcess::close);
        for (WorkerProcess worker : all) {
            bed.kill(worker, episode, "all at once");
        }
    }

    void replaceAll() throws IOException {
        places = bed.startCallers(size());
    }

    /** The one in that place, or in the next one where somebody lives; a dead one when nobody waits any more. */
    WorkerProcess living(int place, BooleanSupplier waiting) {
        while (waiting.getAsBoolean()) {
            for (int i = 0; i < size(); i++) {
                WorkerProcess worker = at((place + i) % size());
                if (worker.isAlive()) {
                    return worker;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return at(place % size());
    }

    private void put(int place, WorkerProcess worker) {
        List<WorkerProcess> changed = new ArrayList<>(places);
        changed.set(place, worker);
        places = List.copyOf(changed);
    }
}
