package dev.vigil.bench.desk;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * People who write notes at the desk, one after the other, and press the button again as long as it
 * has not answered: each note has one id.
 */
final class DeskClicks implements AutoCloseable {
    private static final Pattern CSRF =
            Pattern.compile("name=\"csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*\"csrf\"");
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);
    private static final long AGAIN_AFTER_MS = 100;

    /** Each a little below what a session may send. */
    private static final long NEXT_AFTER_MS = 400;

    private static final int SEE_OTHER = 303;

    private final DeskKillsSite site;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Thread> people = new ArrayList<>();
    private final List<List<String>> taken = new ArrayList<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean goesOn = true;
    private Session session;

    private record Session(String cookie, String csrf) {}

    private DeskClicks(DeskKillsSite site, int people) {
        this.site = site;
        for (int person = 0; person < people; person++) {
            List<String> ids = new ArrayList<>();
            taken.add(ids);
            String name = "person-" + person;
            Thread thread = new Thread(() -> work(name, ids), name);
            thread.setDaemon(true);
            this.people.add(thread);
        }
    }

    static DeskClicks begin(DeskKillsSite site, int people) {
        DeskClicks clicks = new DeskClicks(site, people);
        clicks.people.forEach(Thread::start);
        return clicks;
    }

    /** What the person writes notes about: the key of the records. */
    static String about(String id) {
        return "notice/" + id.substring(0, id.lastIndexOf('-'));
    }

    private void work(String name, List<String> ids) {
        try {
            for (int n = 1; goesOn; n++) {
                String id = String.format(Locale.ROOT, "%s-%06d", name, n);
                while (!isTaken(id)) {
                    Thread.sleep(AGAIN_AFTER_MS);
                }
                synchronized (ids) {
                    ids.add(id);
                }
                Thread.sleep(NEXT_AFTER_MS);
            }
        } catch (InterruptedException | IllegalStateException e) {
            failure.set(e);
        }
    }

    /** False where it has to be sent again: it is not known whether it was taken. */
    private boolean isTaken(String id) throws InterruptedException {
        try {
            Session signedIn = session();
            HttpResponse<String> answer = post(signedIn, id);
            switch (answer.statusCode()) {
                case SEE_OTHER -> {
                    return true;
                }
                case 401, 403 -> end(signedIn);
                case 400, 404, 409 ->
                        throw new IllegalStateException(
                                id + ": expected 303, got " + answer.statusCode() + answer.body());
                default -> {
                    // Too many, or no database.
                }
            }
            return false;
        } catch (IOException e) {
            // No desk.
            return false;
        }
    }

    private HttpResponse<String> post(Session signedIn, String id)
            throws IOException, InterruptedException {
        String form =
                Map.of(
                                "csrf",
                                signedIn.csrf(),
                                "request",
                                id,
                                "about",
                                about(id),
                                "text",
                                "note " + id)
                        .entrySet()
                        .stream()
                        .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        return http.send(
                request("/note", signedIn.cookie())
                        .header("Origin", site.desk())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String cookie) {
        return HttpRequest.newBuilder(URI.create(site.desk() + path))
                .timeout(ANSWERS_WITHIN)
                .header("Cookie", cookie);
    }

    private synchronized void end(Session signedIn) {
        if (session == signedIn) {
            session = null;
        }
    }

    private synchronized Session session() throws IOException, InterruptedException {
        if (session == null) {
            URI link = site.link().orElseThrow(() -> new IOException("no link yet"));
            HttpResponse<Void> signedIn =
                    http.send(
                            HttpRequest.newBuilder(link).timeout(ANSWERS_WITHIN).build(),
                            HttpResponse.BodyHandlers.discarding());
            Optional<String> cookie = signedIn.headers().firstValue("Set-Cookie");
            if (cookie.isEmpty()) {
                throw new IOException("the link was used, or the desk has ended");
            }
            String value = cookie.get().split(";")[0];
            session = new Session(value, csrf(value));
        }
        return session;
    }

    private String csrf(String cookie) throws IOException, InterruptedException {
        HttpResponse<String> page =
                http.send(request("/note", cookie).build(), HttpResponse.BodyHandlers.ofString());
        Matcher csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw new IOException("expected a form, got " + page.statusCode());
        }
        return csrf.group(1) == null ? csrf.group(2) : csrf.group(1);
    }

    /** Of each person in the order in which they were pressed. */
    List<List<String>> taken() {
        List<List<String>> all = new ArrayList<>();
        for (List<String> ids : taken) {
            synchronized (ids) {
                all.add(List.copyOf(ids));
            }
        }
        return all;
    }

    int count() {
        return taken().stream().mapToInt(List::size).sum();
    }

    /** Returns once each has had the answer to its last one. */
    void stop() throws Exception {
        goesOn = false;
        for (Thread person : people) {
            person.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    @Override
    public void close() {
        goesOn = false;
        people.forEach(Thread::interrupt);
    }
}
