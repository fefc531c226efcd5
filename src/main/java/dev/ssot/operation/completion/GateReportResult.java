package dev.ssot.operation.completion;

import dev.ssot.campaign.GateTerms;
import dev.ssot.campaign.KeptGateReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the work of a lease was judged, the latest first.
 *
 * @param override the operator who takes the worker's word for this lease; null for nobody
 */
public record GateReportResult(
        boolean passed, String leaseId, GateTerms.@Nullable Override override, List<KeptGateReport> reports) {}
