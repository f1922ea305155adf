package dev.vigil.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureKind;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A day is seen where all was read that its figures follow from. */
class FigureDaysTest {
    private static final long DAY_MS = 24L * 3_600_000;
    private static final FigureRules RULES = new FigureRules(ZoneId.of("Asia/Shanghai"));
    private static final long MIDNIGHT = RULES.from("2026-11-27");

    /** Measures are kept for six days, all else for 199. */
    private static FigureDays days(Long seenToMs, long nowMs) {
        Map<FigureKind, Long> kept = new EnumMap<>(FigureKind.class);
        for (FigureKind kind : FigureKind.values()) {
            kept.put(kind, 199 * DAY_MS);
        }
        kept.put(FigureKind.MEASURES, 6 * DAY_MS);
        return new FigureDays(RULES, kept, seenToMs, nowMs);
    }

    private static List<String> unseen(List<FigureDay> days) {
        return days.stream()
                .filter(day -> !day.unseen().isEmpty())
                .map(day -> day.day() + day.unseen())
                .toList();
    }

    @Test
    void aDayIsOverAnHourBehindIt() {
        FigureDays days = days(MIDNIGHT, MIDNIGHT);
        long end = MIDNIGHT + DAY_MS;
        assertThat(days.over(MIDNIGHT, end + FigureRules.GRACE_MS - 1)).isEmpty();
        assertThat(days.over(MIDNIGHT, end + FigureRules.GRACE_MS))
                .containsExactly(new FigureDay("2026-11-27", MIDNIGHT, end, List.of()));
    }

    @Test
    void aJobThatWasOffForLessThanAllIsKeptHasSeenAll() {
        long now = MIDNIGHT + 5 * DAY_MS;
        List<FigureDay> over = days(MIDNIGHT - 1, now).over(MIDNIGHT - DAY_MS, now);
        assertThat(over).hasSize(5);
        assertThat(unseen(over)).isEmpty();
    }

    @Test
    void whatWasGoneBeforeItWasReadIsNamed() {
        long now = MIDNIGHT + 8 * DAY_MS + DAY_MS / 2;
        List<FigureDay> over = days(MIDNIGHT + DAY_MS / 2, now).over(MIDNIGHT, now);
        assertThat(over).hasSize(8);
        assertThat(unseen(over))
                .as("from half of one to half of another day was lost")
                .containsExactly(
                        "2026-11-27[MEASURES]", "2026-11-28[MEASURES]", "2026-11-29[MEASURES]");
    }

    @Test
    void theFirstStartSeesWhatIsThere() {
        List<FigureDay> over = days(null, MIDNIGHT).over(null, MIDNIGHT + FigureRules.GRACE_MS);
        assertThat(over).hasSize(FigureRules.DAYS_BEFORE - 1);
        assertThat(over.get(over.size() - 1).day()).isEqualTo("2026-11-26");
        assertThat(over.get(over.size() - 1).unseen()).isEmpty();
        assertThat(over.get(over.size() - 7).unseen()).containsExactly(FigureKind.MEASURES);
    }
}
