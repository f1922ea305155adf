package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.act.ActRefused;
import dev.vigil.client.act.FieldRefused;
import dev.vigil.client.list.EntryFile;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.client.text.LineFault;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notice.ForwardState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why an act is refused is given in the visitor's language; ids and codes are as they are. */
class RefusalWordsTest {
    /** Three words and more, one behind the other. */
    static final Pattern LATIN_SENTENCE =
            Pattern.compile("\\b[A-Za-z]+(?:[ ,;:']+[A-Za-z]+){2,}\\b");

    /** What a person may get wrong in any field. */
    private static final List<String> WRONG =
            List.of("", "nowhere", "two words", "2031-01-01T00:00", "2011-01-01T00:00", "99999999");

    @TempDir private Path folder;

    private TestingDesk desk;
    private final Set<String> sentences = new TreeSet<>();

    private static PageText text(PageLanguage language) {
        return new PageText(Messages.of(language), ZoneId.of("Asia/Shanghai"), 0);
    }

    @Test
    void whatFillsASentenceIsInTheVisitorsLanguageToo() {
        ActRefused keyed =
                new ActRefused("notice.forwarded", "NOTICE: …", "n-1", ForwardState.FORWARDED);
        assertThat(RefusalWords.of(text(PageLanguage.ZH), keyed)).contains("n-1：用户已收到");
        FieldRefused at =
                new FieldRefused("time.ahead", "--at: …", Instant.ofEpochMilli(1_795_838_400_000L));
        assertThat(RefusalWords.of(text(PageLanguage.ZH), at))
                .contains("2026-11-28 12:00:00 +08:00");
        IllegalArgumentException other =
                new IllegalArgumentException("caseNo: expected at most 200 characters, got 201");
        assertThat(RefusalWords.of(text(PageLanguage.EN), other)).isEqualTo(other.getMessage());
        assertThat(RefusalWords.of(text(PageLanguage.ZH), other)).contains("案号");
    }

    /** The planted fault: the words of the verb, which are English. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry,work,class\nban-1,the-film,BANNED\n",
                "entry,work,class\n,other,FORBIDDEN\n",
                "entry,work,class\na,b\n",
                "entry,work,class,version\na,b,FORBIDDEN,two\n",
                "entry,work,class,issued\na,b,FORBIDDEN,today\n",
                "entry,work,class,territories\na,b,FORBIDDEN,\"CN,HK\"\n",
                "entry,work,class,to\na,b,FORBIDDEN,2026-12-24T00:00:00\n",
                "entry,work,class\na,b,FORBIDDEN\na,b,FORBIDDEN\n",
                "entry,work,class,from\na,b,FORBIDDEN,2026-01-01T00:00\na,c,,2026-02-01T00:00\n",
                "[{\"entryId\": \"a\", \"wrok\": \"b\"}]",
                "[3]",
                "[{\"entryId\""
            })
    void whatIsWrongInALineOfAFileIsInTheVisitorsLanguage(String file) throws Exception {
        List<LineFault> faults = EntryFile.of(file, ActCases.NOW).faults();
        assertThat(faults).isNotEmpty();
        assertThat(faults)
                .extracting(it -> RefusalWords.ofLine(text(PageLanguage.ZH), it))
                .allSatisfy(
                        it ->
                                assertThat(it)
                                        .matches("第 \\d+ 行.*")
                                        .doesNotContain("expected", "refusal.", "{"));
        assertThat(faults)
                .extracting(it -> RefusalWords.ofLine(text(PageLanguage.EN), it))
                .allSatisfy(it -> assertThat(it).startsWith("line "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "entry,work\n", "entry,work,class,form\n", "{}"})
    void soIsWhatIsWrongInTheFile(String file) {
        assertThatThrownBy(() -> EntryFile.of(file, 0))
                .isInstanceOfSatisfying(
                        IOException.class,
                        it ->
                                assertThat(RefusalWords.ofFile(text(PageLanguage.ZH), it))
                                        .contains("应")
                                        .doesNotContain("expected", "refusal.", "{", "：。"));
    }

    /** Each deed, each of its fields wrong in each way, and what it is about unknown. */
    @Test
    void noRefusalOfAnActIsEnglishOnAChinesePage() {
        desk = new TestingDesk(TestingStores.SQLITE.open(folder));
        desk.now = ActCases.NOW;
        ActCases.send(desk.log);
        desk.read();
        for (ActCase act : ActCases.all()) {
            Deed deed = Deeds.named(act.deed()).orElseThrow();
            if (act.id() != null) {
                refuse(act, deed, "nowhere", act.fields());
                refuse(act, deed, "no/where", act.fields());
            }
            for (FormField field : deed.fields()) {
                for (String wrong : wrong(field)) {
                    Map<String, String> fields = new HashMap<>(act.fields());
                    fields.put(field.name(), wrong);
                    refuse(act, deed, act.id(), fields);
                }
            }
        }
        assertThat(sentences)
                .hasSizeGreaterThan(40)
                .noneMatch(it -> LATIN_SENTENCE.matcher(it).find())
                .noneMatch(it -> it.matches("(?s).*(refusal|fault|act)\\.[a-z].*"));
    }

    private static List<String> wrong(FormField field) {
        List<String> wrong = new ArrayList<>(WRONG);
        wrong.addAll(field.options());
        wrong.add(field.kind() == FormField.Kind.FLAG ? "true" : "x".repeat(field.most()));
        return wrong;
    }

    private void refuse(ActCase act, Deed deed, String id, Map<String, String> fields) {
        DeedPage page = new DeedPage(deed, desk.store, WritingParties.open());
        Visit visit = desk.visit(PageLanguage.ZH, act.visitor(), id, Map.of(), Map.of());
        Map<String, String> form = new HashMap<>(fields);
        form.put("request", desk.request());
        SeenState seen = ((FormView) ((Answer.Page) page.get(visit)).view()).seen();
        if (seen != null) {
            form.put("as_of", String.valueOf(seen.asOf()));
            form.put("generation", String.valueOf(seen.generation()));
        }
        Visit sent = desk.visit(PageLanguage.ZH, act.visitor(), id, Map.of(), form);
        Answer answer = page.post(sent);
        if (answer instanceof Answer.Page) {
            for (Element alert : TestingVisit.page(answer, sent).select("[role=alert]")) {
                sentences.add(alert.text().replace("two words", "…"));
            }
        }
    }
}
