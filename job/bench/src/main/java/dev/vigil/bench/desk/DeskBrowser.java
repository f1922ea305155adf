package dev.vigil.bench.desk;

import dev.vigil.desk.sign.DeskRole;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's session at the desk, as a browser has it. For one thread. */
final class DeskBrowser {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z_0-9]+)\" value=\"([^\"]*)\">");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One file at a time of a desk, and sixty pages a second of a person. */
    private static final int TOO_OFTEN = 429;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final HttpClient client;
    private final URI desk;
    private final DeskPerson person;
    private String cookie = "";

    private DeskBrowser(HttpClient client, URI desk, DeskPerson person) {
        this.client = client;
        this.desk = desk;
        this.person = person;
    }

    /**
     * An answer.
     *
     * @param micros until all of it was there; of a file until its first bytes
     */
    record Answered(int status, String body, String location, long micros) {
        boolean isGood() {
            return status >= 200 && status < 400;
        }
    }

    static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** Signs in, as the proxy of the desk would do it. */
    static DeskBrowser signIn(HttpClient client, URI desk, DeskPerson person)
            throws IOException, InterruptedException {
        DeskBrowser browser = new DeskBrowser(client, desk, person);
        HttpResponse<Void> answer =
                client.send(browser.request("/search").build(), BodyHandlers.discarding());
        String cookie =
                answer.headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                person.name()
                                                        + ": expected a cookie, got status "
                                                        + answer.statusCode()));
        browser.cookie = cookie.split(";")[0];
        return browser;
    }

    /** True for a page of one of these roles. */
    boolean mayAsk(Set<DeskRole> roles) {
        return person.roles().stream().anyMatch(roles::contains);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(desk.resolve(path)).header("Accept-Language", "en");
        person.headers().forEach(request::header);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    /** A page, whole. */
    Answered get(String path) throws IOException, InterruptedException {
        return send(request(path).timeout(PATIENCE).build());
    }

    private Answered send(HttpRequest request) throws IOException, InterruptedException {
        Answered answered = once(request);
        while (answered.status() == TOO_OFTEN) {
            Thread.sleep(AGAIN.toMillis());
            answered = once(request);
        }
        return answered;
    }

    private Answered once(HttpRequest request) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        return new Answered(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Location").orElse(null),
                (System.nanoTime() - began) / 1_000);
    }

    /** A file, as far as its first bytes; the rest is not read. */
    Answered begin(String path) throws IOException, InterruptedException {
        Answered answered = begun(path);
        while (answered.status() == TOO_OFTEN) {
            Thread.sleep(AGAIN.toMillis());
            answered = begun(path);
        }
        return answered;
    }

    private Answered begun(String path) throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<InputStream> answer =
                client.send(request(path).timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            body.read();
            return new Answered(answer.statusCode(), "", null, (System.nanoTime() - began) / 1_000);
        }
    }

    /** What the hidden fields of a page hold: its token, and the id of a request. */
    static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher found = HIDDEN.matcher(page);
        while (found.find()) {
            fields.put(found.group(1), found.group(2));
        }
        return fields;
    }

    /** Sends a form. */
    Answered post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String form =
                fields.entrySet().stream()
                        .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(path)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The stream of news. */
    HttpRequest ticks() {
        return request("/ticks").header("Accept", "text/event-stream").build();
    }
}
