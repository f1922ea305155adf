package dev.vigil.bench.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that did less than it was asked to is not as promised. */
class UploadsBenchTest {
    @Test
    void fewerKillsThanAskedAreReported() {
        assertThat(UploadsBench.missing(100, 100, 1)).isEmpty();
        assertThat(UploadsBench.missing(100, 5, 1))
                .containsExactly("TaskManagers killed: expected 100, got 5");
    }

    @Test
    void aRunWithoutAnUndisturbedAnswerIsReported() {
        assertThat(UploadsBench.missing(0, 0, 0))
                .singleElement()
                .asString()
                .startsWith("answers without the minute after the start or a kill: expected some");
    }

    @ParameterizedTest
    @CsvSource({"10, 100", "10, 0", "11, 3", "1000, 2", "1000, 1"})
    void allKillsAreDueByTheLastUploadAndNoneInTheFirstHalf(int uploads, int kills) {
        assertThat(IntStream.range(0, uploads / 2))
                .allMatch(number -> UploadsBench.dueKills(number, uploads, kills) == 0);
        assertThat(UploadsBench.dueKills(uploads - 1, uploads, kills)).isEqualTo(kills);
    }
}
