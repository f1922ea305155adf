package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
    private static Likeness likeness(long queryStartMs, double tempo, double semitones) {
        return new Likeness(
                queryStartMs, queryStartMs + 10_000, 12_000, 45_000, tempo, semitones, 80);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, unchanged in speed and pitch",
        "0.9999, -0.05, unchanged in speed and pitch",
        "1.04, 0.68, '4.0 % faster, the pitch with it'",
        "0.96, -0.71, '4.0 % slower, the pitch with it'",
        "1.009, 0, 0.9 % faster",
        "0.99, -0.17, 1.0 % slower",
        "1.04, 0, 4.0 % faster at the same pitch",
        "0.95, 0.05, 5.0 % slower at the same pitch",
        "1, 1.02, 1.0 semitones higher at the same speed",
        "1, -0.5, 0.5 semitones lower at the same speed",
        "1.04, -1, 4.0 % faster and 1.0 semitones lower"
    })
    void saysHowTheQueryWasChanged(double tempo, double semitones, String words) {
        assertThat(likeness(0, tempo, semitones).change()).isEqualTo(words);
    }

    @Test
    void evidenceIsAlsoToldASecond() {
        assertThat(likeness(0, 1, 0).evidencePerSecond()).isEqualTo(8);
    }

    /** Of 10 s of the query and 33 s of the reference. */
    @ParameterizedTest
    @CsvSource({
        "13000, 300000, true",
        "14000, 300000, false",
        "60000, 44000, true",
        "60000, 45000, false"
    })
    void wholeIsMostOfTheShorter(long queryMs, long referenceMs, boolean whole) {
        assertThat(likeness(0, 1, 0).isWhole(queryMs, referenceMs)).isEqualTo(whole);
    }

    @Test
    void nothingIsSaidWithAMinusBeforeZero() {
        assertThat(likeness(0, 0.9999, 0).speedWords()).isEqualTo("+0.0 %");
        assertThat(likeness(0, 0.98, 0).speedWords()).isEqualTo("-2.0 %");
    }

    @Test
    void theOffsetNamesTheOneThatBeginsFirst() {
        assertThat(likeness(2_000, 1, 0).offsetWords()).isEqualTo("query 0:00 is reference 0:10.0");
        assertThat(likeness(72_000, 1, 0).offsetWords())
                .isEqualTo("reference 0:00 is query 1:00.0");
    }
}
