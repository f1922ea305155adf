package dev.vigil.notice;

import dev.vigil.notice.Rung.SideEffect;
import dev.vigil.schema.event.Regime;
import dev.vigil.schema.event.RightType;
import dev.vigil.schema.event.Track;
import java.io.Serializable;
import java.util.List;

/**
 * Every figure of the notice clock that is a product decision (DOMAIN 2.6); a change holds for runs
 * that begin after it.
 *
 * @param standardMs Declaration VI: 24 h
 * @param listedMs for a work on the list, within its window
 * @param liveMs for a running live session
 * @param ladder E0 to E9; a missing level is switched off
 * @param graceMs how long after due a breach is written: promised skew plus the producers' time-out
 * @param mergeMs a level nearer than this to the next merges into it
 * @param acceptComplete a notice with all statutory elements needs no triage
 * @param provisionalDisable E7 may disable what is open
 * @param pauses a document may make the clock stand
 * @param notifierPauseMs the longest hold that a notifier can ask for
 * @param lapseMs an incomplete notice without a supplement is over after this
 * @param liveRegime for works whose right is LIVE_RELAY
 * @param onDemandRegime for all others
 * @param zone of working days
 * @param holidays ISO dates that are no working days, beside Saturday and Sunday
 * @param forgetMs a closed case is kept this long, so that a repeated record finds it closed
 * @param counterMs one with a removed item this long, so that a counter-notice finds it
 * @param stayDown upheld notices keep their recordings down
 */
public record ClockRules(
        long standardMs,
        long listedMs,
        long liveMs,
        List<Rung> ladder,
        long graceMs,
        long mergeMs,
        boolean acceptComplete,
        boolean provisionalDisable,
        boolean pauses,
        long notifierPauseMs,
        long lapseMs,
        Regime liveRegime,
        Regime onDemandRegime,
        List<CounterRule> regimes,
        String zone,
        List<String> holidays,
        long forgetMs,
        long counterMs,
        boolean stayDown)
        implements Serializable {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    public static final ClockRules DEFAULTS =
            new ClockRules(
                    24 * HOUR_MS,
                    2 * HOUR_MS,
                    30 * MINUTE_MS,
                    ladder24(),
                    10_000,
                    MINUTE_MS,
                    true,
                    false,
                    false,
                    72 * HOUR_MS,
                    10 * DAY_MS,
                    Regime.CIVIL_CODE,
                    Regime.CIVIL_CODE,
                    List.of(
                            new CounterRule(Regime.CIVIL_CODE, false, 15, 20, false),
                            new CounterRule(Regime.REG_2013, true, 0, 0, true)),
                    "Asia/Shanghai",
                    List.of(),
                    7 * DAY_MS,
                    60 * DAY_MS,
                    true);

    public ClockRules {
        ladder = List.copyOf(ladder);
        regimes = List.copyOf(regimes);
        holidays = List.copyOf(holidays);
    }

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
        return new ClockRules(
                standardMs,
                listedMs,
                liveMs,
                ladder,
                graceMs,
                mergeMs,
                acceptComplete,
                provisionalDisable,
                pauses,
                notifierPauseMs,
                lapseMs,
                liveRegime,
                onDemandRegime,
                regimes,
                zone,
                holidays,
                forgetMs,
                counterMs,
                stayDown);
    }

    /** The same rules with provisional disable and pauses switched. */
    public ClockRules allowing(boolean provisionalDisable, boolean pauses) {
        return new ClockRules(
                standardMs,
                listedMs,
                liveMs,
                ladder,
                graceMs,
                mergeMs,
                acceptComplete,
                provisionalDisable,
                pauses,
                notifierPauseMs,
                lapseMs,
                liveRegime,
                onDemandRegime,
                regimes,
                zone,
                holidays,
                forgetMs,
                counterMs,
                stayDown);
    }

    long spanMs(Track track) {
        return switch (track) {
            case STANDARD -> standardMs;
            case LISTED -> listedMs;
            case LIVE -> liveMs;
            case DIRECTIVE ->
                    throw new IllegalArgumentException("a directive brings its own due time");
        };
    }

    Regime regime(RightType right) {
        return right == RightType.LIVE_RELAY ? liveRegime : onDemandRegime;
    }

    CounterRule rule(Regime regime) {
        return regimes.stream()
                .filter(rule -> rule.regime() == regime)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "regimes: expected a row for "
                                                + regime
                                                + ", came none; add it to the rules"));
    }
}
