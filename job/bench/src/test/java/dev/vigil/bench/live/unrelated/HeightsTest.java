package dev.vigil.bench.live.unrelated;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeightsTest {
    private static Height at(String stream, double seconds, double evidence) {
        return new Height(stream, seconds, evidence == 0 ? null : "work", evidence);
    }

    @Test
    void eachWindowHasItsHighestAndSilenceCounts() {
        Heights heights = new Heights();
        heights.begin();
        heights.add(at("a", 2, 7));
        heights.add(at("a", 4, 12));
        heights.add(at("a", 9.9, 8));
        heights.add(at("a", 31, 6));
        heights.begin();
        heights.add(at("b", 2, 0));
        assertThat(heights.maxima()).containsExactly(12, 0, 0, 6, 0);
    }

    @Test
    void aStreamHasOneRowInTenMinutes() {
        Heights heights = new Heights();
        heights.begin();
        for (int minute = 0; minute < 25; minute++) {
            heights.add(at("long", 60 * minute + 5, 10 + minute));
        }
        heights.begin();
        heights.add(at("short", 3, 22));
        heights.begin();
        heights.add(at("silent", 3, 0));
        assertThat(heights.top(10))
                .extracting(Height::evidence)
                .containsExactly(34.0, 29.0, 22.0, 19.0);
        assertThat(heights.top(3)).hasSize(3);
        assertThat(heights.top(10).get(1).row(24))
                .isEqualTo("| long | 19:05.0 | work | 29.0 | 24.0 |");
    }
}
