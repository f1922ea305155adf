package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.desk.DeskPages;
import dev.vigil.desk.HostileStrings;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.SignedInDesk;
import dev.vigil.desk.web.SignedInDesk.Person;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Texts that must not be obeyed, in each field of each form, over HTTP: each is refused with a
 * sentence, or it is kept as it is.
 */
class HostileFormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ALL = HostileStrings.ALL;

    /** What one person may send at once. */
    private static final int A_PERSON = 10;

    /** Of so many texts a field that stands alone gets one. */
    private static final int EACH = 4;

    private static final int SEE_OTHER = 303;

    /** Of what a page may not have found, or this person may not do; never of a fault. */
    private static final Set<Integer> REFUSED = Set.of(400, 403, 404, 409);

    /** Kinds of fields that take any text, apart from what the deed makes of it. */
    private static final Set<FormField.Kind> TEXTS =
            EnumSet.of(
                    FormField.Kind.LINE,
                    FormField.Kind.PERSON,
                    FormField.Kind.AREA,
                    FormField.Kind.LINES);

    /** Fields of what is sent to a desk and is no deed's. */
    private static final Map<String, List<String>> OTHERS =
            Map.ofEntries(
                    Map.entry("/bulk", List.of("deed", "id")),
                    Map.entry(
                            "/bulk/{id}",
                            List.of("id", "notice", "rowrequest", "channel", "evidence", "person")),
                    Map.entry("/draft/{id}/approve", List.of("sha256", "reason")),
                    Map.entry("/draft/{id}/refuse", List.of("sha256", "reason")),
                    Map.entry("/list/draft", List.of("entries", "file")),
                    Map.entry("/list/draft/{id}/preview", List.of("sha256", "hours")),
                    Map.entry("/list/draft/{id}/approve", List.of("sha256", "sentence")),
                    Map.entry("/list/draft/{id}/refuse", List.of("sha256", "reason")),
                    Map.entry("/list/draft/{id}/publish", List.of("sha256")),
                    Map.entry("/list/batch/{id}/withdraw", List.of("keepOffences")),
                    Map.entry("/compare", List.of("session", "start", "tracks")),
                    Map.entry(
                            "/inspection",
                            List.of(
                                    "from",
                                    "to",
                                    "only",
                                    "onlyId",
                                    "askedBy",
                                    "document",
                                    "language",
                                    "logKey")),
                    Map.entry("/inspection/{id}/download", List.of()));

    @TempDir private static Path folder;

    private static TestingDesk desk;
    private static SignedInDesk web;
    private static Person person;
    private static int requests;

    @BeforeAll
    static void day() throws IOException {
        desk = new TestingDesk(TestingStores.SQLITE.open(folder));
        desk.now = ActCases.NOW;
        ActCases.send(desk.log);
        desk.read();
        web = SignedInDesk.whole(desk.store, () -> Instant.ofEpochMilli(ActCases.NOW));
    }

    @AfterAll
    static void end() {
        web.close();
    }

    /** One who may do all of it; each for a few requests, as a person is limited. */
    private static Person person() {
        if (requests++ % A_PERSON == 0) {
            person =
                    web.person(
                            new Visitor(
                                    "oidc:person-" + requests,
                                    "person",
                                    EnumSet.allOf(DeskRole.class),
                                    "studio"));
        }
        return person;
    }

    private static HttpResponse<String> send(String address, Map<String, String> fields)
            throws Exception {
        Map<String, List<String>> form = new HashMap<>();
        fields.forEach((name, value) -> form.put(name, List.of(value)));
        return web.post(address, person(), form);
    }

    /** The form as its page sends it. */
    private static Map<String, String> form(Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(fields);
        form.put("request", UUID.randomUUID().toString());
        form.put("as_of", String.valueOf(ActCases.NOW - 1_000));
        form.put("generation", "1");
        return form;
    }

    // What is answered ------------------------------------------------------------------------

    private static void check(String what, HttpResponse<String> answer) {
        if (answer.statusCode() == SEE_OTHER) {
            assertThat(answer.headers().firstValue("Location").orElseThrow())
                    .as(what)
                    .matches("/[!-~&&[^/\\\\]][!-~]*|/");
            return;
        }
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(HostileStrings.NEVER)).as(what).isEmpty();
        page.body().traverse((node, depth) -> requireNoControls(what, node));
        if (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).as(what + page.text()).isIn(REFUSED);
            assertThat(page.select("main [role=alert]").text()).as(what).hasSizeGreaterThan(10);
        }
    }

    /** What a person typed is given back as it is, to be typed over. */
    private static void requireNoControls(String what, Node node) {
        if (node instanceof TextNode text
                && !text.parent().nodeName().equals("textarea")
                && text.getWholeText().chars().anyMatch(HostileStrings::isControl)) {
            throw new AssertionError(
                    what + ": expected controls to be shown, got " + text.getWholeText());
        }
    }

    private static void requireNoFault() {
        assertThat(web.warnings()).isEmpty();
    }

    // All fields at once ----------------------------------------------------------------------

    private static Map<String, List<String>> forms() {
        Map<String, List<String>> forms = new TreeMap<>();
        for (DeskPost post : DeskPages.posts(desk.store, WritingParties.open())) {
            Optional<Deed> deed =
                    Deeds.all().stream().filter(it -> it.path().equals(post.path())).findFirst();
            forms.put(
                    post.path(),
                    deed.map(it -> it.fields().stream().map(FormField::name).toList())
                            .orElseGet(() -> OTHERS.get(post.path())));
        }
        return forms;
    }

    /** In the path too: each field has each of the texts once. */
    @Test
    void noFormFailsWithEachOfTheTextsInEachField() throws Exception {
        Map<String, List<String>> forms = forms();
        assertThat(forms.values()).doesNotContainNull();
        for (Map.Entry<String, List<String>> form : forms.entrySet()) {
            for (int n = 0; n < ALL.size(); n++) {
                int text = n;
                Map<String, String> fields = form(Map.of("back", ALL.get(n)));
                fields.put("as_of", ALL.get((n + 1) % ALL.size()));
                fields.put("generation", ALL.get((n + 2) % ALL.size()));
                for (String field : form.getValue()) {
                    fields.put(field, ALL.get(text++ % ALL.size()));
                }
                String address = form.getKey().replace("{id}", Deed.encoded(ALL.get(n)));
                check(address + fields, send(address, fields));
            }
        }
        for (String text : ALL) {
            Map<String, String> fields = form(Map.of("about", "notice/n-2", "text", text));
            fields.put("request", text);
            HttpResponse<String> answer = send("/note", fields);
            assertThat(answer.statusCode()).isEqualTo(400);
            check("/note" + fields, answer);
            check("/as-owner", send("/as-owner", Map.of("party", text)));
        }
        requireNoFault();
    }

    /** Given beforehand by a link. */
    @Test
    void noFormObeysWhatALinkHasForItsFields() throws Exception {
        int text = 0;
        for (Deed deed : Deeds.all()) {
            for (int n = 0; n < 6; n++) {
                StringBuilder query = new StringBuilder("?back=" + Deed.encoded(ALL.get(n * 10)));
                for (FormField field : deed.fields()) {
                    query.append('&').append(field.name()).append('=');
                    query.append(Deed.encoded(ALL.get(text++ % ALL.size())));
                }
                String path = deed.path().replace("{id}", Deed.encoded(ALL.get(n * 9)));
                check(path + query, web.page(path + query, person()));
            }
        }
        requireNoFault();
    }

    // One field alone -------------------------------------------------------------------------

    /**
     * Where all else is right, the deed and the record get it. Each field gets some of the texts,
     * each text gets to some fields of each kind.
     */
    @Test
    void eachFieldKeepsATextAsItIsOrRefusesIt() throws Exception {
        List<Map.Entry<String, String>> taken = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        int first = 0;
        for (ActCase act : ActCases.all()) {
            for (FormField field : Deeds.named(act.deed()).orElseThrow().fields()) {
                if (!TEXTS.contains(field.kind())) {
                    continue;
                }
                for (int n = first++ % EACH; n < ALL.size(); n += EACH) {
                    Map<String, String> fields = form(act.fields());
                    shown(act).ifPresent(it -> fields.put(Shown.FIELD, it.value()));
                    fields.put(field.name(), ALL.get(n));
                    HttpResponse<String> answer = send(act.address(), fields);
                    String what = act.deed() + "." + field.name() + " " + ALL.get(n);
                    check(what, answer);
                    if (answer.statusCode() == SEE_OTHER) {
                        letGo();
                        taken.add(Map.entry(fields.get("request"), ALL.get(n)));
                    } else if (field.kind() == FormField.Kind.AREA && !isRefusedByJobs(n)) {
                        refused.add(what + ": " + Jsoup.parse(answer.body()).text());
                    }
                }
            }
        }
        assertThat(refused).as("what people may write freely").isEmpty();
        assertThat(taken).hasSizeGreaterThan(500);
        requireStored(taken);
        requireNoFault();
    }

    private static Optional<Shown> shown(ActCase act) throws IOException {
        try (Handle handle = desk.store.handle()) {
            return Shown.now(
                    Deeds.named(act.deed()).orElseThrow(),
                    new StoredFacts(handle),
                    act.id(),
                    act.fields().get("reportId"));
        }
    }

    /** What is ordered is on its way no longer: the next one may be a version of the same. */
    private static void letGo() {
        try (Handle handle = desk.store.handle()) {
            handle.execute("update outbox set refused_at = 1 where refused_at is null");
        }
    }

    private static boolean isRefusedByJobs(int n) {
        return ALL.get(n)
                .replace("\r\n", "\n")
                .chars()
                .anyMatch(c -> c < 0x20 && c != '\n' && c != '\t');
    }

    /** In a record, or in a draft that waits for another person. */
    private static void requireStored(List<Map.Entry<String, String>> taken) throws Exception {
        Map<String, JsonNode> bodies = new HashMap<>();
        try (Handle handle = desk.store.handle()) {
            for (String table : List.of("draft", "outbox")) {
                handle.createQuery("select id, body from " + table)
                        .map((row, context) -> Map.entry(row.getString(1), row.getBytes(2)))
                        .forEach(it -> bodies.putIfAbsent(it.getKey(), json(it.getValue())));
            }
        }
        for (Map.Entry<String, String> one : taken) {
            List<String> texts = new ArrayList<>();
            texts(bodies.get(one.getKey()), texts);
            String text = one.getValue().replace("\r\n", "\n").strip();
            assertThat(String.join("\n", texts).replaceAll("\\s+", ""))
                    .contains(text.replaceAll("\\s+", ""));
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void texts(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(each -> texts(each, texts));
    }
}
