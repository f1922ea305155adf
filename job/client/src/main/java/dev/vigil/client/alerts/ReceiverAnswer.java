package dev.vigil.client.alerts;

import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * A target's answer to a document.
 *
 * @param text of the answer, one line, cut to {@link #MOST_TEXT} characters
 * @param retryAfter what the target asks for, or null
 */
public record ReceiverAnswer(int status, String text, Duration retryAfter) {
    private static final int MOST_TEXT = 1_000;

    /**
     * Statuses that blame the way (credentials, address, time), not the document: the next one
     * would fare the same, and a wrong token must not turn every alert into a dead letter.
     */
    private static final Set<Integer> ABOUT_THE_WAY =
            Set.of(401, 403, 404, 405, 407, 408, 425, 429);

    /**
     * @param now to count a date in {@code Retry-After} from
     */
    static ReceiverAnswer of(HttpResponse<String> response, Instant now) {
        String line = response.body().replaceAll("\\s+", " ").strip();
        return new ReceiverAnswer(
                response.statusCode(),
                line.length() > MOST_TEXT ? line.substring(0, MOST_TEXT) + "..." : line,
                response.headers()
                        .firstValue("retry-after")
                        .map(value -> retryAfter(value, now))
                        .orElse(null));
    }

    public boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** True where this document, as it is, will never be taken. */
    public boolean refused() {
        return status >= 400 && status < 500 && !ABOUT_THE_WAY.contains(status);
    }

    @Override
    public String toString() {
        return status + (text.isEmpty() ? "" : " '" + text + "'");
    }

    /** Seconds or an HTTP date (RFC 9110, 10.2.3); anything else asks for nothing. */
    public static Duration retryAfter(String value, Instant now) {
        try {
            if (value.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Instant until =
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration left = Duration.between(now, until);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
