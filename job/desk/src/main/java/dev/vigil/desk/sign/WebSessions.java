package dev.vigil.desk.sign;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who is signed in. A session ends after a time without a request, after a longer time in any case,
 * and with this process. Its token is in the browser alone: here is the digest. For many threads.
 */
public final class WebSessions {
    private static final int MOST = 1_000;

    private final Duration idle;
    private final Duration whole;
    private final LongSupplier nanos;
    private final Map<String, WebSession> byDigest = new HashMap<>();

    /**
     * @param idle the longest time between two requests of a person; streams are none
     * @param whole the longest time of a session
     */
    public WebSessions(Duration idle, Duration whole, LongSupplier nanos) {
        this.idle = idle;
        this.whole = whole;
        this.nanos = nanos;
    }

    /**
     * Begins one; where there are too many, the one that was seen longest ago ends.
     *
     * @return its token
     */
    public synchronized String begin(Visitor visitor) {
        byDigest.values().removeIf(this::isOver);
        if (byDigest.size() >= MOST) {
            byDigest.entrySet().stream()
                    .min(Comparator.comparingLong(one -> one.getValue().seenNanos()))
                    .map(Map.Entry::getKey)
                    .ifPresent(byDigest::remove);
        }
        String token = SecretText.next();
        byDigest.put(
                SecretText.digest(token),
                new WebSession(visitor, SecretText.next(), nanos.getAsLong()));
        return token;
    }

    /**
     * That of a token, where it is not over.
     *
     * @param isPerson true where the person asks: then it goes on
     */
    public synchronized Optional<WebSession> of(String token, boolean isPerson) {
        Optional<WebSession> session =
                Optional.ofNullable(byDigest.get(SecretText.digest(token)))
                        .filter(one -> !isOver(one));
        if (isPerson) {
            session.ifPresent(one -> one.seen(nanos.getAsLong()));
        }
        return session;
    }

    /** False where it has ended meanwhile. Asking is no request of the person. */
    public synchronized boolean isOn(WebSession session) {
        return byDigest.containsValue(session) && !isOver(session);
    }

    public synchronized void end(String token) {
        byDigest.remove(SecretText.digest(token));
    }

    private boolean isOver(WebSession session) {
        long now = nanos.getAsLong();
        return now - session.seenNanos() >= idle.toNanos()
                || now - session.beganNanos() >= whole.toNanos();
    }
}
