package dev.vigil.desk.sign;

import dev.vigil.client.page.PageLanguage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneId;

/** One browser in which a person is signed in. For many threads. */
public final class WebSession {
    private final Visitor visitor;
    private final String csrf;
    private final long beganNanos;
    private volatile long seenNanos;
    private volatile PageLanguage language;
    private volatile ZoneId zone;

    WebSession(Visitor visitor, String csrf, long nowNanos) {
        this.visitor = visitor;
        this.csrf = csrf;
        beganNanos = nowNanos;
        seenNanos = nowNanos;
    }

    public Visitor visitor() {
        return visitor;
    }

    /** The token that each of its forms carries. */
    public String csrf() {
        return csrf;
    }

    /** True for this session's own token; it takes as long for any other one. */
    public boolean isCsrf(String token) {
        return MessageDigest.isEqual(
                csrf.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Null where the person has chosen none. */
    public PageLanguage language() {
        return language;
    }

    /** Null where the person has chosen none. */
    public ZoneId zone() {
        return zone;
    }

    public void choose(PageLanguage chosen) {
        language = chosen;
    }

    public void choose(ZoneId chosen) {
        zone = chosen;
    }

    long beganNanos() {
        return beganNanos;
    }

    long seenNanos() {
        return seenNanos;
    }

    void seen(long nowNanos) {
        seenNanos = nowNanos;
    }
}
