package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.compare.CompareLimits;
import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.compare.TestingCompareProgram;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Routes;
import dev.vigil.desk.web.SignedInDesk;
import dev.vigil.desk.web.SignedInDesk.Person;
import dev.vigil.desk.web.SignedInDesk.Way;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files arrive over HTTP; what is not to be taken leaves nothing on the disk. */
class ComparePagesTest {
    private static final int MOST = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUNDARY = "----between";
    private static final String ELSEWHERE = "http://elsewhere.example";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir private Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private Path files;
    private Store store;
    private FileComparisons comparisons;
    private SignedInDesk desk;
    private Person wang;
    private int requests;

    @BeforeEach
    void begin() throws Exception {
        store = TestingStores.SQLITE.open(folder);
        files = Files.createDirectory(folder.resolve("files"));
        comparisons =
                new FileComparisons(
                        TestingCompareProgram::line,
                        new CompareLimits(
                                MOST, PATIENCE, MOST, Long.MAX_VALUE, Duration.ofMinutes(10)),
                        files,
                        InstantSource.system(),
                        warnings::add);
        desk =
                new SignedInDesk(
                        Way.OIDC,
                        store,
                        new Routes(
                                ComparePages.screens(store, comparisons),
                                ComparePages.posts(store, comparisons)));
        wang = desk.person("wang", DeskRole.HANDLER);
    }

    @AfterEach
    void end() throws IOException {
        desk.close();
        comparisons.close();
        store.close();
        assertThat(folders()).isZero();
        assertThat(warnings).isEmpty();
        assertThat(desk.warnings()).isEmpty();
    }

    private long folders() throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.count();
        }
    }

    // Forms -----------------------------------------------------------------------------------

    private Map<String, String> form(String csrf, String query, String reference) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("csrf", csrf);
        form.put("request", "request-000" + ++requests);
        form.put("session", "live-77");
        form.put("start", "7");
        form.put("tracks", "SOUND");
        form.put("query", query);
        form.put("reference", reference);
        return form;
    }

    private static byte[] body(Map<String, String> form) {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append(part(name)).append(value).append("\r\n"));
        return (body + "--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String name) {
        return "--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"; filename=\"../../a name of its sender.mp4\"\r\n\r\n";
    }

    private HttpResponse<String> post(Person person, String origin, HttpRequest.BodyPublisher body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(desk.address().resolve("/compare"))
                        .timeout(PATIENCE)
                        .header("Accept-Language", "en")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .header("Origin", origin)
                        .POST(body);
        for (int i = 0; i < person.headers().size(); i += 2) {
            request.header(person.headers().get(i), person.headers().get(i + 1));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Person person, Map<String, String> form) throws Exception {
        return post(
                person,
                desk.address().toString(),
                HttpRequest.BodyPublishers.ofByteArray(body(form)));
    }

    private String compared(Person person, String query) throws Exception {
        HttpResponse<String> answer = post(person, form(person.csrf(), query, "abc"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private Document ended(Person person, String path) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Jsoup.parse(desk.page(path, person).body()),
                        page -> page.select("[data-again]").isEmpty());
    }

    private static String alert(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("main [role=alert]").text();
    }

    // What is shown ---------------------------------------------------------------------------

    @Test
    void twoFilesAreComparedAndShownToThePersonAlone() throws Exception {
        String path = compared(wang, "match");
        assertThat(path).matches("/compare/[0-9a-f-]{36}\\?session=live-77&start=7");
        Document page = ended(wang, path);
        assertThat(page.select("main [role=status]").text())
                .contains("The sound is the same recording.")
                .contains("The pictures have no passage in common.");
        assertThat(page.select("main").text())
                .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .contains("412.5 / 20.0")
                .contains("+4.0 %")
                .doesNotContain("a name of its sender");
        assertThat(page.select("main a[href='/session/live-77?start=7']")).hasSize(1);
        String picture = page.select("main img").attr("src");
        assertThat(page.select("main img").attr("alt")).contains("same recording");
        assertThat(desk.page(picture, wang).body()).contains("PNG");

        Person li = desk.person("li", DeskRole.LEAD);
        assertThat(desk.get(path, li)).isEqualTo(404);
        assertThat(desk.get(picture, li)).isEqualTo(404);
        try (Handle handle = store.handle()) {
            assertThat(
                            handle.createQuery(
                                            "select person || ' ' || deed || ' ' || subject from"
                                                    + " audit_row")
                                    .mapTo(String.class)
                                    .list())
                    .singleElement()
                    .asString()
                    .matches("oidc:wang compare files/[0-9a-f]{64}/ba7816bf[0-9a-f]{56}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none, The sound has no passage in common.",
        "text, Nothing could be compared. The program reports why",
        "die, the program has failed",
        "print, the program printed too much"
    })
    void howeverItEndsThePageHasASentence(String query, String sentence) throws Exception {
        assertThat(ended(wang, compared(wang, query)).select("main [role=status]").text())
                .contains(sentence);
    }

    @Test
    void theFormKeepsWhatItIsAbout() throws Exception {
        Document page = Jsoup.parse(desk.page("/compare?session=live-77&start=7", wang).body());
        assertThat(page.select("main form input[name=session]").val()).isEqualTo("live-77");
        assertThat(page.select("main form input[name=start]").val()).isEqualTo("7");
        assertThat(page.select("main form input, main form select").eachAttr("name"))
                .containsExactly(
                        "csrf", "request", "session", "start", "tracks", "query", "reference");
    }

    @Test
    void aDeskWithoutTheProgramShowsThat() {
        for (PageLanguage language : PageLanguage.values()) {
            Visit visit = TestingVisit.get(language, Map.of());
            DeskScreen screen = ComparePages.screens(store, FileComparisons.none()).get(0);
            Document page = TestingVisit.page(screen.get(visit), visit);
            assertThat(page.select("main form")).isEmpty();
            assertThat(page.select("main").text()).contains("vigil compare");
        }
    }

    // What is not taken -----------------------------------------------------------------------

    @Test
    void withoutOriginTokenOrRoleNoByteIsKept() throws Exception {
        HttpRequest.BodyPublisher body =
                HttpRequest.BodyPublishers.ofByteArray(body(form(wang.csrf(), "match", "abc")));
        assertThat(post(wang, ELSEWHERE, body).statusCode()).isEqualTo(403);
        assertThat(post(wang, form("0".repeat(64), "match", "abc")).statusCode()).isEqualTo(403);
        Map<String, String> filesFirst = new LinkedHashMap<>();
        filesFirst.put("query", "match");
        filesFirst.putAll(form(wang.csrf(), "match", "abc"));
        assertThat(post(wang, filesFirst).statusCode()).isEqualTo(403);
        Person owner = desk.person("owner", DeskRole.OWNER);
        assertThat(post(owner, form(owner.csrf(), "match", "abc")).statusCode()).isEqualTo(403);
        assertThat(folders()).isZero();
    }

    @Test
    void whatIsMissingIsAskedFor() throws Exception {
        HttpResponse<String> empty = post(wang, form(wang.csrf(), "match", ""));
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(alert(empty)).contains("Expected two files that are not empty");
        assertThat(Jsoup.parse(empty.body()).select("input[name=session]").val())
                .isEqualTo("live-77");
        assertThat(alert(post(wang, form(wang.csrf(), "", "")))).contains("Expected two files");
        Map<String, String> noRequest = form(wang.csrf(), "match", "abc");
        noRequest.remove("request");
        assertThat(post(wang, noRequest).statusCode()).isEqualTo(400);
        assertThat(folders()).isZero();
    }

    @Test
    void aFileOverTheLimitIsRefusedAndThePersonGoesOn() throws Exception {
        String large = "x".repeat(MOST + 1);
        HttpResponse<String> answer = post(wang, form(wang.csrf(), large, "abc"));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(alert(answer)).contains("Expected at most 0 MB of each file");
        String both = "x".repeat(2 * MOST);
        assertThat(post(wang, form(wang.csrf(), both, "abc")).statusCode()).isEqualTo(413);
        assertThat(folders()).isZero();
        ended(wang, compared(wang, "match"));
    }

    /** Without a length, too; the rest need not arrive. */
    @Test
    void itIsRefusedAsSoonAsItIsOver() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", desk.address().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            begin(socket, wang, "Transfer-Encoding: chunked");
            chunk(socket, beginning(wang));
            chunk(socket, "x".repeat(MOST + 20_000));
            String answer = read(socket.getInputStream());
            assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
        }
        assertThat(folders()).isZero();
    }

    /** The planted fault: a header is held in memory, up to the 400 MB of two files. */
    @Test
    void whatIsNoFileHasALimitOfItsOwn() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", desk.address().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            begin(socket, wang, "Transfer-Encoding: chunked");
            chunk(socket, beginning(wang).replace("Content-Disposition", "x".repeat(100_000)));
            assertThat(read(socket.getInputStream()))
                    .startsWith("HTTP/1.1 400")
                    .contains("Connection: close");
        }
    }

    private String beginning(Person person) {
        Map<String, String> form = form(person.csrf(), "", "");
        form.remove("query");
        form.remove("reference");
        String fields = new String(body(form), StandardCharsets.UTF_8);
        return fields.substring(0, fields.length() - ("--" + BOUNDARY + "--\r\n").length())
                + part("query");
    }

    private void begin(Socket socket, Person person, String length) throws IOException {
        StringBuilder head = new StringBuilder("POST /compare HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1:").append(desk.address().getPort()).append("\r\n");
        head.append("Origin: ").append(desk.address()).append("\r\n");
        head.append("Content-Type: multipart/form-data; boundary=").append(BOUNDARY);
        head.append("\r\n").append(length).append("\r\n");
        for (int i = 0; i < person.headers().size(); i += 2) {
            head.append(person.headers().get(i)).append(": ");
            head.append(person.headers().get(i + 1)).append("\r\n");
        }
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void chunk(Socket socket, String text) throws IOException {
        socket.getOutputStream()
                .write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes());
        socket.getOutputStream().flush();
    }

    /** To the end of the connection. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneOfAPersonAndTwoOfAllAndWhatIsBrokenOffMakesRoom() throws Exception {
        Person li = desk.person("li", DeskRole.LEAD);
        Person zhao = desk.person("zhao", DeskRole.VIEWER);
        try (Socket first = new Socket("127.0.0.1", desk.address().getPort());
                Socket second = new Socket("127.0.0.1", desk.address().getPort())) {
            arrive(first, wang, 1);
            arrive(second, li, 2);
            HttpResponse<String> own = post(wang, form(wang.csrf(), "match", "abc"));
            assertThat(own.statusCode()).isEqualTo(409);
            assertThat(alert(own)).contains("one comparison of yours at a time");
            HttpResponse<String> other = post(zhao, form(zhao.csrf(), "match", "abc"));
            assertThat(other.statusCode()).isEqualTo(429);
            assertThat(alert(other)).contains("at most two comparisons at a time");
        }
        await().atMost(PATIENCE).until(() -> folders() == 0);
        ended(zhao, compared(zhao, "match"));
    }

    private void arrive(Socket socket, Person person, int folders) throws Exception {
        begin(socket, person, "Transfer-Encoding: chunked");
        chunk(socket, beginning(person) + "some of it");
        await().atMost(PATIENCE).until(() -> folders() == folders);
    }
}
