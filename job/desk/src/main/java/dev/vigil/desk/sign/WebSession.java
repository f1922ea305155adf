package dev.vigil.desk.sign;

import dev.vigil.client.page.PageLanguage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneId;

/**
 * One browser in which a person is signed in, as it was when it was asked for.
 *
 * @param id digest of its token
 * @param csrf the token that each of its forms carries
 * @param shownAtMs when the person has shown who it is (UTC epoch ms)
 * @param language null where the person has chosen none
 * @param zone null where the person has chosen none
 */
public record WebSession(
        String id,
        Visitor visitor,
        String csrf,
        long shownAtMs,
        PageLanguage language,
        ZoneId zone) {
    /** True for this session's own token; it takes as long for any other one. */
    public boolean isCsrf(String token) {
        return MessageDigest.isEqual(
                csrf.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Without its token, as it may get into a log. */
    @Override
    public String toString() {
        return "session " + id + " of " + visitor.actor();
    }
}
