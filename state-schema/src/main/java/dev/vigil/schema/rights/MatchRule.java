package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * One wish of an owner: what to do with a match that meets every condition given; a condition that
 * is null asks nothing, one whose figure is not known is not met.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record MatchRule(
        @Described(
                        value = "Where the rule holds. Missing or * means everywhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                String territory,
        @Described(
                        value =
                                "Least time that the account has shown of the work, over all"
                                        + " matches in the rolling window (option excerpt.window, a"
                                        + " day by default). Missing asks for none.",
                        unit = Unit.MS)
                @MayBeMissing
                Long matchMs,
        @Described(
                        value =
                                "Least share of the live session so far that is the work. Uploads"
                                        + " never meet it, as their length is not known while they"
                                        + " are analysed. Missing asks for none.",
                        unit = Unit.PERCENT)
                @MayBeMissing
                Double matchPct,
        @Described(
                        value =
                                "Least length of the reference that was matched at a stretch."
                                        + " Missing asks for none.",
                        unit = Unit.MS)
                @MayBeMissing
                Long refMs,
        @Described(
                        value =
                                "Least share of the work's registered length. A work without a"
                                        + " registered length never meets it. Missing asks for"
                                        + " none.",
                        unit = Unit.PERCENT)
                @MayBeMissing
                Double refPct,
        @Described("What must match: sound, picture or both. Missing means any.") @MayBeMissing
                Modality modality,
        @Described("What the owner wishes for such a match.") Action action,
        @Described(
                        value =
                                "How long a live stream may go on with the work before an action"
                                        + " that restricts it: its user is warned meanwhile. From"
                                        + " the first match of the stream that the rule warns of;"
                                        + " a match that ends before stays a warning. At most an"
                                        + " hour. Never for uploads, and nothing that the list, an"
                                        + " order or a notice decides waits for it. Missing or 0:"
                                        + " at once.",
                        unit = Unit.MS)
                @MayBeMissing
                Long graceMs,
        @Described(
                        "Where the owner offers a license to those who show its work so, such as an"
                                + " address or a number: such an account is sent license.offered."
                                + " Missing offers none.")
                @MayBeMissing
                String offerRef)
        implements MatchRuleBuilder.With {
    private static final long MOST_GRACE_MS = 3_600_000;

    public MatchRule {
        Check.optionalTerritory("territory", territory);
        Check.optionalRange("matchMs", matchMs, 0, Long.MAX_VALUE);
        Check.optionalPercent("matchPct", matchPct);
        Check.optionalRange("refMs", refMs, 0, Long.MAX_VALUE);
        Check.optionalPercent("refPct", refPct);
        Check.present("action", action);
        Check.optionalRange("graceMs", graceMs, 0, MOST_GRACE_MS);
        Check.optionalText("offerRef", offerRef, 200);
    }

    /** Whatever was matched, everywhere. */
    public static MatchRule always(Action action) {
        return MatchRuleBuilder.builder().action(action).build();
    }

    /** True where the whole world is meant. */
    public boolean everywhere() {
        return territory == null || territory.equals("*");
    }
}
