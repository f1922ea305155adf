package dev.vigil.desk.act;

import static java.util.stream.Collectors.joining;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who may do what: exactly this table, with the token of the session, from a page of this desk,
 * however the person has signed in. Which roles a path has is compared without HTTP; that the
 * server asks for them, and for token and origin, over HTTP.
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
                    Map.entry("/compare", "VHLPA"),
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

    /** All routes are asked for over HTTP in this way, a route of each kind in the others. */
    private static final Way OF_ALL = Way.OIDC;

    @TempDir private Path folder;

    private Store store;

    @BeforeEach
    void begin() {
        store = TestingStores.SQLITE.open(folder);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private List<DeskScreen> screens() {
        HealthSources nothing =
                new HealthSources(Optional::empty, Optional::empty, List::of, Optional::empty);
        return DeskPages.screens(store, nothing, WritingParties.open());
    }

    private List<DeskPost> posts() {
        return DeskPages.posts(store, WritingParties.open());
    }

    private static String address(String path) {
        return path.replaceAll("\\{[a-z]+}", "x-1");
    }

    private static boolean may(String letters, DeskRole role) {
        return letters.indexOf(role.name().charAt(0)) >= 0;
    }

    private static String letters(Set<DeskRole> roles) {
        return roles.stream().sorted().map(it -> it.name().substring(0, 1)).collect(joining());
    }

    /** Whom each page is for, as the tables have it. */
    private Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        for (DeskScreen screen : screens()) {
            String path = screen.path();
            String others = path.startsWith("/owner") ? "O" : STAFF;
            pages.put(path, PAGES.getOrDefault(path, TABLE.getOrDefault(path, others)));
        }
        return pages;
    }

    /** The roles of where an address leads to: nothing else decides, as the cases below show. */
    @Test
    void eachActAndEachPageIsForExactlyTheRolesOfTheTable() {
        Routes routes = new Routes(screens(), posts());
        Map<String, String> acts = new TreeMap<>();
        posts().forEach(
                        it ->
                                acts.put(
                                        it.path(),
                                        letters(SignedInDesk.poster(routes, address(it.path())))));
        assertThat(acts).isEqualTo(new TreeMap<>(TABLE));

        Map<String, String> pages = new TreeMap<>();
        screens()
                .forEach(
                        it ->
                                pages.put(
                                        it.path(),
                                        letters(SignedInDesk.reader(routes, address(it.path())))));
        Map<String, String> expected = pages();
        // A holder of rights is led on from there.
        expected.put("/", STAFF);
        assertThat(pages).isEqualTo(expected);
        assertThat(pages.keySet()).containsAll(PAGES.keySet());
    }

    /**
     * Which paths are asked for with which roles: one of each kind with every role; in one way of
     * signing in each of the others too, with a role that may and one that may not.
     */
    private static Map<String, Set<DeskRole>> asked(Way way, Map<String, String> table) {
        Map<String, Set<DeskRole>> asked = new TreeMap<>();
        Set<String> kinds = new HashSet<>();
        int turn = 0;
        for (Map.Entry<String, String> one : new TreeMap<>(table).entrySet()) {
            if (kinds.add(one.getValue())) {
                asked.put(one.getKey(), EnumSet.allOf(DeskRole.class));
            } else if (way == OF_ALL) {
                asked.put(one.getKey(), twoOf(one.getValue(), turn++));
            }
        }
        return asked;
    }

    private static Set<DeskRole> twoOf(String letters, int turn) {
        Set<DeskRole> two = EnumSet.noneOf(DeskRole.class);
        for (boolean isAllowed : new boolean[] {true, false}) {
            List<DeskRole> all =
                    Arrays.stream(DeskRole.values())
                            .filter(it -> may(letters, it) == isAllowed)
                            .toList();
            if (!all.isEmpty()) {
                two.add(all.get(turn % all.size()));
            }
        }
        return two;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anActIsRefusedToOtherRolesAndWithoutTheToken(Way way) throws Exception {
        try (SignedInDesk desk = new SignedInDesk(way, store, new Routes(screens(), posts()))) {
            for (Map.Entry<String, Set<DeskRole>> one : asked(way, TABLE).entrySet()) {
                for (DeskRole role : one.getValue()) {
                    act(desk, one.getKey(), role);
                }
            }
        }
        try (Handle handle = store.handle()) {
            assertThat(handle.createQuery("select count(*) from outbox").mapTo(Long.class).one())
                    .isZero();
        }
    }

    private static void act(SignedInDesk desk, String path, DeskRole role) throws Exception {
        // Limits are of a person.
        Person person = desk.person(role + path.replaceAll("\\W", ""), role);
        String own = desk.address().toString();
        String csrf = person.csrf();
        boolean isTaken = desk.post(address(path), person, csrf, own) != FORBIDDEN;
        assertThat(isTaken).as("%s of %s", path, role).isEqualTo(may(TABLE.get(path), role));
        if (isTaken) {
            String wrong = "0".repeat(csrf.length());
            assertThat(desk.post(address(path), person, wrong, own)).isEqualTo(FORBIDDEN);
            assertThat(desk.post(address(path), person, "", own)).isEqualTo(FORBIDDEN);
            assertThat(desk.post(address(path), person, csrf, ELSEWHERE)).isEqualTo(FORBIDDEN);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aPageIsRefusedToOtherRoles(Way way) throws Exception {
        Map<String, String> pages = pages();
        try (SignedInDesk desk = new SignedInDesk(way, store, new Routes(screens(), posts()))) {
            for (Map.Entry<String, Set<DeskRole>> one : asked(way, pages).entrySet()) {
                for (DeskRole role : one.getValue()) {
                    String path = one.getKey();
                    Person person = desk.person(role + path.replaceAll("\\W", ""), role);
                    assertThat(desk.get(address(path), person) != FORBIDDEN)
                            .as("%s of %s", path, role)
                            .isEqualTo(may(pages.get(path), role));
                }
            }
        }
    }
}
