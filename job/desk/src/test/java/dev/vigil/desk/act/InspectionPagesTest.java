package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.audit.NoteKey;
import dev.vigil.client.inspect.TestingTopics;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.HostileStrings;
import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.inspect.TestingJournal;
import dev.vigil.desk.screen.NoticeScreens;
import dev.vigil.desk.screen.RecordScreens;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import dev.vigil.fixtures.broker.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jdbi.v3.core.Handle;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor asks for an inspection, sees what it counts, and takes it away: each is noted. */
class InspectionPagesTest {
    private static final Set<DeskRole> AUDITOR = Set.of(DeskRole.AUDITOR);

    @TempDir private Path folder;

    private Store store;
    private InspectionMaker maker;
    private int requests;

    @BeforeEach
    void begin() throws Exception {
        TestingTopics topics = TestingJournal.topics();
        store = TestingStores.SQLITE.open(folder);
        TestingJournal.read(store, topics);
        maker = maker(topics, List.of());
    }

    private InspectionMaker maker(TestingTopics topics, List<NoteKey> keys) {
        return new InspectionMaker(
                InspectionSettings.in(folder.resolve("kept"), keys),
                store,
                () -> TestingJournal.log(topics),
                () -> Instant.ofEpochMilli(TestingVisit.NOW),
                warning -> {});
    }

    @AfterEach
    void end() {
        maker.close();
        store.close();
    }

    private DeskPost target(String path) {
        return InspectionPages.posts(store, maker).stream()
                .filter(it -> it.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Answer ask(String request, String... more) {
        Map<String, String> fields = new HashMap<>();
        fields.put("request", request);
        fields.put("from", "2026-11-24T00:00");
        fields.put("logKey", TestingTopics.KEY.line());
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return target("/inspection").post(TestingVisit.post(AUDITOR, fields));
    }

    private Document shown(String path, String... places) {
        DeskScreen screen =
                InspectionPages.screens(store, maker).stream()
                        .filter(it -> it.path().equals(path))
                        .findFirst()
                        .orElseThrow();
        Visit visit = TestingVisit.get(places);
        return TestingVisit.page(screen.get(visit), visit);
    }

    private String made(String... more) throws IOException {
        String request = "request-" + ++requests;
        assertThat(ask(request, more)).isEqualTo(Answer.to("/inspection/" + request));
        await().atMost(Await.PATIENCE).until(() -> !maker.one(request).orElseThrow().isRunning());
        return request;
    }

    private List<String> texts(String select) {
        try (Handle handle = store.handle()) {
            return handle.createQuery(select).mapTo(String.class).list();
        }
    }

    /** The clock is at noon of 28 November; the zone is Shanghai's. */
    @Test
    void theMonthThatIsOverIsFilledIn() {
        Document page = shown("/inspection");
        assertThat(page.select("input[name=from]").val()).isEqualTo("2026-10-01T00:00");
        assertThat(page.select("input[name=to]").val()).isEqualTo("2026-11-01T00:00");
        assertThat(page.select("select[name=language] option[selected]").val())
                .isEqualTo(page.select("html").attr("lang").startsWith("zh") ? "ZH" : "EN");
    }

    @Test
    void itIsAskedForShownAndTakenAway() throws Exception {
        String id = made("askedBy", "ncac", "document", "2026-118", "language", "EN");
        Document page = shown("/inspection/{id}", "id", id);
        assertThat(page.select("main").text())
                .contains("ncac")
                .contains("2026-118")
                .contains("records")
                .contains("notices received")
                .contains("What could not be seen")
                .contains("vigil inspect verify inspection.bundle")
                .contains(maker.one(id).orElseThrow().ended().sum());
        assertThat(shown("/inspection").select("main tbody tr")).hasSize(1);

        Answer answer =
                target("/inspection/{id}/download")
                        .post(TestingVisit.post(AUDITOR, Map.of("request", "request-9"), "id", id));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        ((Answer.Download) answer).body().writeTo(zip);
        assertThat(names(zip.toByteArray()))
                .contains("inspection.bundle/SHA256SUMS", "inspection.bundle/log/checkpoint");

        assertThat(texts("select deed || ' ' || subject || ' ' || person from audit_row"))
                .containsExactlyInAnyOrder(
                        "inspect inspection/" + id + " link:wang",
                        "download inspection/" + id + " link:wang");
        assertThat(texts("select body from outbox order by id"))
                .anySatisfy(it -> assertThat(it).contains("\"what\":\"inspection\""))
                .anySatisfy(it -> assertThat(it).contains("\"what\":\"download\""));
    }

    private static Set<String> names(byte[] zip) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    /** What is counted has its name in the reader's language, in whichever it was made. */
    @Test
    void whatWasMadeInOneLanguageIsReadInAnother() throws Exception {
        String id = made("language", "EN");
        Visit visit = TestingVisit.get(PageLanguage.ZH, Map.of(), "id", id);
        DeskScreen screen = InspectionPages.screens(store, maker).get(1);
        String page = TestingVisit.page(screen.get(visit), visit).select("main").text();
        assertThat(page).contains("收到的通知").doesNotContain("notices received");
    }

    @Test
    void aRequestThatIsSentAgainIsOne() throws Exception {
        String id = made();
        assertThat(ask(id)).isEqualTo(Answer.to("/inspection/" + id));
        assertThat(texts("select id from audit_row")).containsExactly(id);
        assertThat(maker.kept()).hasSize(1);
    }

    @Test
    void whatIsWrongIsMarkedAndNothingIsMade() throws Exception {
        assertThat(fault(ask("request-1", "from", "")).select("[role=alert]").text())
                .contains("Expected a value");
        assertThat(fault(ask("request-1", "to", "2026-11-23T00:00")).select("[role=alert]").text())
                .contains("Expected an end behind");
        assertThat(fault(ask("request-1", "only", "NOTICE")).select("[role=alert]").text())
                .contains("Expected a kind and an id");
        assertThat(fault(ask("request-1", "onlyId", "n-1")).select("[role=alert]").text())
                .contains("Expected a kind and an id");
        assertThat(fault(ask("request-1", "logKey", "none")).select("[role=alert]").text())
                .contains("Expected the line of a verifier key");
        assertThat(maker.kept()).isEmpty();
        assertThat(texts("select id from audit_row")).isEmpty();
    }

    private static Document fault(Answer answer) {
        assertThat(((Answer.Page) answer).status()).isEqualTo(400);
        return TestingVisit.page(answer, TestingVisit.get());
    }

    @Test
    void onlyAnAuditorSeesThem() {
        assertThat(InspectionPages.screens(store, maker))
                .allMatch(it -> it.roles().equals(AUDITOR));
        assertThat(InspectionPages.posts(store, maker)).allMatch(it -> it.roles().equals(AUDITOR));
    }

    @Test
    void textsOfOthersAreShownAsTheyAre() throws Exception {
        String hostile = HostileStrings.ALL.get(0);
        String id = made("only", "WORK", "onlyId", hostile, "askedBy", hostile);
        for (Document page : List.of(shown("/inspection/{id}", "id", id), shown("/inspection"))) {
            assertThat(page.select("main script, main iframe, [onerror], [onload]")).isEmpty();
            assertThat(page.select("main").text()).isNotEmpty();
        }
        assertThat(shown("/inspection/{id}", "id", id).select("main bdi").eachText())
                .contains(hostile);
    }

    @Test
    void aTableThatIsTakenAwayIsNoted() {
        for (DeskScreen screen : RecordScreens.all(store)) {
            if (Set.of("/accounts.csv", "/accounts").contains(screen.path())) {
                NotedExport.where(store, screen).get(TestingVisit.get());
            }
        }
        assertThat(texts("select deed || ' ' || subject from audit_row"))
                .containsExactly("export page/accounts.csv");
        assertThat(texts("select subject from outbox")).containsExactly("accounts.csv");
    }

    /** The planted fault: all tables of items are noted alike. */
    @Test
    void ofATableOfItemsItIsNotedOfWhichNotice() {
        DeskScreen items =
                NoticeScreens.all(store).stream()
                        .filter(it -> it.path().equals("/notice/{id}/items.csv"))
                        .findFirst()
                        .orElseThrow();
        String hostile = HostileStrings.ALL.get(0);
        for (String id : List.of("n-17", "n/18", hostile, "\0" + "n".repeat(999))) {
            NotedExport.where(store, items).get(TestingVisit.get("id", id));
        }
        assertThat(texts("select subject from audit_row order by id"))
                .hasSize(4)
                .contains(
                        "page/notice/n-17/items.csv",
                        "page/notice/n/18/items.csv",
                        "page/notice/" + hostile + "/items.csv");
        assertThat(texts("select form_sha256 from audit_row")).doesNotHaveDuplicates();
        assertThat(texts("select body from outbox"))
                .anyMatch(it -> it.contains("\"subject\":\"page/notice/n-17/items.csv\""));
    }

    @Test
    void aDeskWithoutAFolderMakesNone() throws Exception {
        maker.close();
        maker =
                new InspectionMaker(
                        InspectionSettings.none(),
                        store,
                        () -> {
                            throw new AssertionError("expected no look at a log");
                        },
                        () -> Instant.ofEpochMilli(TestingVisit.NOW),
                        warning -> {});
        assertThat(shown("/inspection").select("main").text()).contains("makes no inspections");
        assertThat(shown("/inspection").select("main form")).isEmpty();
        assertThat(((Answer.Refusal) ask("request-1")).status()).isEqualTo(409);
    }
}
