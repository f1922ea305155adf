package dev.vigil.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.figures.DurationBuckets.Percentiles;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.figures.TimeBucket;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Months and years are sums of days, and name what was not seen. */
class FigureSumsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    private static DailyFigure figure(
            LocalDate day, FigureKind kind, String dimension, List<Long> times) {
        List<TimeBucket> buckets = new ArrayList<>();
        for (long ms : times) {
            buckets =
                    DurationBuckets.plus(
                            buckets, List.of(new TimeBucket(DurationBuckets.bound(ms), 1)));
        }
        return new DailyFigure(
                new FigureKey(day, kind, dimension).id(),
                day.toString(),
                kind,
                dimension,
                times.size(),
                kind.isDuration() ? buckets : null);
    }

    private static List<DailyFigure> random(long seed) {
        Random random = new Random(seed);
        List<DailyFigure> figures = new ArrayList<>();
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            for (FigureKind kind : FigureKind.values()) {
                if (random.nextInt(3) == 0) {
                    List<Long> times =
                            random.longs(1 + random.nextInt(9), 0, 100_000_000).boxed().toList();
                    figures.add(figure(day, kind, random.nextBoolean() ? "A" : "B/c", times));
                }
            }
        }
        return figures;
    }

    private static Map<String, Long> counts(FigureSums sums) {
        Map<String, Long> counts = new TreeMap<>();
        sums.sums()
                .forEach(one -> counts.merge(one.kind() + one.dimension(), one.count(), Long::sum));
        return counts;
    }

    @Test
    void aYearIsTheSumOfItsMonths() {
        for (long seed = 0; seed < 20; seed++) {
            List<DailyFigure> figures = random(seed);
            Map<String, Long> months = new TreeMap<>();
            for (int month = 1; month <= 12; month++) {
                YearMonth of = YearMonth.of(2026, month);
                counts(FigureSums.of(of.atDay(1), of.atEndOfMonth(), figures, List.of()))
                        .forEach((what, count) -> months.merge(what, count, Long::sum));
            }
            FigureSums year = FigureSums.of(FIRST, LAST, figures, List.of());
            assertThat(counts(year)).as("seed %d", seed).isEqualTo(months);
            long all = figures.stream().mapToLong(DailyFigure::count).sum();
            assertThat(months.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(all);
        }
    }

    @Test
    void daysThatWereNotSeenAreNamedForEachFigure() {
        LocalDate missing = LocalDate.of(2026, 5, 17);
        LocalDate inPart = LocalDate.of(2026, 6, 1);
        List<FigureDay> days = new ArrayList<>();
        FIRST.datesUntil(LAST.plusDays(1))
                .forEach(day -> days.add(new FigureDay(day.toString(), 0, 1, List.of())));
        assertThat(FigureSums.of(FIRST, LAST, List.of(), days).isWhole()).isTrue();
        days.removeIf(day -> day.day().equals(missing.toString()));
        days.add(new FigureDay(inPart.toString(), 0, 1, List.of(FigureKind.MEASURES)));
        FigureSums year = FigureSums.of(FIRST, LAST, List.of(), days);
        assertThat(year.isWhole()).isFalse();
        assertThat(year.unseen()).containsOnlyKeys(FigureKind.values());
        assertThat(year.unseen().get(FigureKind.MEASURES)).containsExactly(missing, inPart);
        assertThat(year.unseen().get(FigureKind.APPEALS)).containsExactly(missing);
    }

    /** A percentile of a sum of buckets is that of the times themselves, to a bucket. */
    @Test
    void percentilesAreRightToABucket() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Long> times = new ArrayList<>();
            List<DailyFigure> figures = new ArrayList<>();
            LocalDate day = FIRST;
            for (int left = random.nextInt(60); left >= 0; left -= 3) {
                List<Long> its = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    its.add((long) Math.exp(random.nextDouble() * Math.log(1e11)));
                }
                times.addAll(its);
                figures.add(figure(day, FigureKind.ITEM_TO_ACTION, "STANDARD", its));
                day = day.plusDays(1 + random.nextInt(9));
            }
            times.sort(null);
            FigureSums sums = FigureSums.of(FIRST, LAST, figures, List.of());
            assertThat(sums.sums()).hasSize(1);
            Percentiles its = sums.sums().get(0).percentiles();
            int size = times.size();
            assertThat(its.count()).isEqualTo(size);
            long limit = 24L * 3_600_000;
            assertThat(its.withinDay()).isEqualTo(times.stream().filter(ms -> ms <= limit).count());
            assertThat(its.medianMs()).as("seed %d", seed).isEqualTo(bound(times, (size + 1) / 2));
            assertThat(its.p95Ms())
                    .as("seed %d", seed)
                    .isEqualTo(bound(times, (size * 95 + 99) / 100));
            assertThat(its.maxMs()).as("seed %d", seed).isEqualTo(bound(times, size));
        }
    }

    private static Long bound(List<Long> times, int rank) {
        return DurationBuckets.bound(times.get(rank - 1));
    }

    @Test
    void aBucketIsATenthLongAndThereAreFew() {
        assertThat(DurationBuckets.bound(0)).isEqualTo(100);
        assertThat(DurationBuckets.bound(7_001)).isEqualTo(7_200);
        assertThat(DurationBuckets.bound(60_000)).as("at most").isEqualTo(60_000);
        assertThat(DurationBuckets.bound(60_001)).isEqualTo(66_000);
        long day = 24L * 3_600_000;
        for (long ms = 100; ms < 400 * day; ms += ms / 10 + 1) {
            long over = DurationBuckets.bound(ms) - ms;
            assertThat(over).as("over %d ms", ms).isBetween(0L, Math.max(100, ms / 10));
        }
        assertThat(DurationBuckets.bound(day)).isEqualTo(day);
        assertThat(DurationBuckets.bound(400 * day)).isEqualTo(400 * day);
        assertThat(DurationBuckets.bound(400 * day + 1)).as("no bound").isNull();
        assertThat(DurationBuckets.size()).isLessThan(DailyFigure.MOST_BUCKETS);
    }

    /** A number beyond 2^53 would be another one to a reader that holds numbers as doubles. */
    @Test
    void whatIsLongerThanAllBoundsIsLastAndHasNone() {
        long day = 24L * 3_600_000;
        List<Long> times = List.of(5_000 * day, 401 * day, 30_000L);
        DailyFigure figure = figure(FIRST, FigureKind.ITEM_TO_ACTION, "STANDARD", times);
        byte[] published = Json.bytes(figure);
        assertThat(new String(published, StandardCharsets.UTF_8))
                .contains("\"buckets\":[{\"upToMs\":30000,\"count\":1},{\"count\":2}]");
        DailyFigure read = Json.whole(published, DailyFigure.class);
        assertThat(read).isEqualTo(figure);
        FigureSums sums = FigureSums.of(FIRST, LAST, List.of(figure, read), List.of());
        assertThat(sums.sums().get(0).percentiles())
                .isEqualTo(new Percentiles(6, 2, null, null, null));
    }

    @Test
    void anIdIsReadAsItWasWritten() {
        FigureKey key =
                new FigureKey(
                        LocalDate.of(2026, 11, 27), FigureKind.OVERTURNED_BY_REFERENCE, "A/b<=c");
        assertThat(FigureKey.of(key.id())).isEqualTo(key);
        assertThatThrownBy(() -> FigureKey.of("2026-11-27")).hasMessageContaining("day/what");
    }
}
