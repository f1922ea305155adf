package dev.vigil.bench.notice.naive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.load.Pace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The judge of the benchmark finds what is planted: each kind of fault, and nothing in clean logs.
 */
class NaiveClockTest {
    private static final long T0 = 1_800_000_000_000L;
    private static final long DUE = T0 + 24 * Pace.HOUR_MS;
    private static final String NOTICE = "n-1";
    private static final String ITEM = "n-1-i0";

    private final List<Fact> facts = new ArrayList<>();

    @Test
    void aNoticeThatWasAnsweredInTimeIsClean() {
        answeredAfterHours(13);

        Mismatches findings = judge();

        assertThat(findings.examples()).isEmpty();
        assertThat(findings.levels()).isEqualTo(2);
        assertThat(findings.open()).isZero();
    }

    @Test
    void aLevelThatWasNeverToldIsMissed() {
        answeredAfterHours(13);
        facts.removeIf(fact -> fact.text().equals("E2"));

        assertThat(judge().missed()).isEqualTo(1);
    }

    @Test
    void aLevelThatAHigherOneNamesAsSkippedIsNotMissed() {
        answeredAfterHours(19);
        facts.removeIf(fact -> fact.text().equals("E3"));
        alert("E3", 18, "E2", 1);
        facts.removeIf(fact -> fact.text().equals("E2"));

        assertThat(judge().examples()).isEmpty();
    }

    @Test
    void aLevelOfANoticeThatWasStillOnItsWayMayBeOverBeforeItIsTold() {
        // In the log with the clock's third minute, done with the fourth, which may be read with
        // it.
        sentAfter(Pace.MINUTE_MS + 1);
        confirmed(T0 + 2 * Pace.MINUTE_MS + 1, T0 + 2 * Pace.MINUTE_MS);
        published(Fact.Kind.RESOLVED, T0 + 2 * Pace.MINUTE_MS, "ACTIONED");

        assertThat(judge().examples()).isEmpty();
    }

    @Test
    void aLevelOfANoticeThatWasStillOnItsWayIsToldAStepLater() {
        sentAfter(Pace.MINUTE_MS + 1);
        confirmed(T0 + 4 * Pace.MINUTE_MS, T0 + 4 * Pace.MINUTE_MS);
        published(Fact.Kind.RESOLVED, T0 + 4 * Pace.MINUTE_MS, "ACTIONED");

        assertThat(judge().missed()).as("E0").isEqualTo(1);
    }

    @Test
    void aSecondBodyOfAKeyIsDoubled() {
        answeredAfterHours(13);
        alert("E2", 12, "", 77);

        assertThat(judge().doubled()).isEqualTo(1);
    }

    @Test
    void aRepeatThatIsEqualToTheByteIsNotDoubled() {
        answeredAfterHours(13);
        alert("E2", 12, "", 1);

        assertThat(judge().examples()).isEmpty();
    }

    @Test
    void aLevelAfterTheStopIsFalse() {
        answeredAfterHours(13);
        alert("E3", 18, "", 1);

        assertThat(judge().wrong()).isPositive();
    }

    @Test
    void aBreachOfANoticeThatWasInTimeIsFalse() {
        answeredAfterHours(13);
        published(Fact.Kind.BREACH, DUE, "NOT_DONE_WHEN_DUE");

        assertThat(judge().wrong()).isEqualTo(1);
        assertThat(judge().missed()).as("its correction").isPositive();
    }

    @Test
    void aProofWithinTheGraceBreachesNothing() {
        received();
        confirmed(DUE + 5_000, DUE - 1);
        warnings();
        published(Fact.Kind.RESOLVED, DUE - 1, "ACTIONED");

        assertThat(judge().examples()).isEmpty();
    }

    @Test
    void aBreachThatWasNotWrittenIsMissedAndTwoAreDoubled() {
        received();
        confirmed(DUE + Pace.HOUR_MS / 2, DUE + Pace.HOUR_MS / 2);
        warnings();
        facts.add(new Fact(Fact.Kind.ALERT, NOTICE, 0, DUE + 10_000, DUE + 10_000, 1, "E8", "", 1));
        published(Fact.Kind.RESOLVED, DUE + Pace.HOUR_MS / 2, "CLOSED_LATE");

        assertThat(judge().missed()).isEqualTo(1);

        published(Fact.Kind.BREACH, DUE, "NOT_DONE_WHEN_DUE");
        published(Fact.Kind.CORRECTION, DUE + Pace.HOUR_MS / 2, "late");

        assertThat(judge().examples()).isEmpty();

        published(Fact.Kind.BREACH, DUE, "NOT_DONE_WHEN_DUE");

        assertThat(judge().doubled()).isEqualTo(1);
    }

    @Test
    void anEndThatWasNotToldIsMissedAndOneWithAnItemOpenIsFalse() {
        answeredAfterHours(13);
        facts.removeIf(fact -> fact.kind() == Fact.Kind.RESOLVED);

        assertThat(judge().missed()).isEqualTo(1);

        facts.removeIf(fact -> fact.kind() == Fact.Kind.CONFIRMED);
        published(Fact.Kind.RESOLVED, T0 + 13 * Pace.HOUR_MS, "ACTIONED");

        assertThat(judge().wrong()).isPositive();
    }

    @Test
    void whatTheLogDoesNotKnowIsFalse() {
        answeredAfterHours(13);
        facts.add(new Fact(Fact.Kind.ALERT, NOTICE, 0, T0, T0, 2, "E0", "", 1));

        assertThat(judge().wrong()).isEqualTo(1);
    }

    private Mismatches judge() {
        ClockPath path = new ClockPath();
        for (int minute = 0; minute < 30 * 60; minute++) {
            path.add(T0 + minute * Pace.MINUTE_MS);
            path.publishedAll(minute);
        }
        return new NaiveClock(path).judge(NOTICE, facts);
    }

    private void answeredAfterHours(int hours) {
        received();
        confirmed(T0 + hours * Pace.HOUR_MS + 1, T0 + hours * Pace.HOUR_MS);
        alert("E0", 0, "", 1);
        alert("E2", 12, "", 1);
        if (hours > 18) {
            alert("E3", 18, "", 1);
        }
        published(Fact.Kind.RESOLVED, T0 + hours * Pace.HOUR_MS, "ACTIONED");
    }

    private void received() {
        sentAfter(1);
    }

    private void sentAfter(long ms) {
        facts.add(new Fact(Fact.Kind.RECEIVED, NOTICE, T0 + ms, T0, 0, 0, ITEM, "complete", 0));
    }

    private void confirmed(long logMs, long effectiveAt) {
        facts.add(new Fact(Fact.Kind.CONFIRMED, NOTICE, logMs, effectiveAt, 0, 0, ITEM, "", 0));
    }

    /** All of them, acknowledged, so that none has to be repeated. */
    private void warnings() {
        double[] hours = {0, 12, 18, 20, 22, 23, 23.75};
        String[] levels = {"E0", "E2", "E3", "E4", "E5", "E6", "E7"};
        for (int i = 0; i < hours.length; i++) {
            alert(levels[i], hours[i], "", 1);
            String key = NOTICE + "/1/" + levels[i];
            facts.add(new Fact(Fact.Kind.ACKED, NOTICE, T0 + 1, T0, 0, 0, key, "", 0));
        }
    }

    private void alert(String level, double hours, String skipped, long body) {
        long at = T0 + (long) (hours * Pace.HOUR_MS);
        facts.add(new Fact(Fact.Kind.ALERT, NOTICE, 0, at, at, 1, level, skipped, body));
    }

    private void published(Fact.Kind kind, long at, String text) {
        facts.add(new Fact(kind, NOTICE, 0, at, 0, 1, text, "", 1));
    }
}
