package dev.vigil.desk.ask;

/**
 * Which notices a list shows; null in each part for any.
 *
 * @param track name of a {@code ClockTrack}
 * @param state name of a {@code NoticeState}
 * @param level of the ladder that was reached last, such as E7; of E9.n the first two letters
 * @param workId a work of the register that the notice names
 * @param over false for those that something is left to do about
 * @param person who asks, as a pointer; read where the claim is ME
 */
public record QueueFilter(
        String track,
        String notifier,
        String state,
        String level,
        String workId,
        boolean over,
        ClaimedBy claim,
        String person) {
    /** By whom a notice is looked after. */
    public enum ClaimedBy {
        /** The one who asks. */
        ME,
        NO_PERSON
    }

    /** All that something is left to do about. */
    public static QueueFilter open() {
        return new QueueFilter(null, null, null, null, null, false, null, null);
    }

    public boolean isSet() {
        return track != null
                || notifier != null
                || state != null
                || level != null
                || workId != null
                || over
                || claim != null;
    }
}
