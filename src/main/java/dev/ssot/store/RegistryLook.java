package dev.ssot.store;

import dev.ssot.registry.Registry;
import java.time.Instant;

/** Looks at the registry that a write is about to change, under the registry's lock, before anything of it is changed. */
@FunctionalInterface
public interface RegistryLook {

    void at(Registry registry, Instant wallClock);
}
