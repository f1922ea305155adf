package dev.vigil.desk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.web.DeskScreen;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

/**
 * A Chinese page states in Chinese what the desk and the jobs have to say. What others write is
 * Chinese in this scene, so two Latin words in a row are ours: no id, code or unit has a blank.
 */
class ChinesePagesTest {
    private static final Pattern WORDS =
            Pattern.compile("\\b[A-Za-z][A-Za-z']+(?:,? [A-Za-z][A-Za-z']+)+\\b");

    /** Commands, and the name of the scene's audit log, which have no other form. */
    private static final Pattern NAMED = Pattern.compile("vigil(?: [a-z]+)+|site sig");

    /** What is shown as it is: records, commands, keys, what a person types. */
    private static final String AS_IT_IS =
            "pre, code, kbd, time, textarea, script, style, noscript";

    private static final List<String> SPOKEN = List.of("title", "aria-label", "placeholder", "alt");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void eachPageHasChineseSentencesAlone() throws Exception {
        Map<String, List<String>> found = new TreeMap<>();
        int pages = 0;
        try (BrowsedDesk desk = BrowsedDesk.of(words -> "某处的文字")) {
            String cookie =
                    desk.cookie() + "=" + desk.begin(BrowsedDesk.ALL_ROLES, PageLanguage.ZH);
            for (String address : addresses(desk, cookie)) {
                Document page = page(desk, cookie, address);
                pages++;
                List<String> latin = latin(page);
                if (!latin.isEmpty()) {
                    found.put(address, latin);
                }
            }
        }
        assertThat(pages).isGreaterThan(80);
        assertThat(found).isEmpty();
    }

    @Test
    void aSentenceInEnglishIsFound() {
        assertThat(latin(Jsoup.parse("<p>判定 <bdi>The work is in its run.</bdi></p>")))
                .containsExactly("The work is in its run");
        assertThat(latin(Jsoup.parse("<button title='Open it'>打开</button>"))).hasSize(1);
        assertThat(latin(Jsoup.parse("<p>用 vigil list import 发布 n-2、SHA-256 和 CSV</p>"))).isEmpty();
    }

    private List<String> addresses(BrowsedDesk desk, String cookie) throws Exception {
        Map<String, String> ordered = new HashMap<>();
        ordered.put("/order/{id}", sent(desk, cookie, "/note", "about", "notice/n-2", "text", "x"));
        ordered.put("/draft/{id}", sent(desk, cookie, "/notice/s-valid/hold", "documentRef", "x"));
        ordered.put("/list/draft/{id}", sent(desk, cookie, "/list/draft", "entries", Forms.LIST));
        List<String> addresses = new ArrayList<>();
        for (DeskScreen screen : BrowsedDesk.screens(desk.store())) {
            BrowsedPages.of(screen, ordered).stream()
                    .filter(address -> !BrowsedPages.isFile(address))
                    .forEach(addresses::add);
        }
        return addresses;
    }

    private static List<String> latin(Document page) {
        page.select(AS_IT_IS).remove();
        TreeSet<String> found = new TreeSet<>();
        for (Element element : page.getAllElements()) {
            for (TextNode text : element.textNodes()) {
                found.addAll(words(text.text()));
            }
            SPOKEN.forEach(name -> found.addAll(words(element.attr(name))));
        }
        return List.copyOf(found);
    }

    private static List<String> words(String text) {
        return WORDS.matcher(NAMED.matcher(text).replaceAll("#"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    // Pages -----------------------------------------------------------------------------------

    private HttpRequest.Builder request(BrowsedDesk desk, String cookie, String path) {
        return HttpRequest.newBuilder(URI.create(desk.address(path))).header("Cookie", cookie);
    }

    private Document page(BrowsedDesk desk, String cookie, String path)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        request(desk, cookie, path).build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    /** Sends a form with these fields; returns the id in the address that it leads to. */
    private String sent(BrowsedDesk desk, String cookie, String path, String... fields)
            throws IOException, InterruptedException {
        Map<String, String> values = new LinkedHashMap<>();
        Element form = page(desk, cookie, path).selectFirst("main form");
        form.select("input[type=hidden]").forEach(it -> values.put(it.attr("name"), it.val()));
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        HttpResponse<String> answer =
                client.send(
                        request(desk, cookie, form.attr("action"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", desk.address(""))
                                .POST(HttpRequest.BodyPublishers.ofString(encoded(values)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll("[?#].*", "")
                .replaceAll(".*/", "");
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(
                        it ->
                                it.getKey()
                                        + "="
                                        + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
