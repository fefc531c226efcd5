package dev.ssot.campaign;

/** What can be told of processes by their identities. */
public interface Processes {

    Life lifeOf(String process);

    /** For a person: {@code process 4711 on box}. */
    String describe(String process);

    /** Whether a process still runs. */
    enum Life {
        ALIVE,
        GONE,
        /** It runs, or ran, on another machine: only signs of life can tell. */
        ELSEWHERE
    }
}
