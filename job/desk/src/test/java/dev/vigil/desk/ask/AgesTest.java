package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.Age.Trust;
import dev.vigil.desk.ask.AgesQuery.Motion;
import dev.vigil.desk.project.StoreAge.Known;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is good by silence. */
class AgesTest {
    private static final long NOW = 1_795_838_400_000L;
    private static final Optional<Motion> RUNS =
            Optional.of(new Motion("RUNNING", NOW - 60_000, null));

    @ParameterizedTest
    @CsvSource({"0, GOOD", "4999, GOOD", "5000, WARN", "59999, WARN", "60000, ALARM"})
    void aStoreIsAsGoodAsItIsNew(long ms, Trust trust) {
        assertThat(AgesQuery.store(new Known(ms, true, NOW), Optional.empty()))
                .isEqualTo(new Age(trust, ms, null));
    }

    @Test
    void aStoreIsNotKnownWhereTheBrokerDoesNotAnswerOrNothingWasReachedYet() {
        assertThat(AgesQuery.store(new Known(12_000, false, NOW), Optional.empty()).trust())
                .isEqualTo(Trust.UNKNOWN);
        assertThat(AgesQuery.store(new Known(100, true, null), Optional.empty()).trust())
                .isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void aProjectorThatHasStoppedIsAnAlarmHoweverNewTheStoreLooks() {
        assertThat(AgesQuery.store(new Known(100, true, NOW), Optional.of("another desk")))
                .isEqualTo(new Age(Trust.ALARM, 100L, "another desk"));
    }

    @Test
    void aClockIsTrustedOnlyWhileItsJobIsSeenToRun() {
        assertThat(AgesQuery.clock(RUNS, Optional.of(true), NOW).trust()).isEqualTo(Trust.GOOD);
        assertThat(AgesQuery.clock(RUNS, Optional.of(false), NOW).trust()).isEqualTo(Trust.ALARM);
        assertThat(AgesQuery.clock(RUNS, Optional.empty(), NOW).trust()).isEqualTo(Trust.UNKNOWN);
        assertThat(AgesQuery.clock(Optional.empty(), Optional.of(true), NOW).trust())
                .isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void aClockThatHasStoppedNamesItsReason() {
        Optional<Motion> stopped =
                Optional.of(new Motion("STANDING", NOW - 90_000, "a transaction is open"));
        assertThat(AgesQuery.clock(stopped, Optional.of(true), NOW))
                .isEqualTo(new Age(Trust.ALARM, 90_000L, "a transaction is open"));
    }

    @Test
    void allIsGoodOnlyWhereBothAre() {
        Age good = new Age(Trust.GOOD, 0L, null);
        assertThat(new Ages(good, good, NOW).areGood()).isTrue();
        assertThat(new Ages(good, Age.unknown(), NOW).areGood()).isFalse();
        assertThat(new Ages(Age.unknown(), good, NOW).areGood()).isFalse();
    }
}
