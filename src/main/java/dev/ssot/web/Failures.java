package dev.ssot.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what a route throws like every other refusal, and tells nothing of the code. */
@Provider
public final class Failures implements ExceptionMapper<Throwable> {

    @Override
    public Response toResponse(Throwable failure) {
        return failure instanceof WebApplicationException expected
                ? Problem.of(expected.getResponse().getStatus()).response()
                : Gateway.bug("the request", failure).response();
    }
}
