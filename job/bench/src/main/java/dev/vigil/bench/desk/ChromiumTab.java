package dev.vigil.bench.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.fixtures.broker.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The alerts in a real browser: Debian's chromium, driven by its chromedriver. */
final class ChromiumTab implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SCRIPT_MS = 30_000;
    private static final int TRIES = 100;

    private static final List<String> FLAGS =
            List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    /** Answers with the time at which the page has a text, UTC epoch ms. */
    private static final String LOOK =
            "const text = arguments[0], done = arguments[1];"
                    + "(function look() {"
                    + " const live = document.getElementById('live');"
                    + " if (live && live.textContent.includes(text)) done(Date.now());"
                    + " else setTimeout(look, 10); })();";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = DeskBrowser.client();
    private final Process driver;
    private final PageTimes seen = new PageTimes();
    private String session;
    private CompletableFuture<JsonNode> looking;
    private int missed;

    private ChromiumTab(Process driver, URI address) {
        this.driver = driver;
        this.session = address.toString();
    }

    static boolean isInstalled() {
        return Files.isExecutable(DRIVER) && Files.isExecutable(BROWSER);
    }

    /** Opens the alerts, for a person whom the desk's proxy names. */
    static ChromiumTab open(Path folder, URI desk, DeskPerson person)
            throws IOException, InterruptedException {
        int port = Ports.free();
        Process driver =
                new ProcessBuilder(DRIVER.toString(), "--port=" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("chromedriver.log").toFile())
                        .start();
        ChromiumTab tab = new ChromiumTab(driver, URI.create("http://127.0.0.1:" + port));
        try {
            tab.begin(folder.resolve("chromium"));
            tab.sendAlways(person.headers());
            tab.go(desk.resolve("/alerts"));
            return tab;
        } catch (IOException | InterruptedException | RuntimeException e) {
            tab.close();
            throw e;
        }
    }

    private void begin(Path profile) throws IOException, InterruptedException {
        ObjectNode wanted = JSON.createObjectNode();
        ObjectNode chrome =
                wanted.putObject("capabilities")
                        .putObject("alwaysMatch")
                        .putObject("goog:chromeOptions");
        chrome.put("binary", BROWSER.toString());
        ArrayNode flags = chrome.putArray("args");
        FLAGS.forEach(flags::add);
        flags.add("--user-data-dir=" + profile.toAbsolutePath());
        String driverAddress = session;
        JsonNode begun = null;
        for (int i = 0; i < TRIES && begun == null; i++) {
            try {
                begun = asked(driverAddress + "/session", wanted);
            } catch (ConnectException e) {
                driver.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        if (begun == null) {
            throw new IOException("expected chromedriver at " + driverAddress + ", got no answer");
        }
        session = driverAddress + "/session/" + begun.get("sessionId").asText();
        ObjectNode timeouts = JSON.createObjectNode();
        timeouts.put("script", SCRIPT_MS);
        asked(session + "/timeouts", timeouts);
    }

    private void sendAlways(Map<String, String> headers) throws IOException, InterruptedException {
        ObjectNode enable = JSON.createObjectNode();
        enable.put("cmd", "Network.enable").putObject("params");
        asked(session + "/goog/cdp/execute", enable);
        ObjectNode set = JSON.createObjectNode();
        ObjectNode all =
                set.put("cmd", "Network.setExtraHTTPHeaders")
                        .putObject("params")
                        .putObject("headers");
        headers.forEach(all::put);
        asked(session + "/goog/cdp/execute", set);
    }

    private void go(URI address) throws IOException, InterruptedException {
        ObjectNode to = JSON.createObjectNode();
        to.put("url", address.toString());
        asked(session + "/url", to);
    }

    private JsonNode asked(String address, ObjectNode body)
            throws IOException, InterruptedException {
        return value(client.send(request(address, body), BodyHandlers.ofString()));
    }

    private static HttpRequest request(String address, ObjectNode body) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static JsonNode value(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("chromedriver: expected 200, got " + answer.body());
        }
        return JSON.readTree(answer.body()).get("value");
    }

    /** Begins to look for a text in the page. */
    void expect(String text) {
        ObjectNode script = JSON.createObjectNode();
        script.put("script", LOOK);
        script.putArray("args").add(text);
        looking =
                client.sendAsync(
                                request(session + "/execute/async", script),
                                BodyHandlers.ofString())
                        .thenApply(
                                answer -> {
                                    try {
                                        return value(answer);
                                    } catch (IOException e) {
                                        throw new CompletionException(e);
                                    }
                                });
    }

    /**
     * Waits until the page has it.
     *
     * @param sentMs when it was sent, UTC epoch ms
     */
    void awaitSeen(long sentMs) {
        try {
            seen.add(Math.max(0, looking.join().asLong() - sentMs) * 1_000);
        } catch (CompletionException e) {
            missed++;
        }
    }

    /** From sending to the row in the page. */
    PageTimes seen() {
        return seen;
    }

    /** Alerts that were not in the page within 30 s. */
    int missed() {
        return missed;
    }

    @Override
    public void close() {
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly();
    }
}
