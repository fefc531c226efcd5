package dev.ssot.boot.doctor;

import dev.ssot.environment.Environment;
import dev.ssot.store.StoreUpkeep;
import dev.ssot.workspace.RepositoryRoot;
import java.nio.file.Path;
import java.time.InstantSource;

/** What is looked at: one repository, and the user and machine that it is worked on with. */
record Patient(RepositoryRoot repository, Environment environment, InstantSource clock, StoreUpkeep stores) {

    static Patient of(RepositoryRoot repository, Environment environment, InstantSource clock) {
        return new Patient(repository, environment, clock, new StoreUpkeep(repository.path(), clock));
    }

    Path root() {
        return repository.path();
    }

    Path ssot() {
        return repository.path().resolve(".ssot");
    }

    Path control() {
        return stores.controlFolder();
    }
}
