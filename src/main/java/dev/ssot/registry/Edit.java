package dev.ssot.registry;

/** A step from one snapshot to the next, with what differs. */
public record Edit(Registry before, Registry after, Delta delta) {}
