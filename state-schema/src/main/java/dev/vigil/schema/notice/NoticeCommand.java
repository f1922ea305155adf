package dev.vigil.schema.notice;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * What the platform is ordered to do with an item of a notice: disable it provisionally just before
 * due, or bring it back after a counter-notice. To be confirmed by {@code action.confirmed}.
 */
@OnTopic
@InFlight
public record NoticeCommand(
        @Described(
                        "noticeId/generation/disable/itemId or noticeId/generation/restore/itemId:"
                                + " one for each run of the clock and item.")
                String commandId,
        @Described("The notice that it follows from.") String noticeId,
        @Described(
                        "The content to act on, by the platform's id as in the notice. It is the"
                                + " record's key.")
                String itemId,
        @Described("Network address of the content, as in the notice.") @MayBeMissing
                String locator,
        @Described("BLOCK to disable the item provisionally, LIFT to bring it back.")
                Measure measure,
        @Described(value = "When it was issued.", unit = Unit.EPOCH_MS) long issuedAt,
        @Described(value = "When the platform is to have confirmed it.", unit = Unit.EPOCH_MS)
                long deadline,
        @Described(
                        "Why, as a stable code: PROVISIONAL_DISABLE shortly before the notice is"
                                + " due, COUNTER_NOTICE_ and the regime after a counter-notice.")
                String reasonCode) {}
