package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerWordsTest {
    static String words(PageLanguage language, Object record) {
        PageText text = new PageText(Messages.of(language), ZoneId.of("Asia/Shanghai"), 0);
        StringOutput out = new StringOutput();
        OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(out);
        html.setContext("td", null);
        html.writeUserContent(AnswerWords.of(text, record));
        return Jsoup.parse(out.toString()).text();
    }

    /** The answers that {@link dev.vigil.client.act.ActAnswer} knows, and one that no job gives. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "NOTICE_STATUS",
                "LIST_EFFECTIVE",
                "ACCOUNT_STANDING",
                "USER_WARNING",
                "OFFENCE_CHANGED",
                "ACCOUNT_COMMAND",
                "LEDGER_ALERT",
                "DEPARTMENT_REPORT",
                "SIGNAL_STATE",
                "OWNERSHIP_CONFLICT",
                "REGISTRATION_RECEIPT",
                "DEAD_LETTER",
                "DESK_NOTED"
            })
    void eachAnswerHasWordsOfBothLanguages(EventType type) throws IOException {
        Object record = Json.read(Files.readAllBytes(Releases.event(type)), type.data());
        for (PageLanguage language : PageLanguage.values()) {
            assertThat(words(language, record)).doesNotContainPattern("answer\\.|\\{\\d}");
        }
        assertThat(words(PageLanguage.ZH, record))
                .containsPattern("\\p{IsHan}")
                .doesNotContainPattern(RefusalWordsTest.LATIN_SENTENCE);
    }
}
