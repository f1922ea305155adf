package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LagQueryTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_795_838_400_000L;

    @TempDir private Path folder;

    private static long rows(Handle handle) {
        return handle.createQuery("select count(*) from lag_sample").mapTo(Long.class).one();
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aSampleAMinuteIsKeptForSevenDays(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            for (int week = 0; week < 2; week++) {
                for (int hour = 0; hour < 7 * 24; hour++) {
                    long at = T0 + Duration.ofHours(week * 7L * 24 + hour).toMillis();
                    LagQuery.keep(handle, at, 400L, 0L, Optional.of(Map.of("notices", 0L)));
                    LagQuery.keep(handle, at + 20_000, 900L, 0L, Optional.empty());
                }
            }
            assertThat(rows(handle)).isEqualTo(2 * (7 * 24 + 1));

            // The clock was two weeks ahead: its samples are none of the days to come.
            LagQuery.keep(handle, T0, 400L, 0L, Optional.empty());
            assertThat(rows(handle)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aChartHasTheGreatestOfTenMinutesAndGapsWhereNothingIsKnown(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            LagQuery.keep(handle, T0, 400L, 0L, Optional.of(Map.of("notices", 7L, "acks", 0L)));
            LagQuery.keep(handle, T0 + MINUTE, 900L, null, Optional.empty());
            LagQuery.keep(handle, T0 + 10 * MINUTE, null, 5_000L, Optional.empty());
            assertThat(LagQuery.lastDay(handle, T0 + 11 * MINUTE))
                    .isEqualTo(
                            Map.of(
                                    T0,
                                    Map.of("store", 900L, "clock", 0L, "topic/notices", 7L),
                                    T0 + 10 * MINUTE,
                                    Map.of("clock", 5_000L)));
            assertThat(LagQuery.lastDay(handle, T0 + Duration.ofDays(2).toMillis())).isEmpty();
        }
    }
}
