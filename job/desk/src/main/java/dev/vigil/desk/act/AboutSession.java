package dev.vigil.desk.act;

import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Visit;
import java.util.Optional;

/**
 * The session that a comparison is about, as its address keeps it.
 *
 * @param id null for none
 * @param start of the session, UTC epoch ms as text; null for its last one
 */
public record AboutSession(String id, String start) {
    private static final int LONGEST = 500;

    /** As the query or a form of the page names it. */
    static AboutSession of(Visit visit) {
        return new AboutSession(
                named(visit, "session").filter(it -> it.length() <= LONGEST).orElse(null),
                named(visit, "start").filter(it -> it.matches("\\d{1,15}")).orElse(null));
    }

    private static Optional<String> named(Visit visit, String name) {
        return visit.field(name).or(() -> visit.query(name));
    }

    /** The page of the session. */
    public String link() {
        return DeskLink.with(DeskLink.to("session", id), "start", start);
    }

    /** A path that keeps it. */
    public String with(String path) {
        return DeskLink.with(path, "session", id, "start", start);
    }
}
