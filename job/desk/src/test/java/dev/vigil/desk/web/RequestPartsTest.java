package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.client.page.PageLanguage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request is read as. */
class RequestPartsTest {
    @Test
    void aPathHasOneDecodedSegmentForEachName() {
        PathPattern notice = new PathPattern("/notice/{id}/triage");
        assertThat(notice.places("/notice/n%2F1%20%E9%80%9A+/triage"))
                .contains(Map.of("id", "n/1 通+"));
        assertThat(notice.places("/notice/n-1")).isEmpty();
        assertThat(notice.places("/notice//triage")).isEmpty();
        assertThat(notice.places("/notice/n-1/triage/")).isEmpty();
        assertThat(notice.places("/notice/%/triage")).isEmpty();
        assertThat(notice.places("/notice/%4/triage")).isEmpty();
        assertThat(notice.places("/notice/%zz/triage")).isEmpty();
        assertThat(new PathPattern("/").places("/")).contains(Map.of());
    }

    @Test
    void aFormHasItsFieldsWithAllTheirValues() {
        assertThat(FormFields.of("item=a&item=b%26c&note=two+words&none=&=x&bad=%1&flag"))
                .containsEntry("item", List.of("a", "b&c"))
                .containsEntry("note", List.of("two words"))
                .containsEntry("none", List.of(""))
                .containsEntry("flag", List.of(""))
                .doesNotContainKey("bad");
        assertThat(FormFields.of("")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FormFields.of("a=1&".repeat(2_001)))
                .withMessageContaining("2000");
    }

    private static Map<String, List<String>> parts(String boundary, byte[] body) {
        return FormFields.of("multipart/form-data; boundary=" + boundary, body);
    }

    @Test
    void aFormWithAFileHasItsText() {
        String begin = "--x\r\nContent-Disposition: form-data; name=\"";
        String form =
                begin
                        + "csrf\"\r\n\r\ntoken\r\n"
                        + begin
                        + "file\"; filename=\"..\\..\\名单.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                        + "\ufeffentry,work\r\nban-1,电影\r\n\r\n"
                        + "--x--\r\n";
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        assertThat(parts("x", bytes))
                .containsEntry("csrf", List.of("token"))
                .containsEntry("file", List.of("entry,work\r\nban-1,电影\r\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parts("x", Arrays.copyOf(bytes, bytes.length - 20)))
                .withMessageContaining("a whole form");
        assertThatIllegalArgumentException().isThrownBy(() -> parts("", bytes));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                parts(
                                        "x",
                                        (begin + "file\"\r\n\r\n\u00e9\r\n--x--\r\n")
                                                .getBytes(StandardCharsets.ISO_8859_1)))
                .withMessageContaining("file: expected UTF-8");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                parts(
                                        "x",
                                        ((begin + "a\"\r\n\r\n1\r\n").repeat(2_001) + "--x--\r\n")
                                                .getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("2000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|ZH",
                "zh-CN,zh;q=0.9,en;q=0.8|ZH",
                "en-GB,en;q=0.9|EN",
                "de,en;q=0.5|EN",
                "en;q=0.2, zh-TW;q=0.9|ZH",
                "de-AT|ZH",
                "*|ZH",
                "zhx|ZH",
                "'%%%, en'|ZH"
            })
    void aBrowserIsAnsweredInTheFirstLanguageThatTheDeskHas(String accepted, PageLanguage spoken) {
        assertThat(SpokenLanguage.of(accepted)).isEqualTo(spoken);
    }
}
