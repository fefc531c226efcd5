package dev.ssot.store;

import dev.ssot.campaign.RecordedAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What stands between the registry file and the control store. A rename and a commit are never one transaction, so a
 * write is announced before the rename and completed after it; whoever takes the registry's lock next settles what a
 * crash left. Every method but {@link #answer} is called under the registry's lock.
 */
interface IntentLog {

    Optional<RecordedAnswer> answer(String requestId, Instant wallClock);

    /** Makes the intent durable. A crash after this and before the rename leaves it pending and the file old. */
    void announce(Intent intent, Instant wallClock);

    /** What was announced and neither completed nor dropped, oldest first. */
    List<Intent> pending(Instant wallClock);

    /** Writes the events, records the answers and removes the intent, in one transaction. */
    void complete(Intent intent, Instant wallClock);

    /** Removes an intent whose write never reached the file. */
    void drop(Intent intent, Instant wallClock);
}
