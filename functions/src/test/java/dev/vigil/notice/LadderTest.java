package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
    private final Ladder ladder = new Ladder(GRACE_MS);

    @ParameterizedTest
    @CsvSource({
        "E0, 0, info, ",
        "E1, 120, low, ",
        "E2, 720, warning, ",
        "E3, 1080, warning+, ",
        "E4, 1200, major, 30",
        "E5, 1320, critical, 15",
        "E6, 1380, critical+, 10",
        "E7, 1425, emergency, 5"
    })
    void everyLevelBeforeDueHasItsMinute(String name, long minute, String severity, Long ack) {
        Level level = levels(8).get(Integer.parseInt(name.substring(1)));
        assertThat(level.name()).isEqualTo(name);
        assertThat(level.atMs()).isEqualTo(minute * MINUTE_MS);
        assertThat(level.severity()).isEqualTo(severity);
        assertThat(level.ackWithinMs()).isEqualTo(ack == null ? null : ack * MINUTE_MS);
        assertThat(Ladder.isBreach(level)).isFalse();
    }

    @Test
    void theBreachIsWrittenAGraceAfterDueAndRepeated() {
        List<Level> breaches = levels(40).subList(8, 40);
        assertThat(breaches).allMatch(Ladder::isBreach);
        assertThat(breaches.get(0).name()).isEqualTo("E8");
        assertThat(breaches.get(1).name()).isEqualTo("E9.1");
        List<Long> hours =
                breaches.stream().map(b -> (b.atMs() - DAY_MS - GRACE_MS) / HOUR_MS).toList();
        assertThat(hours)
                .startsWith(0L, 1L, 2L, 3L, 4L, 5L, 6L, 10L, 14L, 18L)
                .containsSequence(62L, 66L, 70L, 74L, 98L, 122L, 146L);
        assertThat(breaches).allMatch(b -> (b.atMs() - GRACE_MS) % HOUR_MS == 0);
    }

    @Test
    void passedCountsTheMillisecond() {
        assertThat(ladder.passed(null, -1)).isEmpty();
        assertThat(ladder.passed(null, 0)).extracting(Level::name).containsExactly("E0");
        assertThat(ladder.passed("E0", 2 * HOUR_MS - 1)).isEmpty();
        assertThat(ladder.passed("E0", 2 * HOUR_MS)).extracting(Level::name).containsExactly("E1");
        assertThat(ladder.passed("E7", DAY_MS + GRACE_MS - 1)).isEmpty();
        assertThat(ladder.passed("E7", DAY_MS + GRACE_MS))
                .extracting(Level::name)
                .containsExactly("E8");
    }

    @Test
    void anUnknownLevelIsRefusedByName() {
        assertThatThrownBy(() -> ladder.next("E10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("E10");
    }

    private List<Level> levels(int count) {
        List<Level> levels = new ArrayList<>();
        String last = null;
        while (levels.size() < count) {
            levels.add(ladder.next(last));
            last = levels.get(levels.size() - 1).name();
        }
        return levels;
    }
}
