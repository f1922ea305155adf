package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.DeskScene;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages of notices show of one scene. */
class NoticeScreensTest {
    /** What a list without rows shows. */
    private static final String NOTHING = "main .none > span:not([hidden])";

    @TempDir private static Path folder;
    private static Store store;
    private static Store empty;

    @BeforeAll
    static void scene() throws Exception {
        store = DeskScene.in(TestingStores.SQLITE.open(folder));
        empty = TestingStores.SQLITE.open(folder);
    }

    private static DeskScreen screen(Store of, String path) {
        return NoticeScreens.all(of).stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static Document page(String path, Map<String, String> query, String... places) {
        Visit visit = TestingVisit.get(PageLanguage.EN, query, places);
        return TestingVisit.page(screen(store, path).get(visit), visit);
    }

    private static Document notice(String id) {
        return page("/notice/{id}", Map.of(), "id", id);
    }

    private static List<String> ids(Document page) {
        return page.select("main a[data-row]").eachText();
    }

    // Queue -----------------------------------------------------------------------------------

    @Test
    void theMostUrgentIsFirstAndWhatOthersMustDoIsLast() {
        List<String> ids = ids(page("/", Map.of()));

        assertThat(ids).startsWith("n-50", "n-2", "n-7");
        assertThat(ids).containsSubsequence("n-7", "n-40", "n-31", "n-12");
        assertThat(ids).doesNotContain("n-20");
    }

    @Test
    void aStateIsAWordAndAShape() {
        Element late = page("/", Map.of()).select("td.LATE").first();

        assertThat(late.select("span").first().text()).isEqualTo("✖");
        assertThat(late.select("small").text()).isEqualTo("overdue");
        assertThat(late.select("time").attr("data-due"))
                .isEqualTo(String.valueOf(DeskScene.NOW - 140_000));
    }

    @Test
    void aNoticeThatTheJobHasNotAnsweredIsShownApart() {
        Document page = page("/", Map.of());

        assertThat(page.select("section.untaken a[data-row]").eachText()).containsExactly("n-50");
        assertThat(page.select(".figures").text()).contains("1 received, and not yet answered");
    }

    @ParameterizedTest
    @CsvSource({"track, LIVE, n-7", "level, E8, n-2", "work, two, n-31", "state, COUNTERED, n-12"})
    void aFilterOfTheUrlIsKept(String name, String value, String expected) {
        Document page = page("/", Map.of(name, value));

        assertThat(ids(page)).contains(expected).doesNotContain("n-50");
        assertThat(page.select("a[download]").attr("href")).contains(name + "=" + value);
    }

    @Test
    void thoseThatNoPersonLooksAfterAreChosen() {
        Document page = page("/", Map.of("claimed", "NO_PERSON"));

        assertThat(ids(page)).contains("n-7").doesNotContain("n-2", "n-50");
        assertThat(page("/", Map.of()).select("td[data-name=Looked after by]").eachText())
                .contains("os:wang@desk", "–");
    }

    @Test
    void aNoticeLeadsToTheFormsOfItsActs() {
        Document page = notice("n-2");

        assertThat(page.select("a[data-key=t]").attr("href")).isEqualTo("/notice/n-2/triage");
        assertThat(page.select("table.items a[data-key=x]").eachAttr("href"))
                .contains("/item/room-n-2-0/confirm");
        assertThat(page("/alerts", Map.of()).select("a[data-key=a]").first().attr("href"))
                .isEqualTo("/alert/ack?alertKey=n-2%2F1%2FE8&back=%2F");
    }

    @Test
    void thoseThatAreOverAreAListOfTheirOwn() {
        assertThat(ids(page("/", Map.of("over", "1"))))
                .contains("n-20", "s-withdrawn", "s-restored")
                .doesNotContain("n-2");
    }

    @Test
    void anEmptyQueueIsEmptyOnlyWhereAllAgesAreGood() {
        Visit good = TestingVisit.get();
        Visit unknown = TestingVisit.aged(good, Ages.unknown());
        DeskScreen queue = screen(empty, "/");

        assertThat(TestingVisit.page(queue.get(good), good).select(NOTHING).text())
                .startsWith("No open notice. Read up to");
        assertThat(TestingVisit.page(queue.get(unknown), unknown).select(NOTHING).text())
                .startsWith("Nothing to show, and that means nothing");
    }

    // Notice ----------------------------------------------------------------------------------

    @Test
    void aNoticeShowsItsClockItsItemsAndWhoDidWhat() {
        Document page = notice("n-2");

        assertThat(page.select("svg circle")).hasSize(6);
        assertThat(page.select("svg circle.seen")).hasSize(1);
        assertThat(page.select("svg text").eachText()).contains("E4✓", "E3⟲", "E8", "due", "now");
        assertThat(page.select("table.items tbody tr")).hasSize(2);
        assertThat(page.select("table.items tbody tr").first().text())
                .contains("room-n-2-0", "open", "blocked", "not answered");
        assertThat(page.select("table.history tbody tr").eachText())
                .anyMatch(
                        line ->
                                line.contains(
                                        "triaged: accepted, by os:wang@desk; reason: complete"))
                .anyMatch(line -> line.contains("n-2/1/E4 acknowledged by wang; reason: on it"))
                .anyMatch(line -> line.contains("breach recorded"));
    }

    @Test
    void whatIsPublishedAgainIsOneLine() {
        assertThat(notice("n-2").select("table.history tbody tr").eachText())
                .filteredOn(line -> line.contains("E7 (emergency)"))
                .singleElement()
                .asString()
                .contains("2 times");
    }

    @Test
    void theHistoryIsInTimeAndAPartOfItIsChosen() {
        Document all = notice("n-2");
        Document people = page("/notice/{id}", Map.of("show", "people"), "id", "n-2");

        assertThat(all.select("table.history tbody time").eachAttr("datetime")).isNotEmpty();
        assertThat(all.select("table.history tbody tr td:first-child time").eachAttr("datetime"))
                .isSorted();
        assertThat(people.select("table.history tbody tr"))
                .isNotEmpty()
                .allMatch(row -> row.hasClass("PEOPLE"));
    }

    @Test
    void aLongNoticeHasPagesOfItems() {
        Document first = notice("n-31");
        String next = first.select("a[rel=next]").attr("href");

        assertThat(first.select("table.items tbody tr")).hasSize(50);
        assertThat(next).startsWith("/notice/n-31?items=");
        String after = next.replaceAll(".*items=|#.*", "");
        assertThat(page("/notice/{id}", Map.of("items", after), "id", "n-31").select(".items tr"))
                .hasSize(11);
    }

    @Test
    void aNoticeWithoutAnAnswerOfTheJobShowsWhatWasFiled() {
        Document page = notice("n-50");

        assertThat(page.select("[role=status]").text()).contains("has not answered");
        assertThat(page.text()).contains("These rooms show our film without permission.");
    }

    @Test
    void whatTheStoreDoesNotHaveIsRefusedWithASentence() {
        Visit visit = TestingVisit.get("id", "n-none");
        Answer answer = screen(store, "/notice/{id}").get(visit);

        assertThat(answer).isInstanceOf(Answer.Refusal.class);
        assertThat(((Answer.Refusal) answer).status()).isEqualTo(404);
        assertThat(((Answer.Refusal) answer).sentence()).contains("n-none");
    }

    @Test
    void thePlaceOfAnotherListIsRefused() {
        Visit visit = TestingVisit.get(PageLanguage.EN, Map.of("after", "WyJhIl0"));

        assertThat(((Answer.Refusal) screen(store, "/").get(visit)).status()).isEqualTo(400);
    }

    // Alerts, notifiers, dead letters, health ---------------------------------------------------

    @Test
    void aBreachIsBeforeWhatIsToBeAcknowledgedAndThatBeforeTheRest() {
        List<String> keys = page("/alerts", Map.of()).select("a[href^=/alerts?key=]").eachText();

        assertThat(keys)
                .containsExactly(
                        "n-2/1/E8",
                        "n-7/1/E6",
                        "user-8/proposal/UNDECIDED",
                        "n-31/1/E0",
                        "live-77/command/1/unconfirmed");
    }

    @Test
    void anAlertOfAMailShowsWhoHasSeenIt() {
        Document page = page("/alerts", Map.of("key", "n-2/1/E4"));

        assertThat(page.select("table.alerts").text()).contains("✓ wang", "on it", "handler");
    }

    @Test
    void aNotifierShowsItsStandingAndItsNotices() {
        Document page = page("/notifier/{id}", Map.of(), "id", "agent-4");

        assertThat(page.select("dl").text())
                .contains("restricted", "400 received, 20 upheld")
                .contains("more unfounded notices after a warning");
        assertThat(ids(page)).containsExactly("n-9");
        assertThat(page.select("main p").first().text()).contains("No standing ever stops a clock");
        assertThat(ids(page("/notifiers", Map.of("level", "FLAGGED"))))
                .containsExactly("agent-4", "studio");
    }

    @Test
    void aDeadLetterShowsItsBytes() {
        assertThat(page("/deadletters", Map.of("letter", "notices/0/5")).select("pre").text())
                .isEqualTo("{\"noticeId\":\"n-2\"}");
        assertThat(page("/deadletters", Map.of("letter", "notices/0/6")).select("pre").text())
                .startsWith("000000 00 01 02 ef bf bd");
        assertThat(page("/deadletters", Map.of("unread", "1")).select("tbody tr")).hasSize(2);
    }

    @Test
    void aRecordIsShownToTheByte() {
        String place =
                page("/deadletters", Map.of("unread", "1"))
                        .select("tbody a")
                        .eachAttr("href")
                        .stream()
                        .map(href -> page("/record/{topic}/{part}/{off}", Map.of(), parts(href)))
                        .map(page -> page.select("pre.body").text())
                        .reduce("", String::concat);

        assertThat(place).contains("{\"noticeId\":17}", "no event");
    }

    private static String[] parts(String href) {
        String[] parts = href.split("/");
        return new String[] {"topic", parts[2], "part", parts[3], "off", parts[4]};
    }

    @Test
    void healthShowsEachClockWithItsReason() {
        Document page = page("/health", Map.of());

        assertThat(page.select("table").first().text())
                .contains("notice-clock", "moves", "ledger-clock", "does not move")
                .contains("a transaction is open in verdicts-2");
        assertThat(page.text()).contains("Not known: no cluster is named");
    }

    /** The planted fault: the words of the job, which are English. */
    @Test
    void aClockStandsForAReasonInTheReadersLanguage() {
        Visit visit = TestingVisit.get(PageLanguage.ZH, Map.of());
        Document page = TestingVisit.page(screen(store, "/health").get(visit), visit);

        assertThat(page.select("table").first().text())
                .contains("verdicts-2 在位移 881 处有未结束的事务")
                .doesNotContain("transaction");
    }

    @Test
    void aSearchFindsIdsAndWhatBeginsSo() {
        Document page = page("/search", Map.of("q", "n-2"));

        assertThat(page.select("tbody tr").eachText())
                .anyMatch(row -> row.startsWith("notice n-2 studio"))
                .anyMatch(row -> row.startsWith("notice n-20"));
        assertThat(page("/search", Map.of("q", "room-n-7-0")).select("a[data-row]").text())
                .isEqualTo("n-7");
        assertThat(page("/search", Map.of("q", "100%_")).select(".none")).hasSize(1);
    }

    // All of them -----------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void everyPageIsWholeInBothLanguages(PageLanguage language) {
        for (DeskScreen screen : NoticeScreens.all(store)) {
            Visit visit =
                    TestingVisit.get(
                            language,
                            Map.of(),
                            "id",
                            screen.path().startsWith("/notifier") ? "studio" : "n-2",
                            "topic",
                            "notices",
                            "part",
                            "0",
                            "off",
                            "0",
                            "page",
                            "notice");
            if (!(screen.get(visit) instanceof Answer.Page answer)) {
                continue;
            }
            Document page = TestingVisit.page(answer, visit);
            assertThat(page.select("h1")).as(screen.path()).hasSize(1);
            assertThat(page.select("table th:not([scope])")).as(screen.path()).isEmpty();
            assertThat(page.select("input:not([type=hidden]), select"))
                    .as(screen.path())
                    .allMatch(NoticeScreensTest::isLabelled);
            assertThat(page.select("[style], main script")).as(screen.path()).isEmpty();
            assertThat(page.select("main").text())
                    .as(screen.path())
                    .doesNotContainPattern("\\b(?:[a-z]+\\.)+[a-z]+[A-Z][A-Za-z]*\\b|\\{\\d}");
        }
    }

    private static boolean isLabelled(Element field) {
        return field.closest("label") != null || field.hasAttr("aria-label");
    }

    @ParameterizedTest
    @CsvSource({
        "/queue.csv, n-31",
        "/alerts.csv, n-7/1/E6",
        "/notifiers.csv, agent-4",
        "/deadletters.csv, notices/0/5",
        "/health.csv, notices"
    })
    void aListIsATable(String path, String expected) throws IOException {
        Answer.Download file = (Answer.Download) screen(store, path).get(TestingVisit.get());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.body().writeTo(out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("\uFEFF\"")
                .contains('"' + expected + '"');
    }
}
