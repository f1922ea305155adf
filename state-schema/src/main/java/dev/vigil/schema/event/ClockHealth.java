package dev.vigil.schema.event;

/**
 * Whether the notice clock can be trusted; the last record counts. One per start of the job, and
 * one whenever the state changes.
 *
 * @param since wall clock time from which the state holds, UTC epoch ms
 * @param at wall clock time at which this was found out, UTC epoch ms
 * @param watermark the time up to which all notices are known, UTC epoch ms; none before the first
 * @param lagMs from {@code watermark} to {@code at}
 * @param reason why time stands, for a person
 */
public record ClockHealth(
        ClockMotion state,
        long since,
        long at,
        @MayBeMissing Long watermark,
        @MayBeMissing Long lagMs,
        @MayBeMissing String reason) {
    public ClockHealth {
        Check.timeMs("since", since);
        Check.timeMs("at", at);
        Check.optionalText("reason", reason, 2_000);
    }
}
