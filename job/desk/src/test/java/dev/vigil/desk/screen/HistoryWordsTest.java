package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.HistoryPart;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.wire.EventType;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryWordsTest {
    static List<EventType> types() {
        return Arrays.stream(HistoryPart.values()).flatMap(part -> part.types().stream()).toList();
    }

    private static String words(PageLanguage language, StoredRecord record) {
        PageText text = new PageText(Messages.of(language), ZoneId.of("Asia/Shanghai"), 0);
        StringOutput out = new StringOutput();
        OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(out);
        html.setContext("td", null);
        html.writeUserContent(new HistoryWords(text).of(record));
        return out.toString();
    }

    private static StoredRecord record(EventType type, byte[] body, String problem) {
        return new StoredRecord("notices", 0, 7, type, 1L, 1L, null, body, problem);
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachEventOfAHistoryHasWordsInBothLanguages(EventType type) throws IOException {
        byte[] body = Files.readAllBytes(Releases.event(type));
        StoredRecord record = record(type, body, null);

        for (PageLanguage language : PageLanguage.values()) {
            assertThat(words(language, record))
                    .isNotBlank()
                    .doesNotContain("notices-0@7")
                    .doesNotContainPattern("event\\.|\\{\\d}|[A-Z][a-z]+\\.[A-Z_]{3,}");
        }
        assertThat(words(PageLanguage.ZH, record)).containsPattern("\\p{IsHan}");
    }

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void whatCantBeReadIsShownWithItsPlace(PageLanguage language) {
        byte[] body = {'{', '}'};
        assertThat(words(language, record(EventType.NOTICE_TRIAGED, body, "no <id>")))
                .contains("<bdi>notices-0@7</bdi>", "no &lt;id&gt;");
        assertThat(words(language, record(EventType.NOTICE_TRIAGED, null, null)))
                .contains("<bdi>notices-0@7</bdi>");
    }
}
