package dev.ssot.bench;

import java.util.Arrays;

/** What was measured many times, in nanoseconds, sorted. */
final class Figures {

    private final long[] sorted;

    Figures(long[] nanos) {
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    int count() {
        return sorted.length;
    }

    /** The smallest value that {@code percent} of all values do not exceed. */
    double percentileMillis(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / 1e6;
    }

    double medianMillis() {
        return percentileMillis(50);
    }
}
