package dev.ssot.operation.planning;

/** What planning arguments may be, with the sentence for those that are not. */
final class Forms {

    static final String HORIZON = "^(backlog|current|explicit|future|next|out_of_bounds)$";
    static final String HORIZON_RULE = "must be one of backlog, current, explicit, future, next, out_of_bounds";
    static final String STAGE = "^(active|deprecated|obsolete|removed)$";
    static final String STAGE_RULE = "must be one of active, deprecated, obsolete, removed";
    static final String DISPOSITION = "^(prohibited|tolerated)$";
    static final String DISPOSITION_RULE = "must be one of prohibited, tolerated";

    private Forms() {}
}
