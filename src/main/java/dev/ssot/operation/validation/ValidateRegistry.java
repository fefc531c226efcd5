package dev.ssot.operation.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.completion.KeptProofs;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.config.CompletionPolicy;
import dev.ssot.registry.validation.Validation;
import java.util.List;

/** {@code registry.validate}: every rule over the whole registry and its files as they are now. */
public final class ValidateRegistry implements UseCase<ValidateRequest, Report> {

    @Override
    public Reply<Report> run(ValidateRequest request, Context context) {
        return context.withRegistry(registry -> Reply.answer(new Report(validate(registry, context))));
    }

    /** Whoever changes the registry next starts from what was found. */
    static ObjectNode validate(Registry registry, Context context) {
        Place place = context.place();
        Validation validation = Validation.full(registry, place.files());
        place.remember(validation);
        ObjectNode report = validation.report().json(place.registryPath());
        return withStale(report, KeptProofs.of(context).allStale(registry), place.guardedFiles(context.now()));
    }

    /** Evidence that changed after a gate rested on it breaks the proof, but no rule of the registry's format. */
    private static ObjectNode withStale(ObjectNode report, List<String> stale, RepositoryFiles files) {
        boolean breaks = CompletionPolicy.of(files) instanceof CompletionPolicy.Reading.Known(CompletionPolicy policy)
                && policy.level().needsProof();
        stale.forEach(report.withArray(breaks ? "failures" : "warnings")::add);
        return breaks && !stale.isEmpty() ? report.put("passed", false) : report;
    }
}
