package dev.vigil.flink.figures;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.figures.FigureRules;
import dev.vigil.figures.TestingFigures;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.TimeBucket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * CountedOnce and Figures with random histories: records twice and in any order, killed and started
 * from any savepoint, started without state after what was counted is gone. A count that saw it all
 * happen gives the same figures, and misses none of the planted faults.
 */
class FigureOperatorsTest {
    private static final FigureRules RULES = new FigureRules(TestingFigures.ZONE);
    private static final long DAY_MS = 24 * TestingFigures.HOUR_MS;
    private static final long NOW = TestingFigures.FIRST + (TestingFigures.DAYS + 1) * DAY_MS;

    /** What would be wrong. */
    private enum Fault {
        /** Each record counts. */
        NOT_ONCE,
        /** What was published is not read back. */
        NOT_READ_BACK,
        /** A start from a savepoint does not read again what arrived behind it. */
        NOT_READ_AGAIN
    }

    private final List<DailyFigure> published = new ArrayList<>();
    private Fault fault;
    private KeyedOneInputStreamOperatorTestHarness<String, FigureFact, FigureFact> once;
    private KeyedOneInputStreamOperatorTestHarness<String, FigureFact, DailyFigure> figures;

    /** A checkpoint: state of both, and how far topics were read and written. */
    private record Saved(
            OperatorSubtaskState once, OperatorSubtaskState figures, int read, int written) {}

    private void open(Saved from) throws Exception {
        close();
        once =
                TestingOperators.keyed(
                        new CountedOnceFunction(RULES),
                        FigureFact::subject,
                        Types.STRING,
                        from == null ? null : from.once());
        figures =
                TestingOperators.keyed(
                        new FiguresFunction(RULES),
                        FigureFact::figureId,
                        Types.STRING,
                        from == null ? null : from.figures());
        if (fault != Fault.NOT_READ_BACK) {
            int written = from == null ? 0 : from.written();
            for (DailyFigure one : List.copyOf(published).subList(written, published.size())) {
                figures.processElement(FigureFact.published(one), 0);
            }
        }
    }

    @AfterEach
    void close() throws Exception {
        if (once != null) {
            once.close();
            figures.close();
        }
    }

    private Saved save(int read) throws Exception {
        return new Saved(once.snapshot(1, 1), figures.snapshot(1, 1), read, published.size());
    }

    private void read(List<FigureFact> record) throws Exception {
        for (FigureFact fact : record) {
            boolean isRepeated = fault == Fault.NOT_ONCE && fact.kind() == FigureFact.Kind.COUNTED;
            if (isRepeated) {
                figures.processElement(fact.withDay(RULES.day(fact.at())), 0);
            } else {
                once.processElement(fact, 0);
            }
        }
        for (FigureFact counted : out(once)) {
            figures.processElement(counted, 0);
        }
        published.addAll(out(figures));
    }

    private void pass(long ms) throws Exception {
        once.processWatermark(new Watermark(ms));
        out(once);
        figures.processWatermark(new Watermark(ms));
        published.addAll(out(figures));
    }

    private Map<String, Long> last() {
        Map<String, Long> last = new TreeMap<>();
        published.forEach(figure -> last.put(figure.figureId(), figure.count()));
        return last;
    }

    /** True where a history comes out as it happened. */
    private boolean isRight(long seed) throws Exception {
        Random random = new Random(seed);
        published.clear();
        TestingFigures history = new TestingFigures(random, 5 + random.nextInt(60));
        List<List<FigureFact>> records = new ArrayList<>();
        history.happened.forEach(
                one ->
                        one.records()
                                .forEach(
                                        record ->
                                                records.addAll(
                                                        Collections.nCopies(
                                                                1 + random.nextInt(2), record))));
        Collections.shuffle(records, random);
        open(null);
        List<Saved> saved = new ArrayList<>(List.of(save(0)));
        long now = NOW;
        for (int i = 0; i < records.size(); i++) {
            read(records.get(i));
            now += 20_000;
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> pass(now);
                case 3 -> saved.add(save(i + 1));
                case 4 -> {
                    Saved from = saved.get(random.nextInt(saved.size()));
                    open(from);
                    if (fault != Fault.NOT_READ_AGAIN) {
                        for (List<FigureFact> again : records.subList(from.read(), i + 1)) {
                            read(again);
                        }
                    }
                    pass(now);
                }
                default -> {}
            }
        }
        pass(now + FigureRules.PUBLISH_MS);
        restartWithoutSome(history, random, now + FigureRules.PUBLISH_MS);
        assertThat(published.stream().allMatch(FigureOperatorsTest::isSum)).isTrue();
        return last().equals(history.counts);
    }

    /** Accounts were erased, topics have forgotten: what is counted again is less. */
    private void restartWithoutSome(TestingFigures history, Random random, long now)
            throws Exception {
        open(null);
        for (TestingFigures.Happened one : history.happened) {
            if (random.nextBoolean()) {
                for (List<FigureFact> record : one.records()) {
                    read(record);
                }
            }
        }
        int before = published.size();
        pass(now + 1);
        if (fault == null) {
            assertThat(published).as("nothing is published again").hasSize(before);
        }
        pass(now + 2 * FigureRules.PUBLISH_MS);
    }

    private static boolean isWhole(List<FigureFact> record) {
        return record.stream().allMatch(fact -> fact.kind() == FigureFact.Kind.COUNTED);
    }

    private static boolean isSum(DailyFigure figure) {
        return figure.buckets().isEmpty()
                || figure.buckets().stream().mapToLong(TimeBucket::count).sum() == figure.count();
    }

    @Test
    void aHistoryComesOutAsItHappened() throws Exception {
        for (long seed = 0; seed < 15; seed++) {
            assertThat(isRight(seed)).as("seed %d", seed).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedFaultIsFound(Fault planted) throws Exception {
        fault = planted;
        boolean found = false;
        for (long seed = 0; seed < 20 && !found; seed++) {
            found = !isRight(seed);
        }
        assertThat(found).as("by a history").isTrue();
    }

    @Test
    void nothingIsPublishedBeforeAllIsRead() throws Exception {
        open(null);
        TestingFigures history = new TestingFigures(new Random(1), 20);
        for (TestingFigures.Happened one : history.happened) {
            for (List<FigureFact> record : one.records()) {
                read(record);
            }
        }
        assertThat(published).isEmpty();
        pass(NOW);
        assertThat(last()).isEqualTo(history.counts);
        assertThat(published).as("each once").hasSameSizeAs(history.counts.keySet());
    }

    @Test
    void stateIsGoneWhenNothingCanArriveAnyMore() throws Exception {
        open(null);
        pass(TestingFigures.FIRST);
        for (TestingFigures.Happened one : new TestingFigures(new Random(2), 50).happened) {
            for (List<FigureFact> record : one.records()) {
                read(record);
            }
        }
        assertThat(stateEntries(once)).isPositive();
        pass(NOW + 60 * DAY_MS);
        assertThat(stateEntries(once)).isZero();
        assertThat(stateEntries(figures)).isZero();
        assertThat(once.numEventTimeTimers() + figures.numEventTimeTimers()).isZero();
    }

    /** It may have been counted already, and that was forgotten. */
    @Test
    void whatIsTooLateIsNotCountedAlsoAfterAStart() throws Exception {
        open(null);
        pass(TestingFigures.FIRST);
        TestingFigures history = new TestingFigures(new Random(3), 5);
        List<FigureFact> late =
                history.happened.stream()
                        .flatMap(one -> one.records().stream())
                        .filter(FigureOperatorsTest::isWhole)
                        .findFirst()
                        .orElseThrow();
        read(late);
        pass(NOW + 60 * DAY_MS);
        assertThat(published).isNotEmpty();
        int before = published.size();
        read(late);
        Saved saved = save(0);
        open(saved);
        read(late);
        pass(NOW + 61 * DAY_MS);
        assertThat(published).hasSize(before);
    }
}
