package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.DeskPages;
import dev.vigil.desk.DeskScene;
import dev.vigil.desk.DeskSceneRecords;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkKind;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.schema.wire.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two owners, each with a scene of its own and a work that is both's: neither sees the other's. */
class OwnerScreensTest {
    private static final String OWN = "aaa-";
    private static final Pattern RANDOM =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String OTHER = "bbb-";
    private static final Visitor OWNER = owner(OWN + "studio");
    private static final long DAY_MS = 86_400_000;

    @TempDir private static Path folder;

    private static final Map<TestingStores, Store> STORES = new EnumMap<>(TestingStores.class);

    private static Visitor owner(String party) {
        return new Visitor("oidc:" + party, "person", Set.of(DeskRole.OWNER), party);
    }

    @BeforeAll
    static void open() throws Exception {
        STORES.put(TestingStores.SQLITE, scene(TestingStores.SQLITE));
    }

    private static Store store(TestingStores kind) throws Exception {
        if (!STORES.containsKey(kind)) {
            STORES.put(kind, scene(kind));
        }
        return STORES.get(kind);
    }

    private static Store scene(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        TestingTopicLog log = new TestingTopicLog();
        for (String prefix : List.of(OWN, OTHER)) {
            String words = prefix + "words";
            new DeskScene(log, prefix, any -> words).send();
            new DeskSceneRecords(log, prefix, any -> words).send();
        }
        shared(log);
        DeskScene.read(store, log);
        return store;
    }

    /** A work of both, used by an authorization of the other one. */
    private static void shared(TestingTopicLog log) {
        log.send(
                EventType.WORK_REGISTERED,
                "shared",
                DeskScene.NOW - 30 * DAY_MS,
                RegisteredWorkBuilder.builder()
                        .workId("shared")
                        .version(1)
                        .owners(
                                List.of(
                                        OwnerShareBuilder.builder()
                                                .ownerId(OWN + "studio")
                                                .shareBp(4_000)
                                                .build(),
                                        OwnerShareBuilder.builder()
                                                .ownerId(OTHER + "studio")
                                                .shareBp(6_000)
                                                .build()))
                        .titles(List.of(new WorkTitle("en", "Shared")))
                        .kind(WorkKind.FILM)
                        .build());
        for (int day = 10; day < 20; day++) {
            for (int n = 0; n < 8; n++) {
                used(log, "2026-11-" + day, UsageRow.AUTHORIZATION + OTHER + "deal-" + n);
            }
            used(log, "2026-11-" + day, UsageRow.POLICY + OTHER + "studio");
        }
    }

    private static void used(TestingTopicLog log, String day, String basis) {
        String row = day + "/shared/CN/ON_DEMAND/" + basis;
        long from =
                LocalDate.parse(day)
                        .atStartOfDay(ZoneId.of("Asia/Shanghai"))
                        .toInstant()
                        .toEpochMilli();
        log.send(
                EventType.USAGE_ROW,
                row,
                from + 2 * DAY_MS,
                UsageRowBuilder.builder()
                        .rowId(row)
                        .day(day)
                        .dayFrom(from)
                        .dayTo(from + DAY_MS)
                        .workId("shared")
                        .territory("CN")
                        .rightType(RightType.ON_DEMAND)
                        .basis(basis)
                        .usedMs(3_600_000)
                        .sessions(1)
                        .revision(1)
                        .state(UsageState.SETTLED)
                        .shares(
                                List.of(
                                        new UsageShare(OWN + "studio", 4_000),
                                        new UsageShare(OTHER + "studio", 6_000)))
                        .build());
    }

    // What each page is asked -----------------------------------------------------------------

    private static Visit visit(Visitor visitor, Map<String, String> query, String id) {
        String[] places = id == null ? new String[0] : new String[] {"id", id};
        return TestingVisit.by(TestingVisit.get(PageLanguage.EN, query, places), visitor);
    }

    private static Answer answer(Store store, String path, Visit visit) {
        return OwnerScreens.all(store).stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseThrow()
                .get(visit);
    }

    /** All that a browser gets, links with what is packed into them too. */
    private static String sent(Answer answer, Visit visit) throws IOException {
        if (answer instanceof Answer.Download sheet) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            sheet.body().writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } else if (answer instanceof Answer.Refusal refusal) {
            return refusal.sentence();
        }
        Document page = TestingVisit.page(answer, visit);
        StringBuilder all = new StringBuilder(page.outerHtml());
        for (Element link : page.select("a[href*=after]")) {
            String after = link.attr("href").replaceAll(".*after=([^&]*).*", "$1");
            all.append(new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    /** Each list with each of its filters, each page of what is there. */
    private static List<Map<String, String>> queries() {
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
        for (String which : List.of("OPEN", "GIVEN", "REVOKED")) {
            all.add(Map.of("which", which));
        }
        all.add(Map.of("month", "2026-11"));
        for (String work : List.of("shared", OTHER + "the-film", OWN + "the-film")) {
            all.add(Map.of("work", work, "month", "2026-11"));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void noListAndNoSheetHasWhatIsAnothers(TestingStores kind) throws Exception {
        Store store = store(kind);
        for (DeskScreen screen : OwnerScreens.all(store)) {
            if (screen.path().contains("{")) {
                continue;
            }
            Set<String> own = new TreeSet<>();
            for (Map<String, String> query : queries()) {
                Visit visit = visit(OWNER, query, null);
                Answer answer = screen.get(visit);
                // What was asked for is in the form again; the random id of a form may be anything.
                String sent =
                        RANDOM.matcher(sent(answer, visit))
                                .replaceAll("-")
                                .replace(query.getOrDefault("work", "-"), "-");
                assertThat(sent).as(screen.path() + query).doesNotContain(OTHER);
                // Parties of a conflict see each other's claims there, and nowhere else.
                if (!screen.path().startsWith("/owner/conflicts")) {
                    assertThat(sent).as(screen.path() + query).doesNotContain("harbour");
                }
                if (answer instanceof Answer.Page page && page.view() instanceof RecordList list) {
                    list.grid().rows().forEach(row -> own.add(String.valueOf(row.get(0).plain())));
                }
            }
            if (!screen.path().endsWith(".csv") && !screen.path().contains("statement")) {
                assertThat(own).as(screen.path()).isNotEmpty();
            }
        }
    }

    /** A notice that was refused, or lacks something, is not shown as one that went well. */
    @Test
    void onlyANoticeThatWasActedOnLooksGood() throws Exception {
        Visit visit = visit(OWNER, Map.of(), null);
        Answer answer = answer(store(TestingStores.SQLITE), "/owner/notices", visit);
        Map<String, String> looks = new HashMap<>();
        TestingVisit.page(answer, visit)
                .select("td .state")
                .forEach(
                        it ->
                                looks.put(
                                        it.text().replaceAll("^\\S+\\s", ""),
                                        it.className().replace("state ", "")));
        assertThat(looks)
                .containsEntry("done in time", "GOOD")
                .containsEntry("upheld", "GOOD")
                .containsEntry("incomplete", "WARN")
                .containsEntry("rejected", "UNKNOWN")
                .containsEntry("overdue", "ALARM");
    }

    @Test
    void theNextPageOfUseIsOfTheSameParty() throws Exception {
        Store store = store(TestingStores.SQLITE);
        Visit first = visit(OWNER, Map.of("work", "shared"), null);
        RecordList list = list(answer(store, "/owner/usage", first));
        assertThat(list.grid().rows()).hasSize(50);
        String after = list.after().replaceAll(".*after=([^&]*).*", "$1");
        Visit next = visit(OWNER, Map.of("work", "shared", "after", after), null);
        assertThat(list(answer(store, "/owner/usage", next)).grid().rows()).hasSize(40);
        Visit none = visit(owner("ccc"), Map.of("work", "shared", "after", after), null);
        assertThat(list(answer(store, "/owner/usage", none)).grid().rows()).isEmpty();
    }

    private static RecordList list(Answer answer) {
        return (RecordList) ((Answer.Page) answer).view();
    }

    private static Stream<Arguments> pagesOfOne() {
        return Stream.of(
                Arguments.of("/owner/work/{id}", "the-film", OTHER),
                Arguments.of("/owner/notice/{id}", "n-2", OTHER));
    }

    @ParameterizedTest
    @MethodSource("pagesOfOne")
    void whatIsAnothersIsNotFoundAndLooksLikeWhatIsNotThere(String path, String id, String other)
            throws Exception {
        for (TestingStores kind : TestingStores.values()) {
            Store store = store(kind);
            Visit own = visit(OWNER, Map.of(), OWN + id);
            assertThat(sent(answer(store, path, own), own)).contains(OWN).doesNotContain(OTHER);

            Answer.Refusal others =
                    (Answer.Refusal) answer(store, path, visit(OWNER, Map.of(), other + id));
            Answer.Refusal nothing =
                    (Answer.Refusal) answer(store, path, visit(OWNER, Map.of(), "no-" + id));
            assertThat(others.status()).isEqualTo(404);
            assertThat(others.sentence())
                    .isEqualTo(nothing.sentence().replace("no-" + id, other + id));
            assertThat(answer(store, path, visit(owner(null), Map.of(), OWN + id)))
                    .isInstanceOf(Answer.Refusal.class);
        }
    }

    @Test
    void withoutAPartyNothingIsShown() throws Exception {
        for (DeskScreen screen : OwnerScreens.all(store(TestingStores.SQLITE))) {
            Visit visit = visit(owner(null), Map.of(), screen.path().contains("{") ? "x" : null);
            Answer answer = screen.get(visit);
            assertThat(sent(answer, visit))
                    .as(screen.path())
                    .doesNotContain("the-film", "n-2", "deal", "studio");
        }
    }

    /** A page that is opened to owners has to be added here, with what it shows of others. */
    @Test
    void ownersHaveTheirPagesAndTheirOrdersAlone() throws Exception {
        Store store = store(TestingStores.SQLITE);
        Set<String> own =
                new TreeSet<>(OwnerScreens.all(store).stream().map(DeskScreen::path).toList());
        assertThat(
                        DeskPages.screens(store, HealthSources.none(), WritingParties.open())
                                .stream()
                                .filter(it -> it.roles().contains(DeskRole.OWNER))
                                .map(DeskScreen::path)
                                .filter(it -> !own.contains(it)))
                .containsExactlyInAnyOrder(
                        "/order/{id}",
                        "/owner/claim",
                        "/owner/grant",
                        "/owner/amend",
                        "/owner/revoke",
                        "/owner/notice");
    }

    @Test
    void eachPageHasItsTextsInBothLanguages() throws Exception {
        Store store = store(TestingStores.SQLITE);
        for (PageLanguage language : PageLanguage.values()) {
            for (DeskScreen screen : OwnerScreens.all(store)) {
                if (screen.path().endsWith(".csv")) {
                    continue;
                }
                String id = OWN + (screen.path().contains("notice") ? "n-2" : "the-film");
                String[] places =
                        screen.path().contains("{") ? new String[] {"id", id} : new String[0];
                Visit visit =
                        TestingVisit.by(
                                TestingVisit.get(language, Map.of("month", "2026-11"), places),
                                OWNER);
                Document page = TestingVisit.page(screen.get(visit), visit);
                assertThat(page.select("main h1")).as(screen.path()).hasSize(1);
                assertThat(page.select("main th:not([scope])")).isEmpty();
                assertThat(page.select("main").text())
                        .as(screen.path())
                        .doesNotContainPattern(
                                "\\b(col|value|owner|chart|deed)\\.[a-z]{2,}\\b(?!\\.)(?=\\s|$)");
            }
        }
    }

    @Test
    void aStatementIsTheSameAsOfTheVerb() throws Exception {
        Visit visit = visit(OWNER, Map.of("month", "2026-11"), null);
        Store store = store(TestingStores.SQLITE);
        Document page = TestingVisit.page(answer(store, "/owner/statement", visit), visit);
        String totals = page.select("main table").first().text();
        // 90 hours of the shared work, of which 40 % are the owner's, and its own film.
        assertThat(totals).contains("CN").contains("3 d 18 h").contains("1 d 12 h");
        String sheet = sent(answer(store, "/owner/statement.csv", visit), visit);
        assertThat(sheet.lines()).hasSize(1 + 90 + 3);
    }

    @Test
    void useIsDrawnFromTheTableBesideIt() throws Exception {
        Visit visit = visit(OWNER, Map.of("month", "2026-11"), null);
        Document page =
                TestingVisit.page(
                        answer(store(TestingStores.SQLITE), "/owner/usage", visit), visit);
        Element chart = page.select("figure.chart").first();
        assertThat(chart.select("thead th").eachText())
                .containsExactly("Time", "shared", OWN + "the-film");
        assertThat(chart.select("tbody tr")).hasSize(13);
        assertThat(chart.select("tbody tr").first().select("td").eachAttr("data-y"))
                .containsExactly("9", "0");
    }
}
