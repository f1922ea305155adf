package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.DeskScene;
import dev.vigil.desk.DeskSceneRecords;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.wire.EventType;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of sessions, commands, the list, works, accounts, usage and signals, over a real store. */
class RecordScreensTest {
    /** Sessions beside those of the scene: three pages of them. */
    private static final int MANY = 120;

    /** What a list without rows shows. */
    private static final String NOTHING = "main .none > span:not([hidden])";

    @TempDir private static Path folder;

    private static final Map<TestingStores, Store> STORES = new EnumMap<>(TestingStores.class);
    private static Store empty;

    @BeforeAll
    static void open() throws Exception {
        empty = TestingStores.SQLITE.open(folder);
        STORES.put(TestingStores.SQLITE, scene(TestingStores.SQLITE));
    }

    private static Store scene(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        new DeskSceneRecords(log, "", UnaryOperator.identity()).send();
        for (int i = 0; i < MANY; i++) {
            new DeskSceneRecords(log, "", UnaryOperator.identity()).session("many-" + i, i);
        }
        DeskScene.read(store, log);
        return store;
    }

    private static Store store(TestingStores kind) throws Exception {
        if (!STORES.containsKey(kind)) {
            STORES.put(kind, scene(kind));
        }
        return STORES.get(kind);
    }

    private static Answer answer(Store store, String path, Visit visit) {
        return RecordScreens.all(store).stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseThrow()
                .get(visit);
    }

    private static Document page(Store store, String path, Map<String, String> query) {
        Visit visit = TestingVisit.get(PageLanguage.EN, query);
        return TestingVisit.page(answer(store, path, visit), visit);
    }

    private static Document about(String path, String id) {
        Visit visit = TestingVisit.get("id", id);
        return TestingVisit.page(answer(STORES.get(TestingStores.SQLITE), path, visit), visit);
    }

    private static List<String> names(Document page) {
        return page.select("main .wide.cards tbody th[scope=row]").eachText();
    }

    // Every page ------------------------------------------------------------------------------

    private static Stream<Arguments> pages() {
        List<Arguments> all = new ArrayList<>();
        for (PageLanguage language : PageLanguage.values()) {
            new DeskSceneRecords(null, "", UnaryOperator.identity())
                    .pages()
                    .forEach(it -> all.add(Arguments.of(language, it[0], it[1])));
            for (DeskScreen screen : RecordScreens.all(null)) {
                if (!screen.path().contains("{") && !screen.path().endsWith(".csv")) {
                    all.add(Arguments.of(language, screen.path(), null));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageHasTextsHeadingsAndNothingOfItsOwnStyle(
            PageLanguage language, String path, String id) {
        String[] places = id == null ? new String[0] : new String[] {"id", id};
        Visit visit = TestingVisit.get(language, Map.of(), places);
        Document page =
                TestingVisit.page(answer(STORES.get(TestingStores.SQLITE), path, visit), visit);

        assertThat(page.select("main h1")).hasSize(1);
        assertThat(page.select("main table")).isNotEmpty();
        assertThat(page.select("main th:not([scope])")).isEmpty();
        assertThat(page.select("main style, main script, main [style]")).isEmpty();
        assertThat(page.select("main").text())
                .doesNotContainPattern("\\b(col|value|[a-z]{4,8})\\.[a-z]{2,}\\b(?!\\.)(?=\\s|$)");
        assertThat(page.outerHtml().length()).isLessThan(150_000);
        for (Element state : page.select("main .state")) {
            assertThat(state.text()).as("a shape and a word").matches("(?s)[●○▲■] .+");
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void everyListIsReadInBothDatabases(TestingStores kind) throws Exception {
        Store store = store(kind);
        for (DeskScreen screen : RecordScreens.all(store)) {
            if (!screen.path().contains("{") && !screen.path().endsWith(".csv")) {
                assertThat(names(page(store, screen.path(), Map.of())))
                        .as(screen.path())
                        .isNotEmpty();
            }
        }
        for (String[] one : new DeskSceneRecords(null, "", it -> it).pages()) {
            Visit visit = TestingVisit.get("id", one[1]);
            assertThat(TestingVisit.page(answer(store, one[0], visit), visit).select("main h1"))
                    .as(one[0])
                    .hasSize(1);
        }
    }

    @Test
    void nothingIsSaidToBeEmptyUnlessTheAgesAreGood() {
        for (DeskScreen screen : RecordScreens.all(empty)) {
            if (screen.path().contains("{") || screen.path().endsWith(".csv")) {
                continue;
            }
            Visit good = TestingVisit.get();
            Visit unknown = TestingVisit.aged(good, Ages.unknown());
            assertThat(TestingVisit.page(screen.get(good), good).select(NOTHING).text())
                    .as(screen.path())
                    .startsWith("No ")
                    .contains("Read up to");
            assertThat(TestingVisit.page(screen.get(unknown), unknown).select(NOTHING).text())
                    .as(screen.path())
                    .startsWith("Nothing to show, and that means nothing");
        }
    }

    @Test
    void anIdOfWhichTheStoreHasNothingIsNotFoundAndMayBeLater() {
        for (DeskScreen screen : RecordScreens.all(empty)) {
            if (!screen.path().contains("{")) {
                continue;
            }
            Visit good = TestingVisit.get("id", "x\u202E");
            Visit unknown = TestingVisit.aged(good, Ages.unknown());
            Answer.Refusal found = (Answer.Refusal) screen.get(good);
            assertThat(found.status()).isEqualTo(404);
            assertThat(found.sentence()).contains("x[U+202E]").doesNotContain("behind");
            assertThat(((Answer.Refusal) screen.get(unknown)).sentence())
                    .contains("The store is behind");
        }
    }

    // Lists -----------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void pagesOfAListHaveEachRowOnceAndKeepTheirFilters(TestingStores kind) throws Exception {
        Store store = store(kind);
        Map<String, String> query = new HashMap<>(Map.of("which", "ALL", "account", "user-8"));
        List<String> all = new ArrayList<>();
        int pages = 0;
        for (String next = ""; next != null; pages++) {
            Document page = page(store, "/sessions", query);
            all.addAll(names(page));
            Element link = page.selectFirst("main a[rel=next]");
            next = link == null ? null : link.attr("href");
            if (next != null) {
                assertThat(next).startsWith("/sessions?which=ALL&").contains("&account=user-8");
                query.put("after", next.replaceAll(".*after=", ""));
            }
        }

        assertThat(pages).isEqualTo(3);
        assertThat(all).hasSize(MANY + 2).doesNotHaveDuplicates();
    }

    @Test
    void sessionsAreThoseThatGoOnUnlessAllAreAskedFor() {
        Store store = STORES.get(TestingStores.SQLITE);
        // The first page states that others are left out, and leads to them with the same filter.
        assertThat(
                        page(store, "/sessions", Map.of("work", "the-film"))
                                .select("main p a")
                                .eachAttr("href"))
                .containsExactly("/sessions?which=ALL&work=the-film");
        assertThat(page(store, "/sessions", Map.of("which", "ALL")).select("main p a")).isEmpty();
        assertThat(names(page(store, "/sessions", Map.of()))).containsExactly("live-77");
        assertThat(names(page(store, "/sessions", Map.of("which", "ALL", "action", "BLOCK"))))
                .containsExactly("live-77");
        assertThat(names(page(store, "/sessions", Map.of("work", "the-film"))))
                .containsExactly("live-77");
    }

    @Test
    void aFilterOrAPlaceThatIsNoneIsRefused() {
        Store store = STORES.get(TestingStores.SQLITE);
        for (Map<String, String> query :
                List.of(Map.of("action", "EXPLODE"), Map.of("after", "WzFd"))) {
            Answer answer = answer(store, "/sessions", TestingVisit.get(PageLanguage.EN, query));
            assertThat(answer).isInstanceOf(Answer.Refusal.class);
            assertThat(((Answer.Refusal) answer).status()).isEqualTo(400);
        }
    }

    @Test
    void commandsThatThePlatformHasNotConfirmedAreFirst() {
        Store store = STORES.get(TestingStores.SQLITE);
        Document page = page(store, "/commands", Map.of("kind", "SESSION"));
        assertThat(names(page))
                .containsExactly(
                        "live-77/command/1",
                        "live-77/command/5",
                        "live-77/command/4",
                        "live-77/command/3",
                        "live-77/command/2");
        assertThat(page.select("main tbody tr .state").eachText().toString())
                .containsSubsequence(
                        "■ not confirmed",
                        "▲ waits",
                        "another command replaced it",
                        "■ failed",
                        "● confirmed");
        assertThat(names(page(store, "/commands", Map.of("which", "OPEN", "kind", "SESSION"))))
                .containsExactly("live-77/command/1", "live-77/command/5");
        assertThat(about("/command/{id}", "live-77/command/4").select("main").text())
                .contains("another command replaced it")
                .doesNotContain("No answer has been read");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theListIsThatOfTheMomentThatIsAskedFor(TestingStores kind) throws Exception {
        Store store = store(kind);
        assertThat(names(page(store, "/list", Map.of()))).containsExactly("screening-1", "trial-1");
        // Shanghai; nine days ago, when gone-1 was not withdrawn yet.
        Document past = page(store, "/list", Map.of("at", "2026-11-20T00:00"));
        assertThat(names(past)).containsExactly("gone-1", "screening-1");
        assertThat(past.select("main .wide tbody tr:last-child td").first().text()).isEqualTo("1");
        assertThat(names(page(store, "/list", Map.of("at", "2026-10-01T00:00")))).isEmpty();
        assertThat(names(page(store, "/list", Map.of("which", "ALL"))))
                .containsExactly("gone-1", "screening-1", "trial-1");
        assertThat(names(page(store, "/list", Map.of("which", "ALL", "class", "ORDER"))))
                .containsExactly("gone-1");
    }

    @Test
    void worksWithAConflictOrAQuarantinedRecordingAreFound() {
        Store store = STORES.get(TestingStores.SQLITE);
        assertThat(names(page(store, "/works", Map.of())))
                .containsExactly("other-film", "the-film");
        assertThat(names(page(store, "/works", Map.of("which", "UNREGISTERED"))))
                .as("what verdicts, references and the list name is registered")
                .isEmpty();
        for (String which : List.of("CONFLICT", "QUARANTINED")) {
            Document page = page(store, "/works", Map.of("which", which));
            assertThat(names(page)).containsExactly("the-film");
            assertThat(page.select("main section p").text()).contains("1 recording is quarantined");
        }
    }

    @Test
    void reportsOfUsersThatAPersonHasSeenAreLeftOut() {
        Store store = STORES.get(TestingStores.SQLITE);
        assertThat(names(page(store, "/reports", Map.of()))).containsExactly("live-77");
        assertThat(names(page(store, "/reports", Map.of("which", "ALL"))))
                .containsExactly("upload-5", "live-77");
        assertThat(page(store, "/reports", Map.of()).select("main a[href*=/done]").eachAttr("href"))
                .as("its form is about what the page has")
                .containsExactly(
                        "/reports/live-77/done?shown=" + (TestingVisit.NOW - 7_200_000) + "%200");
    }

    @Test
    void usageIsThatOfAMonthAndWhatIsHeldIsFound() {
        Store store = STORES.get(TestingStores.SQLITE);
        assertThat(names(page(store, "/usage", Map.of("month", "2026-11"))))
                .containsExactly("2026-11-23", "2026-11-22", "2026-11-21");
        assertThat(names(page(store, "/usage", Map.of("month", "2026-10")))).isEmpty();
        Document chart = page(store, "/usage", Map.of("month", "2026-11"));
        assertThat(chart.select("figure.chart thead th").eachText())
                .containsExactly("Time", "the-film");
        assertThat(chart.select("figure.chart tbody tr")).hasSize(3);
        Document held = page(store, "/usage", Map.of("which", "HELD", "work", "the-film"));
        assertThat(names(held)).containsExactly("2026-11-23");
        assertThat(held.select("main .state").eachText())
                .contains("▲ held: owners are in conflict");
    }

    @Test
    void aSheetHasAllRowsAndNoFormula() throws IOException {
        Store store = STORES.get(TestingStores.SQLITE);
        Answer.Download sheet =
                (Answer.Download)
                        answer(
                                store,
                                "/sessions.csv",
                                TestingVisit.get(PageLanguage.EN, Map.of("which", "ALL")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheet.body().writeTo(out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF\"Session\",\"Kind\",\"Account\"");
        assertThat(text.lines()).hasSize(1 + MANY + 2);
        assertThat(text).contains("\"live-77\",\"live stream\",\"user-8\"", "+08:00");
    }

    @Test
    void aLeadSeesOwnDeedsAndAnAuditorThoseOfAll() {
        Store store = STORES.get(TestingStores.SQLITE);
        Visit auditor = TestingVisit.get();
        assertThat(names(TestingVisit.page(answer(store, "/audit", auditor), auditor)))
                .isNotEmpty();
        Visit lead =
                new Visit(
                        auditor.path(),
                        auditor.places(),
                        Map.of("actor", List.of("os:wang@desk")),
                        auditor.form(),
                        new Visitor("link:zhao", "zhao", Set.of(DeskRole.LEAD), null),
                        auditor.text(),
                        auditor.ages(),
                        auditor.address());
        Document page = TestingVisit.page(answer(store, "/audit", lead), lead);
        assertThat(page.select("main > .wide tbody tr")).isEmpty();
        assertThat(page.text()).contains("Your own deeds");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aNoticeIsSeenToBeFiledAsReceivedEarlier(TestingStores kind) throws Exception {
        Store filed = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        long day = 24 * 3_600_000L;
        file(log, "n-back", DeskScene.NOW - day + 60_000);
        file(log, "n-now", DeskScene.NOW - 60_000);
        DeskScene.read(filed, log);

        Document page = page(filed, "/audit", Map.of());
        assertThat(page.select("td[data-name=Dated back]").eachText())
                .containsExactlyInAnyOrder("▲ 11-27 12:01:00 +08:00, 23 h 59 min earlier", "–");
        assertThat(page(filed, "/audit", Map.of("subject", "n-now")).select(".state.WARN"))
                .isEmpty();
    }

    private static void file(TestingTopicLog log, String notice, long receivedAt) {
        NoticeReceived received =
                NoticeReceivedBuilder.builder()
                        .noticeId(notice)
                        .receivedAt(receivedAt)
                        .notifier("studio")
                        .items(List.of(new NoticeItem("room-" + notice, null)))
                        .build();
        log.send(EventType.NOTICE_RECEIVED, notice, DeskScene.NOW, received);
    }

    // Pages about one thing -------------------------------------------------------------------

    @Test
    void aSessionSaysWhyItIsDecidedSoAndWhatWasFound() {
        Document page = about("/session/{id}", "live-77");
        assertThat(page.select("main").text())
                .contains(
                        "■ blocked",
                        "list: in cinemas",
                        "Nothing of this is carried out",
                        "0:31.0 to 1:22.4",
                        "15:02.1 to 15:53.5",
                        "the recording repeats this sound at 3 places; it may be another one of"
                                + " them, from 11:02.1, 13:02.1",
                        "pictures, mirrored",
                        "▲ a still picture alone",
                        "Your stream shows a film that is in cinemas.",
                        "3 further works are not named",
                        "4 closed matches are left out",
                        "and 2 more");
        assertThat(page.select("main a[href=/list/entry/screening-1]")).isNotEmpty();
        assertThat(page.select("main a[href=/command/live-77%2Fcommand%2F1]")).hasSize(1);
        assertThat(page.select("main .evidence article")).hasSize(2);
        Element revisions = page.select("main h2:contains(Revisions)").first().parent();
        assertThat(revisions.select("tbody th").eachText()).containsExactly("2", "1");
        assertThat(revisions.select("tbody td").eachText())
                .contains("action, decisions, rulings, what is tried", "first of its verdict");
    }

    @Test
    void anUploadInWhichNothingMatchedIsNotUnknown() {
        assertThat(about("/session/{id}", "upload-9").select("main").text())
                .contains("This upload was analysed; no verdict names it.", "5 min");
    }

    /** The id of an offence is on no page: nobody can type it. */
    @Test
    void whatIsOpenOfAnAccountHasItsFormBesideIt() {
        String appeal = "main a.act[href=/account/user-8/appeal?appealId=appeal-2]";
        String waive = "main a.act[href^=/account/user-8/waive?offenceId=]";
        Document page = about("/account/{id}", "user-8");
        assertThat(page.select(appeal)).hasSize(1);
        assertThat(page.select(waive)).hasSize(1);
        assertThat(page.select("main a.act[href*=appeal-1]")).isEmpty();

        Visit viewer =
                TestingVisit.by(
                        TestingVisit.get("id", "user-8"),
                        new Visitor("oidc:li", "li", Set.of(DeskRole.VIEWER), null));
        Answer answer = answer(STORES.get(TestingStores.SQLITE), "/account/{id}", viewer);
        assertThat(TestingVisit.page(answer, viewer).select(appeal + ", " + waive)).isEmpty();
    }

    /** The digests of two compared files, say. */
    @Test
    void anIdThatIsAsLongAsAParagraphIsShownByItsBeginning() {
        Cells cells = new Cells(TestingVisit.get(PageLanguage.EN, Map.of()).text());
        Cell cell = cells.foreign("x".repeat(129), 48);
        StringOutput shown = new StringOutput();
        cell.html().writeTo(shown);
        assertThat(Jsoup.parse(shown.toString()).text()).isEqualTo("x".repeat(48) + "…");
        assertThat(cell.plain()).isEqualTo("x".repeat(129));
    }

    /** At its hyphens it would be broken, and a day be two numbers. */
    @Test
    void theTimesOfAWindowStayOnTheirLines() {
        assertThat(about("/list/entry/{id}", "screening-1").select("main time").eachText())
                .contains("2026-11-01 00:00:00", "2026-12-24 00:00:00");
    }

    @Test
    void anAccountHasItsDrawingAndWhatAPersonHasToDecide() {
        Document page = about("/account/{id}", "user-8");
        assertThat(page.select("main .drawing svg")).hasSize(1);
        assertThat(page.select("main").text())
                .contains(
                        "■ S3, end of service proposed",
                        "■ a person has to decide",
                        "■ in force",
                        "read by app",
                        "▲ waits for an answer",
                        "decision upheld");
        assertThat(page.select("main a[href=/report/user-8%2Freport%2F1]")).hasSize(1);
        for (String heading : List.of("Strikes that count", "Offences", "Warnings")) {
            Element why = page.selectFirst("section:has(h2:matchesOwn(^" + heading + "$)) tbody");
            assertThat(why.text()).as(heading).contains("list: in cinemas, entry screening-1");
            assertThat(why.select("a").eachAttr("href"))
                    .as(heading)
                    .contains("/session/live-77", "/work/the-film", "/list/entry/screening-1");
        }
        Document report = about("/report/{id}", "user-8/report/1");
        assertThat(report.select("main .report")).hasSize(1);
        assertThat(report.select("main a.act").eachAttr("href"))
                .as("its form is about the version that the page has")
                .containsExactly(
                        "/account/user-8/report?reportId=user-8%2Freport%2F1"
                                + "&shown=user-8%2Freport%2F1%201"
                                + "&back=%2Freport%2Fuser-8%252Freport%252F1");
    }

    @Test
    void aWorkHasItsOwnersConflictsRecordingsAndPermissions() {
        Document page = about("/work/{id}", "the-film");
        assertThat(page.select("main").text())
                .contains(
                        "60 %",
                        "▲ a person has to decide",
                        "studio 60 %, harbour 60 %",
                        "■ quarantined, blocks nothing",
                        "● confirmed by a person",
                        "▲ refused",
                        "its shares are more than the whole",
                        "● in force",
                        "from 30 s shown, from 5.0 % of the work",
                        "EIDR 10.5240/AAAA");
        assertThat(page.select("main a[href=/usage?work=the-film&month=2026-11]")).hasSize(1);
    }

    @Test
    void aBatchIsNotCompleteBeforeEveryReaderIs() {
        Document page = about("/list/batch/{id}", "film/2026-7");
        assertThat(page.select("main .state").eachText())
                .contains("● in effect in all subtasks", "▲ 1 version is not in effect everywhere");
        assertThat(page.select("main").text()).contains("310 ms", "312", "5 versions");
    }
}
