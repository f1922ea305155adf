package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.act.ActPages;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.FailingDatabase;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.SignedInDesk.Person;
import dev.vigil.desk.web.SignedInDesk.Way;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was typed is given back by the page of a refusal, whatever refuses it: the session has
 * ended, too much was sent, the store is away. It is sent again from there, and done once.
 */
class KeptFormsTest {
    private static final String TYPED = "typed \u201c<b> & 片\u201d\r\nand a second line";
    private static final String NOTE = "/note";

    @TempDir private static Path folder;

    private static Store store;
    private static SignedInDesk desk;
    private static int people;

    @BeforeAll
    static void serve() throws Exception {
        store = TestingStores.SQLITE.open(folder);
        desk = desk(Way.OIDC, store);
    }

    @AfterAll
    static void end() {
        desk.close();
    }

    private static SignedInDesk desk(Way way, Store store) throws Exception {
        return desk(way, store, System::nanoTime);
    }

    private static SignedInDesk desk(Way way, Store store, LongSupplier nanos) throws Exception {
        return new SignedInDesk(
                way,
                store,
                new Routes(
                        ActPages.screens(store, WritingParties.open()),
                        ActPages.posts(store, WritingParties.open())),
                nanos);
    }

    static List<DeskPost> posts() {
        return ActPages.posts(store, WritingParties.open());
    }

    private static Person person(SignedInDesk desk) throws Exception {
        return desk.person("wang-" + ++people, DeskRole.HANDLER);
    }

    private static Map<String, List<String>> note() {
        Map<String, List<String>> note = new LinkedHashMap<>();
        note.put("request", List.of(UUID.randomUUID().toString()));
        note.put("back", List.of("/notice/n-1"));
        note.put("about", List.of("notice/n-1"));
        note.put("text", List.of(TYPED));
        return note;
    }

    private static Map<String, List<String>> note(Person person) {
        Map<String, List<String>> note = note();
        note.put("csrf", List.of(person.csrf()));
        return note;
    }

    private static HttpResponse<String> post(
            SignedInDesk desk,
            String path,
            Map<String, List<String>> fields,
            List<String> headers,
            String origin)
            throws Exception {
        String form =
                fields.entrySet().stream()
                        .flatMap(
                                it ->
                                        it.getValue().stream()
                                                .map(value -> it.getKey() + "=" + encoded(value)))
                        .collect(Collectors.joining("&"));
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of("Origin", origin));
        return SignedInDesk.send(desk.form(path, form, all));
    }

    private static String own(SignedInDesk desk) {
        return desk.address().toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> post(
            SignedInDesk desk, String path, Map<String, List<String>> fields, Person person)
            throws Exception {
        return post(desk, path, fields, person.headers(), own(desk));
    }

    /** The fields of the form that a page has for an address, as a browser would send them. */
    private static Map<String, List<String>> given(HttpResponse<String> page, String path) {
        Document html = Jsoup.parse(page.body());
        Element form = html.selectFirst("main form[method=post][action=\"" + path + "\"]");
        assertThat(form).as(page.statusCode() + " " + html.select("main").text()).isNotNull();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Element field : form.select("input[name], textarea[name]")) {
            boolean isOff = field.attr("type").equals("checkbox") && !field.hasAttr("checked");
            if (!isOff) {
                String value = field.val().replaceAll("\r?\n", "\r\n");
                fields.computeIfAbsent(field.attr("name"), it -> new ArrayList<>()).add(value);
            }
        }
        return fields;
    }

    /** Sends what a page gives back until it is taken. */
    private static int sentAgain(
            SignedInDesk desk, String path, HttpResponse<String> first, Person person)
            throws Exception {
        HttpResponse<String> answer = first;
        int times = 0;
        while (answer.statusCode() != 303) {
            assertThat(++times).as(Jsoup.parse(answer.body()).select("main").text()).isLessThan(50);
            answer = post(desk, path, given(answer, path), person);
        }
        return times;
    }

    private static void assertDoneOnce(Store store, Map<String, List<String>> sent) {
        try (Handle handle = store.handle()) {
            for (String table : List.of("audit_row", "outbox")) {
                assertThat(
                                handle.select(
                                                "select count(*) from " + table + " where id = ?",
                                                sent.get("request").get(0))
                                        .mapTo(Integer.class)
                                        .one())
                        .as(table)
                        .isEqualTo(1);
            }
        }
    }

    /** Each form, those without a page of their own too. */
    @ParameterizedTest
    @MethodSource("posts")
    void aFormOfASessionThatHasEndedIsGivenBack(DeskPost post) throws Exception {
        String path = post.path().replace("{id}", "n-1");
        Map<String, List<String>> typed = note();
        typed.put("itemIds", List.of("room-1", "room-2"));
        Map<String, List<String>> sent = new LinkedHashMap<>(typed);
        sent.put("csrf", List.of("of-the-session-before"));
        HttpResponse<String> page = post(desk, path, sent, List.of(), own(desk));
        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).doesNotContain("of-the-session-before");
        Map<String, List<String>> given = given(page, path);
        assertThat(given.remove("csrf")).containsExactly("");
        assertThat(given).isEqualTo(typed);
        assertThat(Jsoup.parse(page.body()).select("dl.kept").text()).contains("<b> & 片");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void itIsSentAgainAfterSigningInAndDoneOnce(Way way) throws Exception {
        try (Store own = TestingStores.SQLITE.open(folder);
                SignedInDesk there = desk(way, own)) {
            Map<String, List<String>> note = note();
            List<String> proxied =
                    way == Way.PROXY ? SignedInDesk.proxied("wang", "HANDLER") : List.of();
            HttpResponse<String> page = post(there, NOTE, note, proxied, own(there));
            assertThat(page.statusCode()).isEqualTo(401);
            Person person = there.person("wang", DeskRole.HANDLER);
            assertThat(sentAgain(there, NOTE, page, person)).isLessThanOrEqualTo(2);
            assertDoneOnce(own, note);
            // From the page that is still open, once more.
            sentAgain(there, NOTE, page, person);
            assertDoneOnce(own, note);
        }
    }

    /** Ten a second are taken; this second ends when the test lets it. */
    @Test
    void whatIsSentTooOftenIsGivenBack() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (SignedInDesk there = desk(Way.OIDC, store, nanos::get)) {
            Person person = person(there);
            for (int i = 0; i < DeskRates.POSTS; i++) {
                assertThat(post(there, NOTE, note(person), person).statusCode()).isEqualTo(303);
            }
            Map<String, List<String>> note = note(person);
            HttpResponse<String> page = post(there, NOTE, note, person);
            assertThat(page.statusCode()).isEqualTo(429);
            assertThat(Jsoup.parse(page.body()).select("h1").text()).isEqualTo("Not sent yet");
            // Of this session still: one press is enough.
            assertThat(given(page, NOTE)).isEqualTo(note);
            nanos.addAndGet(1_000_000_000);
            assertThat(sentAgain(there, NOTE, page, person)).isEqualTo(1);
            assertDoneOnce(store, note);
        }
    }

    /** Cut at each call to the database in turn, before it and behind it. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whereverTheStoreFailsItIsDoneOnce(TestingStores stores) throws Exception {
        FailingDatabase way = new FailingDatabase();
        AtomicLong nanos = new AtomicLong();
        try (Store own = TestingStores.open(stores.address(folder), way::around);
                SignedInDesk there = desk(Way.OIDC, own, nanos::get)) {
            Person person = person(there);
            int failed = 0;
            for (int call = 1; call <= 40; call++) {
                // Ten a second are taken.
                nanos.addAndGet(1_000_000_000);
                Map<String, List<String>> note = note(person);
                way.failIn((call + 1) / 2, call % 2 == 0);
                HttpResponse<String> page = post(there, NOTE, note, person);
                way.heal();
                if (page.statusCode() == 503) {
                    failed++;
                    sentAgain(there, NOTE, page, person);
                }
                assertDoneOnce(own, note);
            }
            assertThat(failed).isGreaterThan(10);
        }
    }

    /** It can be sent again, which helps a person without the role as little as before. */
    @Test
    void whatAPersonMayNotSendIsTitledSo() throws Exception {
        Person viewer = desk.person("viewer-1", DeskRole.VIEWER);
        HttpResponse<String> page = post(desk, NOTE, note(viewer), viewer);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(Jsoup.parse(page.body()).select("h1").text()).isEqualTo("Not allowed");
        given(page, NOTE);
    }

    /** A page of another site must not fill in a form for a person. */
    @Test
    void whatAnotherSiteSendsIsNotGivenBack() throws Exception {
        for (List<String> headers : List.of(List.<String>of(), person(desk).headers())) {
            HttpResponse<String> page = post(desk, NOTE, note(), headers, "https://elsewhere.test");
            assertThat(page.statusCode()).isIn(401, 403);
            assertThat(page.body()).doesNotContain("second line");
        }
    }

    @Test
    void whatIsTooLargeForAPageIsNamed() {
        String file = "x".repeat(DeskPost.MOST_BYTES + 1);
        KeptForm kept =
                KeptForm.of(
                                "/list/draft",
                                "application/x-www-form-urlencoded",
                                ("text=a&csrf=b&file=" + file).getBytes(StandardCharsets.UTF_8))
                        .orElseThrow();
        assertThat(kept.fields()).isEqualTo(Map.of("text", List.of("a")));
        assertThat(kept.leftOut()).containsExactly("file");
    }
}
