package dev.vigil.schema.signal;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What is kept of a signal once.
 *
 * @param signal null where only opinions or decisions have come
 * @param contentDigest digest of what it is about
 * @param receivedAt Kafka's time of the signal's record (UTC epoch ms)
 * @param chunks of its fingerprint that are there
 * @param wholeAt when the last of them arrived (UTC epoch ms)
 * @param decision of a person here; null for none
 * @param sessions in which it was found, as many as are counted
 * @param seenAt when that number last reached one that is published (UTC epoch ms)
 * @param entry its entry as it was last published; null for none
 * @param status as it was last published; null for nothing yet
 * @param readBack as it was published since, after a restart; it need not have all been carried out
 * @param said own opinion as it was last published; null for none
 * @param sentVersion of this site's own signal, the version that peers were sent
 * @param alertedAt when a person was asked to look (UTC epoch ms); 0 while none is
 * @param timerAt when it is looked at next, in event time; null for no timer
 */
@InState
@RecordBuilder
public record SignalBook(
        SignalShared signal,
        String contentDigest,
        long receivedAt,
        int chunks,
        long wholeAt,
        KeptSignalDecision decision,
        long sessions,
        long seenAt,
        ListEntry entry,
        SignalStatus status,
        SignalStatus readBack,
        SignalOpinion said,
        long sentVersion,
        long alertedAt,
        Long timerAt)
        implements SignalBookBuilder.With {
    public static final SignalBook NEW =
            new SignalBook(null, null, 0, 0, 0, null, 0, 0, null, null, null, null, 0, 0, null);
}
