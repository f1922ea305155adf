package dev.vigil.flink.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.figures.FigureRules;
import dev.vigil.figures.TestingFigures;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureKind;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days end with the watermark, each once, whatever starts and stops. */
class FigureDaysOperatorTest {
    private static final FigureRules RULES = new FigureRules(TestingFigures.ZONE);
    private static final long DAY_MS = 24 * TestingFigures.HOUR_MS;
    private static final long MIDNIGHT = TestingFigures.FIRST;

    private OneInputStreamOperatorTestHarness<FigureFact, FigureDay> days;

    /** All is kept for six days. */
    private void open(OperatorSubtaskState from) throws Exception {
        open(from, RULES);
    }

    private void open(OperatorSubtaskState from, FigureRules rules) throws Exception {
        close();
        Map<FigureKind, Long> kept = new EnumMap<>(FigureKind.class);
        for (FigureKind kind : FigureKind.values()) {
            kept.put(kind, 6 * DAY_MS);
        }
        days = new OneInputStreamOperatorTestHarness<>(new FigureDaysOperator(rules, kept));
        if (from != null) {
            days.initializeState(from);
        }
        days.open();
    }

    @AfterEach
    void close() throws Exception {
        if (days != null) {
            days.close();
        }
    }

    private List<FigureDay> pass(long ms) throws Exception {
        days.processWatermark(new Watermark(ms));
        return TestingOperators.out(days);
    }

    private static FigureFact published(String day, long from) {
        return FigureFact.published(new FigureDay(day, from, from + DAY_MS, List.of()));
    }

    @Test
    void aDayEndsOnceThoughNothingHappens() throws Exception {
        open(null);
        days.processElement(published("2026-11-20", MIDNIGHT - DAY_MS), 0);
        assertThat(pass(MIDNIGHT + DAY_MS)).isEmpty();
        assertThat(pass(MIDNIGHT + DAY_MS + FigureRules.GRACE_MS))
                .containsExactly(
                        new FigureDay("2026-11-21", MIDNIGHT, MIDNIGHT + DAY_MS, List.of()));
        assertThat(pass(MIDNIGHT + 2 * DAY_MS)).isEmpty();
    }

    @Test
    void aStartFromASavepointGoesOnWhereItStopped() throws Exception {
        open(null);
        days.processElement(published("2026-11-20", MIDNIGHT - DAY_MS), 0);
        pass(MIDNIGHT + 2 * DAY_MS);
        open(days.snapshot(1, 1));
        List<FigureDay> over = pass(MIDNIGHT + 4 * DAY_MS);
        assertThat(over).extracting(FigureDay::day).containsExactly("2026-11-22", "2026-11-23");
        assertThat(over).allMatch(day -> day.unseen().isEmpty());
    }

    /** Rows of usage are of the same days. */
    @Test
    void aStartFromASavepointOfAnotherZoneIsRefused() throws Exception {
        open(null);
        OperatorSubtaskState kept = days.snapshot(1, 1);
        FigureRules moved = new FigureRules(ZoneId.of("Europe/Paris"));
        assertThatThrownBy(() -> open(kept, moved))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "days: expected the zone that the state was written with, "
                                + TestingFigures.ZONE
                                + ", got Europe/Paris: days of both zones would overlap; give"
                                + " usage.zone as it was, or, at a site that has no rows of usage"
                                + " and no figures yet, start the ledger without state");
        open(kept);
        open(days.snapshot(2, 2));
        assertThat(pass(MIDNIGHT + 2 * DAY_MS)).isNotEmpty();
    }

    @Test
    void whatWasLostWhileItWasOffIsNamed() throws Exception {
        open(null);
        days.processElement(published("2026-11-20", MIDNIGHT - DAY_MS), 0);
        pass(MIDNIGHT + 2 * DAY_MS);
        open(days.snapshot(1, 1));
        List<FigureDay> over = pass(MIDNIGHT + 9 * DAY_MS + DAY_MS / 2);
        assertThat(over.stream().filter(day -> !day.unseen().isEmpty()).map(FigureDay::day))
                .as("read up to the end of the 22nd, kept from noon of the 24th")
                .containsExactly("2026-11-23", "2026-11-24");
    }
}
