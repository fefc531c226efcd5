package dev.ssot.operation.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.validation.Validation;

/** {@code registry.validate}: every rule over the whole registry and its files as they are now. */
public final class ValidateRegistry implements UseCase<ValidateRequest, Report> {

    @Override
    public Reply<Report> run(ValidateRequest request, Context context) {
        return context.withRegistry(registry -> Reply.answer(new Report(validate(registry, context.place()))));
    }

    /** Whoever changes the registry next starts from what was found. */
    static ObjectNode validate(Registry registry, Place place) {
        Validation validation = Validation.full(registry, place.files());
        place.remember(validation);
        return validation.report().json(place.registryPath());
    }
}
