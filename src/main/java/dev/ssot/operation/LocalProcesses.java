package dev.ssot.operation;

import dev.ssot.campaign.Processes;
import dev.ssot.workspace.ProcessIdentity;
import java.util.Optional;

/** The processes of this machine, by the text form of their identities. */
public final class LocalProcesses implements Processes {

    public static final LocalProcesses INSTANCE = new LocalProcesses();

    private LocalProcesses() {}

    @Override
    public Life lifeOf(String process) {
        Optional<ProcessIdentity> identity = ProcessIdentity.parse(process);
        if (identity.isEmpty() || !identity.get().sameMachine(ProcessIdentity.self())) {
            return Life.ELSEWHERE;
        }
        return identity.get().isAlive() ? Life.ALIVE : Life.GONE;
    }

    @Override
    public String describe(String process) {
        return ProcessIdentity.parse(process)
                .map(identity -> "process %d on %s".formatted(identity.pid(), identity.host()))
                .orElse(process);
    }
}
