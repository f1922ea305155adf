package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** What became of one item of a notice; the last record of an item and notice counts. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record ItemOutcome(
        @Described("The notice.") String noticeId,
        @Described("The item, by the platform's id. It is the record's key.") String itemId,
        @Described(
                        "Whose item it is, as the platform confirmed it. Missing where no "
                                + "confirmation named it.")
                @MayBeMissing
                String accountId,
        @Described(
                        value = "When the item was published, as the platform confirmed it.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long publishedAt,
        @Described("What the item is, in the platform's words.") @MayBeMissing String itemKind,
        @Described("The work that the notice is about.") @MayBeMissing String workId,
        @Described("What became of it.") ItemOutcomeKind outcome,
        @Described(value = "When that happened, in event time.", unit = Unit.EPOCH_MS) long at,
        @Described(
                        value =
                                "When a measure on it first took effect, whatever became of it since."
                                        + " Missing where none did.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long effectiveAt,
        @Described(value = "Run of the notice that it belongs to.", unit = Unit.FROM_1)
                int generation)
        implements ItemOutcomeBuilder.With {
    public ItemOutcome {
        Check.id("noticeId", noticeId);
        Check.id("itemId", itemId);
        Check.optionalId("accountId", accountId);
        Check.optionalTimeMs("publishedAt", publishedAt);
        Check.optionalText("itemKind", itemKind, 50);
        Check.optionalId("workId", workId);
        Check.present("outcome", outcome);
        Check.timeMs("at", at);
        Check.optionalTimeMs("effectiveAt", effectiveAt);
    }
}
