package dev.vigil.notice;

import dev.vigil.notice.Rung.SideEffect;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.rights.RightType;
import java.io.Serializable;
import java.util.List;

/**
 * Every figure of the notice clock that is a product decision (job/docs/domain.md, The clock of a
 * notice); a change holds for runs that begin after it.
 */
public record ClockRules(Tracks tracks, Escalation escalation, Handling handling, Counters counter)
        implements Serializable {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    /**
     * Spans from receipt to due.
     *
     * @param standardMs Declaration VI: 24 h
     * @param listedMs for a work on the list, within its window
     * @param liveMs for a running live session
     */
    public record Tracks(long standardMs, long listedMs, long liveMs) implements Serializable {}

    /**
     * Who gets which alert when.
     *
     * @param ladder E0 to E9; a missing level is switched off
     * @param graceMs how long after due a breach is written: promised skew plus the producers'
     *     time-out
     * @param mergeMs a level nearer than this to the next merges into it
     * @param provisionalDisable E7 may disable what is open
     */
    public record Escalation(
            List<Rung> ladder, long graceMs, long mergeMs, boolean provisionalDisable)
            implements Serializable {
        public Escalation {
            ladder = List.copyOf(ladder);
        }
    }

    /**
     * What becomes of notices.
     *
     * @param acceptComplete a notice with all statutory elements needs no triage
     * @param lapseMs an incomplete notice without a supplement is over after this
     * @param pauses a document may pause the clock
     * @param notifierPauseMs the longest hold that a notifier can ask for
     * @param stayDown upheld notices keep their recordings down
     * @param forgetMs a closed case is kept this long, so that a repeated record finds it closed
     */
    public record Handling(
            boolean acceptComplete,
            long lapseMs,
            boolean pauses,
            long notifierPauseMs,
            boolean stayDown,
            long forgetMs)
            implements Serializable {}

    /**
     * What becomes of counter-notices.
     *
     * @param liveRegime for works whose right is LIVE_RELAY
     * @param onDemandRegime for all others
     * @param regimes one row each
     * @param zone of working days
     * @param holidays ISO dates that are no working days, beside Saturday and Sunday
     * @param keepMs a case with a removed item is kept this long, so that a counter-notice finds it
     */
    public record Counters(
            Regime liveRegime,
            Regime onDemandRegime,
            List<CounterRule> regimes,
            String zone,
            List<String> holidays,
            long keepMs)
            implements Serializable {
        public Counters {
            regimes = List.copyOf(regimes);
            holidays = List.copyOf(holidays);
        }
    }

    public static final ClockRules DEFAULTS =
            new ClockRules(
                    new Tracks(24 * HOUR_MS, 2 * HOUR_MS, 30 * MINUTE_MS),
                    new Escalation(ladder24(), 10_000, MINUTE_MS, false),
                    new Handling(true, 10 * DAY_MS, false, 72 * HOUR_MS, true, 7 * DAY_MS),
                    new Counters(
                            Regime.CIVIL_CODE,
                            Regime.CIVIL_CODE,
                            List.of(
                                    new CounterRule(Regime.CIVIL_CODE, false, 15, 20, false),
                                    new CounterRule(Regime.REG_2013, true, 0, 0, true)),
                            "Asia/Shanghai",
                            List.of(),
                            60 * DAY_MS));

    private static List<Rung> ladder24() {
        List<String> all = List.of("everyone", "audit");
        return List.of(
                rung("E0", 0, 0, "info", null, "notifier"),
                new Rung(
                        "E1",
                        2 * HOUR_MS,
                        8.0,
                        "low",
                        List.of("triage desk"),
                        null,
                        SideEffect.NONE,
                        true),
                rung("E2", 12 * HOUR_MS, 50, "warning", null, "handler", "deputy"),
                rung("E3", 18 * HOUR_MS, 75, "warning+", null, "handler", "deputy", "team lead"),
                rung(
                        "E4",
                        20 * HOUR_MS,
                        83,
                        "major",
                        30 * MINUTE_MS,
                        "team lead",
                        "compliance duty officer"),
                rung(
                        "E5",
                        22 * HOUR_MS,
                        92,
                        "critical",
                        15 * MINUTE_MS,
                        "head of compliance",
                        "enforcement on-call"),
                rung(
                        "E6",
                        23 * HOUR_MS,
                        96,
                        "critical+",
                        10 * MINUTE_MS,
                        "head of compliance",
                        "enforcement on-call",
                        "legal"),
                new Rung(
                        "E7",
                        23 * HOUR_MS + 45 * MINUTE_MS,
                        99.0,
                        "emergency",
                        List.of("head of compliance", "legal", "executive owner"),
                        5 * MINUTE_MS,
                        SideEffect.PROVISIONAL_DISABLE,
                        false),
                new Rung("E8", null, 100.0, "breach", all, null, SideEffect.NONE, false),
                new Rung("E9", null, 100.0, "breach-repeat", all, null, SideEffect.NONE, false));
    }

    private static Rung rung(
            String level,
            long atMs,
            double percent,
            String severity,
            Long ackWithinMs,
            String... recipients) {
        return new Rung(
                level,
                atMs,
                percent,
                severity,
                List.of(recipients),
                ackWithinMs,
                SideEffect.NONE,
                false);
    }

    /** The same rules with another grace. */
    public ClockRules withGrace(long graceMs) {
        return with(
                new Escalation(
                        escalation.ladder(),
                        graceMs,
                        escalation.mergeMs(),
                        escalation.provisionalDisable()),
                handling);
    }

    /** The same rules with provisional disable and pauses switched. */
    public ClockRules allowing(boolean provisionalDisable, boolean pauses) {
        return with(
                new Escalation(
                        escalation.ladder(),
                        escalation.graceMs(),
                        escalation.mergeMs(),
                        provisionalDisable),
                new Handling(
                        handling.acceptComplete(),
                        handling.lapseMs(),
                        pauses,
                        handling.notifierPauseMs(),
                        handling.stayDown(),
                        handling.forgetMs()));
    }

    private ClockRules with(Escalation escalation, Handling handling) {
        return new ClockRules(tracks, escalation, handling, counter);
    }

    long spanMs(ClockTrack track) {
        return switch (track) {
            case STANDARD -> tracks.standardMs();
            case LISTED -> tracks.listedMs();
            case LIVE -> tracks.liveMs();
            case DIRECTIVE ->
                    throw new IllegalArgumentException(
                            "track: expected one with a span of its own, got DIRECTIVE");
        };
    }

    Regime regime(RightType right) {
        return right == RightType.LIVE_RELAY ? counter.liveRegime() : counter.onDemandRegime();
    }

    CounterRule rule(Regime regime) {
        return counter.regimes().stream()
                .filter(rule -> rule.regime() == regime)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "regimes: expected a row for "
                                                + regime
                                                + ", got none; add it to the rules"));
    }
}
