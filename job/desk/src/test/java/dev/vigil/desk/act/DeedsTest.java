package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms as they are shown. */
class DeedsTest {
    private static final Pattern RAW_KEY =
            Pattern.compile(
                    "\\b(?:field|deed|act|fault|list|[A-Z][a-z]+[A-Za-z]*)\\.[A-Za-z.]+\\b");
    private static final String HOSTILE = "\"><img src=x onerror=alert(1)>\u202e=1+1";

    @TempDir private Path folder;

    private TestingDesk desk;

    @BeforeEach
    void open() {
        desk = new TestingDesk(TestingStores.SQLITE.open(folder));
    }

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void eachFormHasItsTextsAndLabels(PageLanguage language) {
        for (Deed deed : Deeds.all()) {
            Visit visit = desk.visit(language, TestingDesk.LEAD, HOSTILE, Map.of(), Map.of());
            Answer answer = new DeedPage(deed, desk.store, WritingParties.open()).get(visit);
            Document page = TestingVisit.page(answer, visit);

            assertThat(RAW_KEY.matcher(page.select("main").text()).results().map(it -> it.group()))
                    .as(deed.name())
                    .noneMatch(it -> !it.startsWith("CSV"));
            assertThat(page.select("main img, main script")).isEmpty();
            Element form = page.selectFirst("form[action=" + quoted(deed.address(HOSTILE)) + "]");
            assertThat(form).as(deed.name()).isNotNull();
            assertThat(form.select("[name=csrf], [name=request], [name=back]")).hasSize(3);
            for (FormField field : deed.fields()) {
                Set<FormField.Kind> ofNotice = EnumSet.of(FormField.Kind.ITEMS);
                assertThat(form.select("[name=" + field.name() + "]").isEmpty())
                        .as(deed.name() + "." + field.name())
                        .isEqualTo(ofNotice.contains(field.kind()));
            }
            assertThat(form.select("input:not([type=hidden]), select, textarea"))
                    .allMatch(it -> it.closest("label") != null);
        }
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }

    @Test
    void whatWasSentIsShownAgainAsText() {
        Answer answer =
                desk.post(
                        TestingDesk.LEAD,
                        "/notice/{id}/refuse",
                        "n-1",
                        Map.of(
                                "request",
                                desk.request(),
                                "outcome",
                                HOSTILE,
                                "reason",
                                "x\n" + HOSTILE));
        Visit visit = desk.visit(TestingDesk.LEAD, "n-1", Map.of(), Map.of());
        Document page = TestingVisit.page(answer, visit);

        assertThat(page.select("main img")).isEmpty();
        assertThat(page.selectFirst("#outcome-fault").text()).contains("onerror=alert(1)");
        assertThat(page.selectFirst("[name=outcome]").attr("aria-describedby"))
                .isEqualTo("outcome-fault");
    }

    @Test
    void thePagesOfDraftsAndOrdersAreShown() {
        for (DeskScreen screen : ActPages.screens(desk.store, WritingParties.open())) {
            Visit visit = desk.visit(TestingDesk.LEAD, "unknown", Map.of(), Map.of());
            Answer answer = screen.get(visit);
            if (answer instanceof Answer.Refusal refusal) {
                assertThat(refusal.sentence()).startsWith("Expected");
            } else {
                assertThat(TestingVisit.page(answer, visit).select("h1").text()).isNotBlank();
            }
        }
    }

    /** What a form does, and to what: two things, and no sentence of both. */
    @Test
    void aHeadingNamesTheDeedAndBehindAColonItsSubject() {
        Visit visit = desk.visit(TestingDesk.LEAD, "n-2", Map.of(), Map.of());
        assertThat(heading("/notice/{id}/hold", visit)).isEqualTo("Pause the clock: n-2");
        assertThat(heading("/notice/{id}/claim", visit)).isEqualTo("Look after it: n-2");
        Visit none = desk.visit(TestingDesk.LEAD, null, Map.of(), Map.of());
        assertThat(heading("/notices", none)).isEqualTo("File a notice");
    }

    /** No box that is left as it is gives content back: one of both is chosen. */
    @Test
    void howAProceedingWasDecidedIsChosen() {
        Visit visit = desk.visit(TestingDesk.LEAD, "n-2", Map.of(), Map.of());
        Document form = page("/notice/{id}/proceeding/decided", visit);
        assertThat(form.select("[name=upheld][required] option"))
                .extracting(Element::text)
                .containsExactly("–", "the measure remains", "the content comes back");
        assertThat(form.select("[name=upheld] option").get(0).attr("value")).isEmpty();
        assertThat(form.select("[name=upheld] option[selected]")).isEmpty();
    }

    private String heading(String path, Visit visit) {
        return page(path, visit).select("h1").text();
    }

    private Document page(String path, Visit visit) {
        DeskScreen form =
                ActPages.screens(desk.store, WritingParties.open()).stream()
                        .filter(it -> it.path().equals(path))
                        .findFirst()
                        .orElseThrow();
        return TestingVisit.page(form.get(visit), visit);
    }

    /** Each topic that the desk or an owner may write has a form, or is named here. */
    @Test
    void everyTopicThatThePeopleOfTheDeskWriteHasADeed() {
        Set<String> topics = new TreeSet<>();
        Arrays.stream(Topic.values())
                .filter(Party.DESK::writes)
                .forEach(it -> topics.add(it.topicName()));
        Set<String> paths = new HashSet<>();
        Deeds.all().forEach(it -> paths.add(it.path()));
        Map<String, String> form =
                Map.ofEntries(
                        Map.entry("notices", "/notices"),
                        Map.entry("confirmations", "/item/{id}/confirm"),
                        Map.entry("session.confirmations", "/command/confirm"),
                        Map.entry("acks", "/alert/ack"),
                        Map.entry("counternotices", "/notice/{id}/counter"),
                        Map.entry("proceedings", "/notice/{id}/proceeding"),
                        Map.entry("reviews", "/work/{id}/review"),
                        Map.entry("decisions", "/account/{id}/decide"),
                        Map.entry("user.reports.triage", "/reports/{id}/done"),
                        Map.entry("register.decisions", "/work/{id}/conflict"),
                        Map.entry("signal.decisions", "/signal/{id}/decide"),
                        Map.entry(Topic.DESK_LOG.topicName(), "/note"));

        assertThat(form.keySet()).containsExactlyInAnyOrderElementsOf(topics);
        assertThat(paths).containsAll(form.values());
        assertThat(List.copyOf(paths)).hasSameSizeAs(Deeds.all());
    }
}
