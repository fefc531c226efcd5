package dev.ssot.operation.release;

import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.ReportFile;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.release.CertifyRelease;
import dev.ssot.registry.release.FreezeBoundary;
import dev.ssot.registry.release.Occasion;
import dev.ssot.registry.release.PromoteRelease;
import dev.ssot.registry.release.PublishRelease;
import dev.ssot.registry.release.RevokeRelease;
import dev.ssot.registry.validation.Validation;
import dev.ssot.registry.validation.ValidationReport;

/** {@code boundary.freeze} and {@code release.*}: the guarded ways into states that no other write reaches. */
public final class ReleaseOperations {

    private ReleaseOperations() {}

    /** {@code boundary.freeze}. */
    public static Reply<Report> freeze(BoundaryFreezeRequest request, Context context) {
        FreezeBoundary freeze = new FreezeBoundary(request.boundaryId(), occasion(context));
        return write("boundary_freeze", Section.BOUNDARIES, freeze, context);
    }

    /** {@code release.certify}. The report that is asked for is also written when the guard refuses. */
    public static Reply<Report> certify(ReleaseCertifyRequest request, Context context) {
        CertifyRelease certify = new CertifyRelease(request.releaseId(), request.writeReport(), occasion(context));
        Reply<Report> reply = write("release_certify", Section.RELEASES, certify, context);
        return reply instanceof Reply.Refused<Report> refused && request.writeReport()
                ? reported(certify, refused, context.place())
                : reply;
    }

    /** {@code release.promote}. */
    public static Reply<Report> promote(ReleaseStepRequest request, Context context) {
        PromoteRelease promote = new PromoteRelease(request.releaseId(), occasion(context));
        return write("release_promote", Section.RELEASES, promote, context);
    }

    /** {@code release.publish}. */
    public static Reply<Report> publish(ReleaseStepRequest request, Context context) {
        PublishRelease publish = new PublishRelease(request.releaseId(), occasion(context));
        return write("release_publish", Section.RELEASES, publish, context);
    }

    /** {@code release.revoke}. */
    public static Reply<Report> revoke(ReleaseRevokeRequest request, Context context) {
        RevokeRelease revoke = new RevokeRelease(request.releaseId(), request.reason(), occasion(context));
        return write("release_revoke", Section.RELEASES, revoke, context);
    }

    /** Where and when the call happens. A release rests on files, so all of them are looked at anew. */
    public static Occasion occasion(Context context) {
        Place place = context.place();
        return new Occasion(place.root().toString(), context.now(), registry -> validate(registry, place));
    }

    private static ValidationReport validate(Registry registry, Place place) {
        Validation validation = Validation.full(registry, place.files());
        place.remember(validation);
        return validation.report();
    }

    private static Reply<Report> reported(CertifyRelease certify, Reply.Refused<Report> refused, Place place) {
        return switch (place.registries().read()) {
            case RegistryStore.Reading.Read(Registry registry) ->
                certify.reportOfRefusal(registry)
                        .flatMap(file -> ReportFile.write(file, place))
                        .<Reply<Report>>map(Reply.Refused::new)
                        .orElse(refused);
            case RegistryStore.Reading.Unreadable _ -> refused;
        };
    }

    private static Reply<Report> write(String tool, Section section, RegistryMutation mutation, Context context) {
        String idField = section.label() + "_id";
        return new RegistryWrite(
                        mutation,
                        null,
                        answer -> RegistryWrite.event(
                                tool, section.key(), answer.path(idField).asText()))
                .run(context);
    }
}
