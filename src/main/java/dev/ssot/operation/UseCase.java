package dev.ssot.operation;

/**
 * What one operation does, over the ports of one repository.
 *
 * @param <Q> the request record, whose components are the published arguments
 * @param <A> the result record, whose components are the published result
 */
@FunctionalInterface
public non-sealed interface UseCase<Q extends Record, A extends Record> extends Work<Q, A> {

    Reply<A> run(Q request, Context context);
}
