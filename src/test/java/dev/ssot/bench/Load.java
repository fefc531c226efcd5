package dev.ssot.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Workers that each take one step after the other, the next one as soon as the last one is done. */
final class Load {

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
        CyclicBarrier start = new CyclicBarrier(workers.size());
        List<Future<List<Sample>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            for (Step worker : workers) {
                running.add(threads.submit(() -> {
                    start.await();
                    repeat(worker, warmUp);
                    return repeat(worker, measured);
                }));
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (Future<List<Sample>> worker : running) {
            samples.addAll(worker.get());
        }
        return new Measured(
                new Figures(samples.stream().mapToLong(Sample::nanos).toArray()),
                samples.size() / (measured.toNanos() / 1e9),
                samples.stream().filter(sample -> !sample.good()).count());
    }

    private static List<Sample> repeat(Step worker, Duration time) {
        List<Sample> samples = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            samples.add(worker.take());
        }
        return samples;
    }
}
