package dev.vigil.client.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetWriterTest {

    private static String written(Object... cells) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SheetWriter sheet = new SheetWriter(out, List.of("a", "b"));
        sheet.row(Arrays.asList(cells));
        sheet.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"})
    void noTextIsAFormula(String text) throws IOException {
        assertThat(written(text)).isEqualTo("\uFEFF\"a\",\"b\"\r\n\"'" + text + "\"\r\n");
    }

    @Test
    void numbersStayNumbersAndNothingIsAnEmptyCell() throws IOException {
        assertThat(written(-7L, null)).endsWith("-7,\"\"\r\n");
    }

    @Test
    void aReaderOfSuchTablesGetsTheTextsBack() throws IOException {
        String text = "says \"no\", twice\nand more";
        Csv csv = new Csv(new StringReader(written(text, "片")));

        assertThat(csv.next().fields()).containsExactly("a", "b");
        assertThat(csv.next().fields()).containsExactly(text, "片");
    }
}
