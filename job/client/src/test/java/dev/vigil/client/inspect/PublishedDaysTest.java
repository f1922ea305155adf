package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of published figures the last record of each counts; what is beyond the memory is counted. */
class PublishedDaysTest {
    private static final String DAY = "2026-11-25";

    private final PublishedDays days =
            new PublishedDays(
                    TestingSpan.order(TestingSpan.FROM_MS + 2 * 86_400_000L, null, null)
                            .request("log"),
                    2);

    private void counted(String dimension, long count) {
        String id = DAY + "/" + FigureKind.MEASURES + "/" + dimension;
        days.add(new DailyFigure(id, DAY, FigureKind.MEASURES, dimension, count, List.of()));
    }

    @Test
    void whatIsBeyondTheLimitIsCountedAndWhatIsKnownIsStillReplaced() {
        counted("a", 1);
        counted("b", 1);
        assertThat(days.leftOut()).isZero();
        counted("c", 1);
        counted("a", 7);
        assertThat(days.leftOut()).isEqualTo(1);
        assertThat(days.sums().of(FigureKind.MEASURES))
                .extracting(FigureSums.Sum::dimension, FigureSums.Sum::count)
                .containsExactly(tuple("a", 7L), tuple("b", 1L));
    }
}
