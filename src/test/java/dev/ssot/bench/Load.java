package dev.ssot.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Workers that each take one step after the other, the next one as soon as the last one is done. */
final class Load {

    /** The first calls load the registry, which takes longer than any warm-up where it is large. */
    private static final int LEAST_WARM_UP = 50;

    private static final Duration LONGEST_STEP = Duration.ofMinutes(3);

    private Load() {}

    /** What one worker does again and again. */
    @FunctionalInterface
    interface Step {

        /** Takes the step and answers how long its measured part took. */
        Sample take();
    }

    /** @param good whether the answer was the one that was wanted */
    record Sample(long nanos, boolean good) {}

    /**
     * What all workers together came to.
     *
     * @param perSecond steps per second of wall time, their parts that are not measured included
     * @param bad how many steps did not get the answer that was wanted
     */
    record Measured(Figures latency, double perSecond, long bad) {}

    /** Lets the workers run; nothing of what they do while they warm up counts. */
    static Measured run(List<? extends Step> workers, Duration warmUp, Duration measured) throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(workers.size());
        List<Future<Run>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            for (Step worker : workers) {
                running.add(threads.submit(() -> {
                    meeting.await(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS);
                    repeat(worker, warmUp, LEAST_WARM_UP);
                    meeting.await(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS);
                    return repeat(worker, measured, 1);
                }));
            }
        }
        List<Sample> samples = new ArrayList<>();
        double perSecond = 0;
        for (Future<Run> worker : running) {
            samples.addAll(worker.get().samples());
            perSecond += worker.get().perSecond();
        }
        return new Measured(
                new Figures(samples.stream().mapToLong(Sample::nanos).toArray()),
                perSecond,
                samples.stream().filter(sample -> !sample.good()).count());
    }

    private static Run repeat(Step worker, Duration time, int atLeast) {
        List<Sample> samples = new ArrayList<>();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < time.toNanos() || samples.size() < atLeast) {
            samples.add(worker.take());
        }
        return new Run(samples, System.nanoTime() - begun);
    }

    /** What one worker did, and how long it took. */
    private record Run(List<Sample> samples, long nanos) {

        double perSecond() {
            return samples.size() / (nanos / 1e9);
        }
    }
}
