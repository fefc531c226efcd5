package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Claims a slice, which is measured, and gives it back, which is not, so that work never runs out. */
record ClaimRound(Door door, String worker, Tokens tokens) implements Load.Step {

    @Override
    public Load.Sample take() {
        long begun = System.nanoTime();
        ObjectNode answer = HeldSlice.claim(door, worker);
        long nanos = System.nanoTime() - begun;
        boolean granted = HeldSlice.isGrant(answer);
        if (granted) {
            try (HeldSlice held = HeldSlice.of(door, answer)) {
                tokens.granted(held.token());
            }
        }
        return new Load.Sample(nanos, granted);
    }
}
