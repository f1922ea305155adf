package dev.vigil.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.figures.DurationBuckets.Percentiles;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Months and years are sums of days, and say what was not seen. */
class FigureSumsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    private static Map<FigureKey, Long> random(long seed) {
        Random random = new Random(seed);
        Map<FigureKey, Long> daily = new HashMap<>();
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            for (FigureKind kind : FigureKind.values()) {
                if (random.nextInt(3) == 0) {
                    String dimension = random.nextBoolean() ? "A" : "B/c";
                    long ms = random.nextInt(100_000_000);
                    FigureKey key =
                            kind.isDuration()
                                    ? FigureKey.of(day.toString(), kind, dimension, ms)
                                    : new FigureKey(day.toString(), kind, dimension);
                    daily.merge(key, 1L + random.nextInt(9), Long::sum);
                }
            }
        }
        return daily;
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
            Map<FigureKey, Long> daily = random(seed);
            Map<String, Long> months = new TreeMap<>();
            for (int month = 1; month <= 12; month++) {
                YearMonth of = YearMonth.of(2026, month);
                counts(FigureSums.of(of.atDay(1), of.atEndOfMonth(), daily, Set.of()))
                        .forEach((what, count) -> months.merge(what, count, Long::sum));
            }
            FigureSums year = FigureSums.of(FIRST, LAST, daily, Set.of());
            assertThat(counts(year)).as("seed %d", seed).isEqualTo(months);
            long all = daily.values().stream().mapToLong(Long::longValue).sum();
            assertThat(months.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(all);
        }
    }

    @Test
    void daysThatWereNotSeenAreNamed() {
        Set<LocalDate> seen = new HashSet<>(FIRST.datesUntil(LAST.plusDays(1)).toList());
        assertThat(FigureSums.of(FIRST, LAST, Map.of(), seen).isWhole()).isTrue();
        LocalDate missing = LocalDate.of(2026, 5, 17);
        seen.remove(missing);
        FigureSums year = FigureSums.of(FIRST, LAST, Map.of(), seen);
        assertThat(year.unseen()).containsExactly(missing);
        assertThat(year.isWhole()).isFalse();
    }

    /** A percentile of a sum of buckets is that of the times themselves, to a bucket. */
    @Test
    void percentilesAreRightToABucket() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Long> times = new ArrayList<>();
            Map<FigureKey, Long> daily = new HashMap<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                long ms = (long) Math.exp(random.nextDouble() * Math.log(3e10));
                times.add(ms);
                String day = FIRST.plusDays(random.nextInt(365)).toString();
                daily.merge(
                        FigureKey.of(day, FigureKind.NOTICE_TO_ACTION, "TAKEDOWN", ms),
                        1L,
                        Long::sum);
            }
            times.sort(null);
            FigureSums sums = FigureSums.of(FIRST, LAST, daily, Set.of());
            assertThat(sums.sums()).hasSize(1);
            Percentiles its = sums.sums().get(0).percentiles();
            int size = times.size();
            assertThat(its.count()).isEqualTo(size);
            assertThat(its.medianMs()).as("seed %d", seed).isEqualTo(bound(times, (size + 1) / 2));
            assertThat(its.p95Ms())
                    .as("seed %d", seed)
                    .isEqualTo(bound(times, (size * 95 + 99) / 100));
            assertThat(its.maxMs()).as("seed %d", seed).isEqualTo(bound(times, size));
        }
    }

    private static long bound(List<Long> times, int rank) {
        return DurationBuckets.bound(times.get(rank - 1));
    }

    @Test
    void aBucketIsATenthLongAndThereAreFew() {
        assertThat(DurationBuckets.bound(0)).isEqualTo(60_000);
        assertThat(DurationBuckets.bound(60_000)).as("at most").isEqualTo(60_000);
        assertThat(DurationBuckets.bound(60_001)).isEqualTo(120_000);
        long day = 24L * 3_600_000;
        assertThat(DurationBuckets.bound(day)).isBetween(day, day * 11 / 10);
        assertThat(DurationBuckets.bound(5_000 * day)).isEqualTo(Long.MAX_VALUE);
        assertThat(DurationBuckets.count()).isLessThan(150);
    }

    @Test
    void aKeyIsReadAsItWasWritten() {
        FigureKey key = FigureKey.of("2026-11-27", FigureKind.NOTICE_TO_ACTION, "A/b<=c", 5_000);
        assertThat(FigureKey.of(key.key())).isEqualTo(key);
        assertThat(DurationBuckets.dimension(key.dimension())).isEqualTo("A/b<=c");
        assertThatThrownBy(() -> FigureKey.of("2026-11-27")).hasMessageContaining("day/what");
    }
}
