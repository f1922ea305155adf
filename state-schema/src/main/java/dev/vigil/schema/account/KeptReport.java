package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A report to the department as the standing of its account keeps it: what is in it is assembled
 * anew from the account.
 *
 * @param anchor the offence that its id names
 * @param offences that this version lists and that stand in it
 * @param others that this version lists as fallen; an empty list is kept as null
 * @param more offences that this version leaves out; null for none
 * @param fallen those of an earlier version that have fallen since
 * @param published digest of what was published; 0 for nothing
 * @param at when this version was made (UTC epoch ms)
 */
@InState
@RecordBuilder
public record KeptReport(
        String reportId,
        String anchor,
        int version,
        ReportState state,
        List<String> offences,
        List<String> others,
        Integer more,
        List<String> fallen,
        long published,
        String decidedBy,
        String channel,
        String documentRef,
        Long sentAt,
        Long acknowledgedAt,
        long at)
        implements KeptReportBuilder.With {
    public KeptReport {
        others = KeptList.orNull(others);
    }

    @Override
    public List<String> others() {
        return KeptList.of(others);
    }
}
