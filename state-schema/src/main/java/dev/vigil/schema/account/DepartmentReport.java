package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What is reported to the competent department about an account: department.report. Assembled by
 * the job; a person approves, sends and corrects it. The last record of a report counts.
 */
@OnTopic
@InFlight
@RecordBuilder
public record DepartmentReport(
        @Described("account/report/STRIKE. It is the record's key.") String reportId,
        @Described(value = "Counts up with each correction.", unit = Unit.FROM_1) int version,
        @Described("Where it is.") ReportState state,
        @Described("The account: a pointer.") String accountId,
        @Described("Where the identity of the user is kept.") String identityRef,
        @Described(value = "Earliest offence.", unit = Unit.EPOCH_MS) long from,
        @Described(value = "Until when the facts are.", unit = Unit.EPOCH_MS) long to,
        @Described("Step of the ladder.") LadderStep step,
        @Described("Strikes that count, at most 50 and 100 kB.") List<Strike> strikes,
        @Described(value = "Strikes that are left out. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreStrikes,
        @Described("Offences, latest first, at most 100 and 400 kB.")
                List<ReportedOffence> offences,
        @Described(value = "Offences that are left out. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreOffences,
        @Described(
                        value =
                                "References that are left out: where the offences would be too"
                                        + " large, a reason names one alone. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreReferences,
        @Described("Warnings with their receipts, latest first, at most 100 and 80 kB.")
                List<ReportedWarning> warnings,
        @Described(value = "Warnings that are left out. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreWarnings,
        @Described("Appeals with their outcomes, latest first, at most 100 and 80 kB.")
                List<ReportedDispute> disputes,
        @Described(value = "Appeals that are left out. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreDisputes,
        @Described("Measures that were taken, latest first, at most 50 and 50 kB.")
                List<Restriction> measures,
        @Described(value = "Measures that are left out. Missing means none.", unit = Unit.COUNT)
                @MayBeMissing
                Integer moreMeasures,
        @Described("The proposal and its decision.") @MayBeMissing Proposal proposal,
        @Described("Offences that a person waived, latest first, at most 20 and 80 kB.")
                List<OffenceWaived> waived,
        @Described(
                        value = "Waived offences that are left out. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Integer moreWaived,
        @Described("Accounts that a person linked, at most 20.") List<String> linked,
        @Described("Offences of an earlier version that have fallen since, at most 100.")
                List<String> fallen,
        @Described("Who approved or rejected it.") @MayBeMissing String decidedBy,
        @Described("How it was sent.") @MayBeMissing String channel,
        @Described("The document.") @MayBeMissing String documentRef,
        @Described(value = "When it was sent.", unit = Unit.EPOCH_MS) @MayBeMissing Long sentAt,
        @Described(value = "When the department received it.", unit = Unit.EPOCH_MS) @MayBeMissing
                Long acknowledgedAt,
        @Described("Version of the ladder.") String ladderVersion,
        @Described(value = "When this version was made, in event time.", unit = Unit.EPOCH_MS)
                long at)
        implements DepartmentReportBuilder.With {
    public DepartmentReport {
        Check.text("reportId", reportId, 700);
        Check.present("state", state);
        Check.id("accountId", accountId);
        Check.text("identityRef", identityRef, 500);
        Check.present("step", step);
        strikes = Check.list("strikes", strikes, 0, 50);
        offences = Check.list("offences", offences, 0, 100);
        warnings = Check.list("warnings", warnings, 0, 100);
        disputes = Check.list("disputes", disputes, 0, 100);
        measures = Check.list("measures", measures, 0, 50);
        waived = Check.list("waived", waived, 0, 20);
        linked = Check.texts("linked", linked, 20, 200);
        fallen = Check.texts("fallen", fallen, 100, 210);
        Check.optionalText("decidedBy", decidedBy, 200);
        Check.optionalText("channel", channel, 200);
        Check.optionalText("documentRef", documentRef, 500);
        Check.text("ladderVersion", ladderVersion, 100);
        Check.timeMs("at", at);
    }
}
