package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.DeskPages;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Routes;
import dev.vigil.desk.web.SignedInDesk;
import dev.vigil.desk.web.SignedInDesk.Person;
import dev.vigil.desk.web.SignedInDesk.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who may do what: exactly this table, with the token of the session, from a page of this desk,
 * however the person has signed in.
 */
class PermitsTest {
    /** V viewer, H handler, L lead, P publisher, A auditor, O owner. */
    private static final Map<String, String> TABLE =
            Map.ofEntries(
                    Map.entry("/notice/{id}/claim", "HL"),
                    Map.entry("/notice/{id}/assign", "HL"),
                    Map.entry("/bulk", "HL"),
                    Map.entry("/bulk/{id}", "HL"),
                    Map.entry("/note", "HLP"),
                    Map.entry("/notices", "HL"),
                    Map.entry("/notice/{id}/triage", "HL"),
                    Map.entry("/notice/{id}/refuse", "L"),
                    Map.entry("/notice/{id}/supplement", "HL"),
                    Map.entry("/notice/{id}/forward", "HL"),
                    Map.entry("/notice/{id}/counter", "HL"),
                    Map.entry("/notice/{id}/proceeding", "L"),
                    Map.entry("/notice/{id}/proceeding/decided", "L"),
                    Map.entry("/notice/{id}/hold", "L"),
                    Map.entry("/notice/{id}/resume", "L"),
                    Map.entry("/notice/{id}/withdraw", "L"),
                    Map.entry("/item/{id}/confirm", "HL"),
                    Map.entry("/item/{id}/reverse", "HL"),
                    Map.entry("/alert/ack", "HL"),
                    Map.entry("/command/confirm", "HL"),
                    Map.entry("/command/fail", "HL"),
                    Map.entry("/work/{id}/review", "L"),
                    Map.entry("/work/{id}/conflict", "L"),
                    Map.entry("/account/{id}/decide", "L"),
                    Map.entry("/account/{id}/carry-out", "L"),
                    Map.entry("/account/{id}/waive", "L"),
                    Map.entry("/account/{id}/appeal", "L"),
                    Map.entry("/account/{id}/report", "L"),
                    Map.entry("/account/{id}/report/sent", "L"),
                    Map.entry("/reports/{id}/done", "HL"),
                    Map.entry("/signal/{id}/decide", "HL"),
                    Map.entry("/draft/{id}/approve", "L"),
                    Map.entry("/draft/{id}/refuse", "L"),
                    Map.entry("/list/draft", "HLP"),
                    Map.entry("/list/draft/{id}/preview", "HLP"),
                    Map.entry("/list/batch/{id}/withdraw", "HLP"),
                    Map.entry("/list/draft/{id}/approve", "P"),
                    Map.entry("/list/draft/{id}/refuse", "P"),
                    Map.entry("/list/draft/{id}/publish", "P"),
                    Map.entry("/inspection", "A"),
                    Map.entry("/inspection/{id}/download", "A"),
                    Map.entry("/owner/notice", "O"),
                    Map.entry("/owner/claim", "O"),
                    Map.entry("/owner/grant", "O"),
                    Map.entry("/owner/amend", "O"),
                    Map.entry("/owner/revoke", "O"));

    /**
     * Of pages that have no form: those that are not for each of the site's people, nor owners'.
     * From the queue a holder of rights is led to its own page.
     */
    private static final Map<String, String> PAGES =
            Map.of(
                    "/", "VHLPAO",
                    "/audit", "LA",
                    "/audit.csv", "LA",
                    "/log/{id}", "A",
                    "/inspection/{id}", "A",
                    "/list/draft/{id}/entries.json", "HLP",
                    "/order/{id}", "VHLPAO");

    private static final String STAFF = "VHLPA";
    private static final int FORBIDDEN = 403;
    private static final String ELSEWHERE = "http://elsewhere.example";

    @TempDir private static Path folder;

    private static Store store;

    private static SignedInDesk serve(Way way) throws Exception {
        store = TestingStores.SQLITE.open(folder);
        return new SignedInDesk(way, store, new Routes(screens(), posts()));
    }

    private static List<DeskScreen> screens() {
        HealthSources nothing =
                new HealthSources(Optional::empty, Optional::empty, List::of, Optional::empty);
        return DeskPages.screens(store, nothing, WritingParties.open());
    }

    private static List<DeskPost> posts() {
        return DeskPages.posts(store, WritingParties.open());
    }

    private static String address(String path) {
        return path.replaceAll("\\{[a-z]+}", "x-1");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void eachActIsForExactlyTheRolesOfTheTable(Way way) throws Exception {
        Map<String, String> found = new TreeMap<>();
        try (SignedInDesk desk = serve(way)) {
            String own = desk.address().toString();
            for (String path : TABLE.keySet()) {
                StringBuilder may = new StringBuilder();
                for (DeskRole role : DeskRole.values()) {
                    // Limits are of a person.
                    Person person = desk.person(role + path.replaceAll("\\W", ""), role);
                    String csrf = person.csrf();
                    String wrong = "0".repeat(csrf.length());
                    int status = desk.post(address(path), person, csrf, own);
                    may.append(status == FORBIDDEN ? "" : role.name().substring(0, 1));
                    assertThat(desk.post(address(path), person, wrong, own)).isEqualTo(FORBIDDEN);
                    assertThat(desk.post(address(path), person, "", own)).isEqualTo(FORBIDDEN);
                    assertThat(desk.post(address(path), person, csrf, ELSEWHERE))
                            .isEqualTo(FORBIDDEN);
                }
                found.put(path, may.toString());
            }
        }

        assertThat(found).isEqualTo(new TreeMap<>(TABLE));
        assertThat(posts())
                .extracting(DeskPost::path)
                .containsExactlyInAnyOrderElementsOf(TABLE.keySet());
        try (Handle handle = store.handle()) {
            assertThat(handle.createQuery("select count(*) from outbox").mapTo(Long.class).one())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void eachPageIsForExactlyTheRolesOfTheTable(Way way) throws Exception {
        Map<String, String> found = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();
        try (SignedInDesk desk = serve(way)) {
            for (DeskScreen screen : screens()) {
                String path = screen.path();
                String others = path.startsWith("/owner") ? "O" : STAFF;
                expected.put(path, PAGES.getOrDefault(path, TABLE.getOrDefault(path, others)));
                StringBuilder may = new StringBuilder();
                for (DeskRole role : DeskRole.values()) {
                    Person person = desk.person(role + path.replaceAll("\\W", ""), role);
                    int status = desk.get(address(path), person);
                    may.append(status == FORBIDDEN ? "" : role.name().substring(0, 1));
                }
                found.put(path, may.toString());
            }
        }
        assertThat(found).isEqualTo(expected);
        assertThat(found.keySet()).containsAll(PAGES.keySet());
    }
}
