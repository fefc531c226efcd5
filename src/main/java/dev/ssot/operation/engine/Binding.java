package dev.ssot.operation.engine;

import dev.ssot.operation.Work;

/** An operation of the catalog with its records and what it does. */
public record Binding<Q extends Record, A extends Record>(
        String operationId, Class<Q> request, Class<A> result, Work<Q, A> work) {}
