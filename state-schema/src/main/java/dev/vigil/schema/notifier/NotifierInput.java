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
        NotifierErased erased,
        NotifierReport report) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code identityVerified} */
        RECEIVED,
        /** {@code outcome} */
        OUTCOME,
        /** {@code erased}, of no notice */
        ERASED,
        /** {@code report}, of no notice */
        REPORTED
    }

    public static NotifierInput received(
            String noticeId, String notifier, long at, boolean identityVerified) {
        return new NotifierInput(
                Kind.RECEIVED, noticeId, notifier, at, identityVerified, null, null, null);
    }

    public static NotifierInput outcome(
            String noticeId, String notifier, NoticeOutcome outcome, long at) {
        return new NotifierInput(Kind.OUTCOME, noticeId, notifier, at, false, outcome, null, null);
    }

    public static NotifierInput erased(NotifierErased erased) {
        return new NotifierInput(
                Kind.ERASED, null, erased.notifier(), erased.at(), false, null, erased, null);
    }

    public static NotifierInput reported(NotifierReport report, long at) {
        return new NotifierInput(
                Kind.REPORTED, null, report.notifier(), at, false, null, null, report);
    }
}
