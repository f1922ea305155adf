package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * One session or item of one account on which a measure for infringement was decided, whole: each
 * record replaces the one before. From the last facts about the session or item.
 */
@OnTopic
@InFlight
@RecordBuilder
public record Offence(
        @Described("Whose session or item it is.") String accountId,
        @Described("session:ID or item:ID, unique in the account.") String offenceId,
        @Described("What it was found in.") OffenceKind kind,
        @Described(
                        value =
                                "First infringing capture; of an item when it was published."
                                        + " Missing where it is unknown: it can warn, but is in no"
                                        + " strike.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long occurredAt,
        @Described(
                        value =
                                "When the measure took effect, as the platform confirmed it. "
                                        + "Missing while it is not confirmed.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long establishedAt,
        @Described("What it rests on, at most 32.") List<OffenceReason> reasons,
        @Described("Works that were recognised or noticed, at most 16.") List<String> works,
        @Described("Their owners as far as they are known, at most 16.") List<String> owners,
        @Described(
                        value = "Where the decision was to block, at most 300; * is everywhere.",
                        unit = Unit.TERRITORY)
                List<String> territories,
        @Described("Where the works are in the recording, at most 10.") List<TimeCode> timeCodes,
        @Described("The measure that took effect. Missing while none did.") @MayBeMissing
                Measure measure,
        @Described("What makes it graver.") List<Aggravator> aggravators,
        @Described(value = "Digest of the matches that decided.", unit = Unit.SHA_256) @MayBeMissing
                String evidenceDigest,
        @Described("The verdict, of a session.") @MayBeMissing String verdictId,
        @Described("The notices, of an item; at most 16.") List<String> noticeIds,
        @Described("Grounds that a counter-notice disputes, as notice/NOTICE; at most 32.")
                List<String> disputed)
        implements OffenceBuilder.With {
    public Offence {
        Check.id("accountId", accountId);
        Check.text("offenceId", offenceId, 210);
        Check.present("kind", kind);
        Check.optionalTimeMs("occurredAt", occurredAt);
        Check.optionalTimeMs("establishedAt", establishedAt);
        reasons = Check.list("reasons", reasons, 0, 32);
        works = Check.texts("works", works, 16, 200);
        owners = Check.texts("owners", owners, 16, 200);
        territories = Check.texts("territories", territories, 300, 2);
        timeCodes = Check.list("timeCodes", timeCodes, 0, 10);
        aggravators = Check.list("aggravators", aggravators, 0, 4);
        Check.optionalText("verdictId", verdictId, 500);
        noticeIds = Check.texts("noticeIds", noticeIds, 16, 200);
        disputed = Check.texts("disputed", disputed, 32, 420);
    }
}
