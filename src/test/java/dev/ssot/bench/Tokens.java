package dev.ssot.bench;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All fencing tokens that one repository has granted; none may come twice, whoever granted it. */
final class Tokens {

    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    void granted(long token) {
        if (!seen.add(token)) {
            throw new AssertionError("fencing token " + token + " was granted twice");
        }
    }

    int count() {
        return seen.size();
    }
}
