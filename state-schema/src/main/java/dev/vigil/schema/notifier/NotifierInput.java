package dev.vigil.schema.notifier;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the record of a notifier.
 *
 * @param at when it happened (UTC epoch ms)
 */
@InFlight
public record NotifierInput(
        Kind kind,
        String noticeId,
        String notifier,
        long at,
        boolean identityVerified,
        NoticeOutcome outcome,
        NotifierErased erased) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code identityVerified} */
        RECEIVED,
        /** {@code outcome} */
        OUTCOME,
        /** {@code erased}, of no notice */
        ERASED
    }

    public static NotifierInput received(
            String noticeId, String notifier, long at, boolean identityVerified) {
        return new NotifierInput(
                Kind.RECEIVED, noticeId, notifier, at, identityVerified, null, null);
    }

    public static NotifierInput outcome(
            String noticeId, String notifier, NoticeOutcome outcome, long at) {
        return new NotifierInput(Kind.OUTCOME, noticeId, notifier, at, false, outcome, null);
    }

    public static NotifierInput erased(NotifierErased erased) {
        return new NotifierInput(
                Kind.ERASED, null, erased.notifier(), erased.at(), false, null, erased);
    }
}
