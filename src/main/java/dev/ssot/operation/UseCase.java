package dev.ssot.operation;

/**
 * What one operation does, over the ports of one repository.
 *
 * @param <Q> the request record, whose components are the published arguments
 * @param <A> the result record, whose components are the published result
 */
@FunctionalInterface
public interface UseCase<Q extends Record, A extends Record> {

    Reply<A> run(Q request, Context context);
}
