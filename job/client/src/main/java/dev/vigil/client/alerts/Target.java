package dev.vigil.client.alerts;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where documents are posted to, as often as it takes. For one thread. */
public final class Target {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** How this target waits; tests wait less. */
    public interface Pause {
        void of(Duration span) throws InterruptedException;
    }

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_WITHIN)
                    .build();
    private final URI uri;
    private final HeaderFile headers;
    private final Backoff backoff;
    private final Duration patience;
    private final Pause pause;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * @param patience longest wait for one document, after which it fails; null: for ever
     * @param progress gets a line for a person whenever something does not go on
     */
    public Target(
            URI uri,
            HeaderFile headers,
            Backoff backoff,
            Duration patience,
            Pause pause,
            Clock clock,
            Consumer<String> progress) {
        this.uri = uri;
        this.headers = headers;
        this.backoff = backoff;
        this.patience = patience;
        this.pause = pause;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Posts until the document is accepted or refused for itself.
     *
     * @param what the document is, for people
     * @throws IOException once patience ends
     */
    public ReceiverAnswer post(byte[] document, String contentType, String what)
            throws IOException, InterruptedException {
        Duration waited = Duration.ZERO;
        for (int failures = 1; ; failures++) {
            String trouble;
            Duration asked = null;
            try {
                ReceiverAnswer answer = once(document, contentType);
                if (answer.accepted() || answer.refused()) {
                    return answer;
                }
                trouble = answer.toString();
                asked = answer.retryAfter();
            } catch (IOException e) {
                trouble = trouble(e);
            }
            Duration next = backoff.after(failures, asked);
            if (patience != null && waited.plus(next).compareTo(patience) > 0) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "expected %s to accept %s within %d s, got %s; what is not"
                                        + " accepted is sent the next time",
                                shown(uri),
                                what,
                                patience.toSeconds(),
                                trouble));
            }
            progress.accept(waiting(what, trouble, failures, next));
            pause.of(next);
            waited = waited.plus(next);
        }
    }

    /** The JDK gives its class and no word where nothing listens, or where no host has the name. */
    private static String trouble(IOException e) {
        if (e instanceof ConnectException) {
            boolean isUnknown =
                    Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
                            .anyMatch(UnresolvedAddressException.class::isInstance);
            return isUnknown ? "host not found" : "no connection";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Without its query: some webhooks have their token there. */
    public static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    private String waiting(String what, String trouble, int failures, Duration next) {
        return String.format(
                Locale.ROOT,
                "%s waits for %s: %s; attempt %d failed, next in %.1f s",
                what,
                shown(uri),
                trouble,
                failures,
                next.toMillis() / 1000.0);
    }

    private ReceiverAnswer once(byte[] document, String contentType)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(ANSWER_WITHIN)
                        .header("content-type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(document));
        List<String> more = headers.read();
        for (int i = 0; i < more.size(); i += 2) {
            request.setHeader(more.get(i), more.get(i + 1));
        }
        HttpResponse<String> response =
                http.send(
                        request.build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return ReceiverAnswer.of(response, clock.instant());
    }
}
