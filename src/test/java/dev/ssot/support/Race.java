package dev.ssot.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Starts the same thing many times at one instant. */
public final class Race implements AutoCloseable {

    private final int runners;
    private final CyclicBarrier start;
    private final ExecutorService pool;

    public Race(int runners) {
        this.runners = runners;
        this.start = new CyclicBarrier(runners);
        this.pool = Executors.newFixedThreadPool(runners);
    }

    /** Runs one round; the answers are in the order of the runners. */
    public <T> List<T> round(IntFunction<T> run) throws InterruptedException, ExecutionException {
        List<Future<T>> results = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            int runner = i;
            results.add(pool.submit(() -> {
                start.await();
                return run.apply(runner);
            }));
        }
        List<T> answers = new ArrayList<>();
        for (Future<T> result : results) {
            answers.add(result.get());
        }
        return answers;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
