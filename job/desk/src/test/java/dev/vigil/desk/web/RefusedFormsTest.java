package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.act.ActPages;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.SignedInDesk.Person;
import dev.vigil.desk.web.SignedInDesk.Way;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A form that is not taken is there again, with what the person has typed and why. */
class RefusedFormsTest {
    private static final String FIELDS =
            "textarea[name], input[name]:not([type=hidden], [type=checkbox], [type=file])";

    @TempDir private static Path folder;

    private static Store store;
    private static SignedInDesk desk;
    private static int people;

    @BeforeAll
    static void serve() throws Exception {
        store = TestingStores.SQLITE.open(folder);
        desk =
                new SignedInDesk(
                        Way.OIDC,
                        store,
                        new Routes(
                                ActPages.screens(store, WritingParties.open()),
                                ActPages.posts(store, WritingParties.open())));
    }

    @AfterAll
    static void end() {
        desk.close();
    }

    /** Those that a page of their own is for. */
    static List<String> forms() {
        Set<String> screens =
                ActPages.screens(null, WritingParties.open()).stream()
                        .map(DeskScreen::path)
                        .collect(Collectors.toSet());
        return ActPages.posts(null, WritingParties.open()).stream()
                .map(DeskPost::path)
                .filter(screens::contains)
                .toList();
    }

    private static DeskRole role(String path) {
        return ActPages.posts(store, WritingParties.open()).stream()
                .filter(it -> it.path().equals(path))
                .flatMap(it -> it.roles().stream())
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> post(Person person, String path, Map<String, String> fields)
            throws Exception {
        String form =
                fields.entrySet().stream()
                        .map(
                                it ->
                                        it.getKey()
                                                + "="
                                                + URLEncoder.encode(
                                                        it.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        List<String> headers = new ArrayList<>(person.headers());
        headers.addAll(List.of("Origin", desk.address().toString()));
        return SignedInDesk.send(desk.form(path, form, headers));
    }

    /** As a spreadsheet saves it on a Chinese machine. The planted fault: a sentence in English. */
    @Test
    void aFileInOtherBytesIsRefusedInTheReadersLanguage() throws Exception {
        Person person = desk.person("wang-" + ++people, DeskRole.HANDLER);
        String form =
                "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n"
                        + person.csrf()
                        + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
                        + "entry,work\r\nban-1,电影\r\n\r\n--x--\r\n";
        List<String> headers = new ArrayList<>(person.headers());
        headers.addAll(List.of("Origin", desk.address().toString()));
        HttpResponse<String> answer =
                SignedInDesk.send(
                        desk.form("/list/draft", "", headers)
                                .setHeader("Accept-Language", "zh")
                                .setHeader("Content-Type", "multipart/form-data; boundary=x")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                form.getBytes(Charset.forName("GB18030")))));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("main [role=alert]").text())
                .contains("另存为 UTF-8")
                .doesNotContain("expected");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whatWasTypedIsThereAgain(String path) throws Exception {
        String here = path.replace("{id}", "n-1");
        Person person = desk.person("wang-" + ++people, role(path));
        HttpResponse<String> page = SignedInDesk.send(desk.get(here, person.headers()));
        assertThat(page.statusCode()).isEqualTo(200);
        Map<String, String> typed = new LinkedHashMap<>();
        for (Element field : form(page, here).select(FIELDS)) {
            typed.put(field.attr("name"), "typed <b> 片 " + field.attr("name"));
        }

        // A form of the session before, one that is not whole, and whatever is wrong with what was
        // typed.
        Map<String, String> before = new LinkedHashMap<>(typed);
        before.putAll(Map.of("csrf", "of-the-session-before", "request", "request-0001"));
        assertIsThereAgain(post(person, here, before), 403, here, person, "request-0001", typed);
        Map<String, String> part = new LinkedHashMap<>(typed);
        part.put("csrf", person.csrf());
        assertIsThereAgain(post(person, here, part), 400, here, person, null, typed);
        part.put("request", "request-" + people);
        HttpResponse<String> answer = post(person, here, part);
        if (answer.statusCode() != 303) {
            assertThat(answer.statusCode()).isIn(400, 409);
            assertIsThereAgain(
                    answer, answer.statusCode(), here, person, "request-" + people, typed);
        }
    }

    private static Element form(HttpResponse<String> page, String path) {
        Document html = Jsoup.parse(page.body());
        Element form = html.selectFirst("main form[method=post][action=\"" + path + "\"]");
        assertThat(form).as(html.select("main").text()).isNotNull();
        return form;
    }

    private static void assertIsThereAgain(
            HttpResponse<String> page,
            int status,
            String path,
            Person person,
            String request,
            Map<String, String> typed) {
        assertThat(page.statusCode()).isEqualTo(status);
        Element form = form(page, path);
        Map<String, String> there = new LinkedHashMap<>();
        form.select(FIELDS).forEach(it -> there.put(it.attr("name"), it.val()));
        assertThat(there).isEqualTo(typed);
        assertThat(form.select("[name=csrf]").val()).isEqualTo(person.csrf());
        // It may have been carried out: it stays the same request, however often it is sent.
        String now = form.select("[name=request]").val();
        assertThat(now).isNotBlank().isEqualTo(request == null ? now : request);
        // The focus goes to what is wrong, else to this.
        assertThat(form.ownerDocument().select("main [data-why]").text()).isNotBlank();
    }
}
