package dev.vigil.desk.ask;

import dev.vigil.schema.clock.StopReason;
import java.util.List;

/**
 * How old something is that a page shows.
 *
 * @param ms null where it is not known
 * @param reason why it is not good, or was not lately; null for none
 * @param why the same as a code, which is shown in its place; null where it has none
 * @param word of the sentence that a page shows, {@code stripe.NAME.WORD} of its messages: mostly
 *     that of the trust
 * @param values of that sentence from its second place on; the first one is the age
 */
public record Age(
        Trust trust, Long ms, String reason, StopReason why, String word, List<String> values) {
    /** How far it can be trusted. */
    public enum Trust {
        GOOD,
        WARN,
        ALARM,
        /** Not known, which is never good. */
        UNKNOWN
    }

    public Age {
        values = List.copyOf(values);
    }

    public Age(Trust trust, Long ms, String reason) {
        this(trust, ms, reason, null, trust.name(), List.of());
    }

    /** Good below the first limit, an alarm from the second one on. */
    public static Age of(long ms, long warnMs, long alarmMs) {
        Trust trust = ms >= alarmMs ? Trust.ALARM : ms >= warnMs ? Trust.WARN : Trust.GOOD;
        return new Age(trust, ms, null);
    }

    public static Age unknown() {
        return new Age(Trust.UNKNOWN, null, null);
    }

    /** The same in other words. */
    Age worded(String otherWord, String... others) {
        return new Age(trust, ms, reason, why, otherWord, List.of(others));
    }

    /** The same, and not good, for this reason. */
    Age doubted(String doubt) {
        return new Age(trust == Trust.GOOD ? Trust.WARN : trust, ms, doubt);
    }

    /** The same with its reason as a code. */
    Age because(StopReason code) {
        return new Age(trust, ms, reason, code, word, values);
    }

    public boolean isGood() {
        return trust == Trust.GOOD;
    }
}
