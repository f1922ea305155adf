package dev.vigil.peers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Fetches the feed of a peer page by page into a topic, from where it had come. */
final class FeedClient {
    /** Of a page: four times as much as a site of ours sends. */
    private static final int MOST_BYTES = 4 << 20;

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int GONE = 410;

    private final HttpClient http;
    private final URI feed;
    private final CursorFile cursor;
    private final SignalsIn in;

    /**
     * @param site address of the peer, such as https://video.example:8443
     */
    FeedClient(URI site, SSLContext tls, CursorFile cursor, SignalsIn in) {
        // A redirect would lead to a host that is not configured.
        http =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .connectTimeout(CONNECT_WITHIN)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        feed = site.resolve(FeedServer.FEED);
        this.cursor = cursor;
        this.in = in;
    }

    /**
     * One page. It may come twice, after a failure; the job takes it once.
     *
     * @return how many records it had
     * @throws IOException where the peer does not answer as it should
     */
    int fetch() throws IOException, InterruptedException {
        String after = cursor.read();
        String query =
                after == null ? "" : "?after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(feed + query))
                        .timeout(ANSWER_WITHIN)
                        .header("Accept", BatchForm.CONTENT_TYPE)
                        .build();
        HttpResponse<InputStream> answer =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == GONE && after != null) {
                cursor.write(null);
                return fetch();
            }
            if (answer.statusCode() != OK) {
                throw new IOException(
                        "expected a page of " + feed + ", got status " + answer.statusCode());
            }
            return take(body.readNBytes(MOST_BYTES + 1), next(answer));
        }
    }

    private static String next(HttpResponse<?> answer) throws IOException {
        String next = answer.headers().firstValue(FeedServer.NEXT).orElse("");
        if (next.isEmpty() || next.length() > CursorFile.MOST) {
            throw new IOException(
                    "expected a header "
                            + FeedServer.NEXT
                            + " of up to "
                            + CursorFile.MOST
                            + " characters, got "
                            + next.length());
        }
        return next;
    }

    private int take(byte[] body, String next) throws IOException {
        if (body.length > MOST_BYTES) {
            throw new IOException("expected a page of at most " + MOST_BYTES + " bytes, got more");
        }
        List<FeedEvent> events;
        try {
            events = BatchForm.read(body);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "expected a batch of CloudEvents, got another: " + e.getMessage());
        }
        in.write(events);
        cursor.write(next);
        return events.size();
    }
}
