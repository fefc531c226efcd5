package dev.ssot.registry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Goes depth first through what ids lead to. Chains may be longer than the stack of a thread is deep. */
public final class Descent {

    private final Steps steps;
    private final SequencedSet<String> path = new LinkedHashSet<>();
    private final Deque<Iterator<String>> open = new ArrayDeque<>();

    private Descent(Steps steps) {
        this.steps = steps;
    }

    /** What there is to do on the way. */
    public interface Steps {

        /** Where the id leads to, in order. */
        Iterable<String> next(String id);

        /** Whether to go on to that one; never to one that is on the path, which would have no end. */
        boolean follows(SequencedSet<String> path, String next);

        /** Everything below the id is done; the path ends before it. */
        void leave(SequencedSet<String> path, String id);
    }

    public static void from(String id, Steps steps) {
        Descent descent = new Descent(steps);
        descent.enter(id);
        descent.run();
    }

    private void run() {
        while (!open.isEmpty()) {
            if (open.getLast().hasNext()) {
                String next = open.getLast().next();
                if (steps.follows(path, next)) {
                    enter(next);
                }
            } else {
                open.removeLast();
                steps.leave(path, path.removeLast());
            }
        }
    }

    private void enter(String id) {
        if (!path.add(id)) {
            throw new IllegalStateException("a circle through " + id + " must not be followed");
        }
        open.addLast(steps.next(id).iterator());
    }
}
