package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.Age.Trust;
import dev.vigil.desk.ask.AgesQuery.Made;
import dev.vigil.desk.ask.AgesQuery.Motion;
import dev.vigil.desk.project.StoreAge.Known;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is good by silence. */
class AgesTest {
    private static final long NOW = 1_795_838_400_000L;
    private static final Optional<Motion> RUNS =
            Optional.of(new Motion("RUNNING", NOW - 60_000, null, null));

    private static final Made WHOLE = new Made(90, 90);

    private static Age store(Known known, Made made, StoreReading reading) {
        return AgesQuery.store(known, made, reading);
    }

    private static Age store(Known known) {
        return store(known, WHOLE, StoreReading.WELL);
    }

    @ParameterizedTest
    @CsvSource({"0, GOOD", "4999, GOOD", "5000, WARN", "59999, WARN", "60000, ALARM"})
    void aStoreIsAsGoodAsItIsNew(long ms, Trust trust) {
        assertThat(store(new Known(ms, true, NOW))).isEqualTo(new Age(trust, ms, null));
    }

    @Test
    void aStoreIsNotKnownWhereTheBrokerDoesNotAnswerOrNothingWasReachedYet() {
        assertThat(store(new Known(12_000, false, NOW)).trust()).isEqualTo(Trust.UNKNOWN);
        assertThat(store(new Known(100, true, null)).trust()).isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void aProjectorThatHasStoppedIsAnAlarmHoweverNewTheStoreLooks() {
        StoreReading stopped = new StoreReading("made anew", null, null);
        assertThat(store(new Known(100, true, NOW), WHOLE, stopped))
                .isEqualTo(new Age(Trust.ALARM, 100L, "made anew"));
    }

    @Test
    void aProjectorThatFailsLeavesNoStoreGood() {
        StoreReading failing = new StoreReading(null, "desk-projector: planted", null);
        assertThat(store(new Known(100, true, NOW), WHOLE, failing))
                .isEqualTo(new Age(Trust.WARN, 100L, "desk-projector: planted"));
        assertThat(store(new Known(60_000, true, NOW), WHOLE, failing).trust())
                .isEqualTo(Trust.ALARM);
    }

    @Test
    void aStoreThatIsMadeAgainIsAnAlarmHoweverNewItIs() {
        assertThat(store(new Known(100, true, NOW), new Made(10, 90), StoreReading.WELL))
                .isEqualTo(new Age(Trust.ALARM, 100L, null, null, "REBUILD", List.of("10", "90")));
    }

    @Test
    void aStoreThatAnotherDeskReadsIsAsOldAsItIsAndNamesThatDesk() {
        StoreReading others = new StoreReading(null, null, "host-1:8082");
        assertThat(store(new Known(400, true, NOW), WHOLE, others))
                .isEqualTo(
                        new Age(Trust.GOOD, 400L, null, null, "STANDBY", List.of("host-1:8082")));
        assertThat(store(new Known(70_000, true, NOW), WHOLE, others).trust())
                .isEqualTo(Trust.ALARM);
        assertThat(store(new Known(400, false, NOW), WHOLE, others).word()).isEqualTo("UNKNOWN");
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
                Optional.of(new Motion("STOPPED", NOW - 90_000, "a transaction is open", null));
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
