package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    private static final String MIXED = "notice of 上海电影集团有限公司 on room-77, 夜港 e\u0301pisode";

    @ParameterizedTest
    @CsvSource({
        "abc,3",
        "夜港,4",
        "ﾊﾛｰ,3",
        "Ｆｕｌｌ,8",
        "한국,4",
        "e\u0301,1",
        "\uD83C\uDFAC,2",
        "\uD840\uDC00,2",
        "'',0"
    })
    void aWideCharacterTakesTwoColumnsAndAMarkNone(String text, int columns) {
        assertThat(Columns.width(text)).isEqualTo(columns);
    }

    @Test
    void paddingCountsColumnsAndNotCharacters() {
        assertThat(Columns.padded("夜港", 6)).isEqualTo("夜港  ");
        assertThat(Columns.padded("abcdef", 3)).isEqualTo("abcdef");
    }

    @Test
    void whatIsCutNeverIsWider() {
        assertThat(Columns.cut("夜港夜港夜港", 8)).isEqualTo("夜港...");
        assertThat(Columns.cut("abcdef", 6)).isEqualTo("abcdef");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 13, 40})
    void wrappedLinesFitAndLoseNothing(int width) {
        assertThat(Columns.wrapped(MIXED, width))
                .allMatch(line -> Columns.width(line) <= Math.max(2, width))
                .satisfies(
                        lines ->
                                assertThat(String.join("", lines).replace(" ", ""))
                                        .isEqualTo(MIXED.replace(" ", "")));
    }

    @Test
    void wordsStayWhole() {
        assertThat(Columns.wrapped("take down by 14:05", 10))
                .containsExactly("take down", "by 14:05");
    }

    @Test
    void theMiddleIsCutAndNoCharacterIsHalved() {
        assertThat(Columns.middleCut("notice-2026-0042", 16)).isEqualTo("notice-2026-0042");
        assertThat(Columns.middleCut("notice-2026-0042", 12)).isEqualTo("notic...0042");
        assertThat(Columns.middleCut("通知-2026-上海电影-17", 12)).isEqualTo("通知-2...-17");
        for (int width = 4; width < 20; width++) {
            assertThat(Columns.width(Columns.middleCut("𠀀通知-2026-上海电影𠀀", width)))
                    .isLessThanOrEqualTo(width);
        }
    }
}
