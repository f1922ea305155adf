package dev.vigil.bench.judge;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListWindow;
import dev.vigil.schema.list.ProviderScope;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RightType;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who must be blocked, read from what was published and from the rules as people describe them: the
 * law and orders come first, then permission, then the list. It shares no code with the job's
 * judgement and knows nothing of order, of changes or of restarts: only the last version of each
 * record.
 */
final class NaiveRights {
    /**
     * Territories that a session which is shown everywhere is asked about; no rule names the last.
     */
    static final List<String> WORLD = List.of("CN", "HK", "TW", "US", "FR");

    /**
     * A session as it ends.
     *
     * @param shownIn empty means everywhere
     */
    record Session(
            String id,
            boolean live,
            String account,
            String channel,
            String organisation,
            List<String> shownIn,
            List<Heard> heard) {
        List<String> territories() {
            return shownIn.isEmpty() ? WORLD : shownIn;
        }
    }

    /**
     * What was analysed of a work.
     *
     * @param at capture time of the end (UTC epoch ms)
     * @param ms how much of it
     */
    record Heard(String work, String reference, long at, long ms) {}

    private record Span(long from, long to) {}

    private record Listed(ListEntry entry, List<Span> windows) {}

    private final Map<String, ListEntry> entries = new HashMap<>();
    private final Map<String, Authorization> authorizations = new HashMap<>();
    private Map<String, List<Listed>> byWork;
    private Map<String, List<Authorization>> byGrantee;

    void published(ListEntry entry) {
        entries.merge(entry.entryId(), entry, (a, b) -> a.version() > b.version() ? a : b);
        byWork = null;
    }

    void published(Authorization authorization) {
        authorizations.merge(
                authorization.authorizationId(),
                authorization,
                (a, b) -> a.version() > b.version() ? a : b);
        byGrantee = null;
    }

    /** True where one of the works must be kept from that territory. */
    boolean mustBlock(Session session, String territory) {
        return session.heard().stream().anyMatch(heard -> mustBlock(session, heard, territory));
    }

    private boolean mustBlock(Session session, Heard heard, String territory) {
        boolean listed = false;
        for (Listed each : of(heard.work())) {
            if (applies(each, session, heard, territory)) {
                ListClass of = each.entry().listClass();
                if (of == ListClass.FORBIDDEN || of == ListClass.ORDER) {
                    return true;
                }
                listed = true;
            }
        }
        return listed && !isAuthorized(session, heard, territory);
    }

    /** True where an authorization fits something that the session shows, somewhere. */
    boolean isAuthorized(Session session) {
        return session.heard().stream()
                .anyMatch(
                        heard ->
                                session.territories().stream()
                                        .anyMatch(t -> isAuthorized(session, heard, t)));
    }

    private boolean isAuthorized(Session session, Heard heard, String territory) {
        for (String id : ids(session)) {
            for (Authorization each : to(id)) {
                if (fits(each, session, heard, territory)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> ids(Session session) {
        List<String> ids = new ArrayList<>(List.of(session.account()));
        if (session.channel() != null) {
            ids.add(session.channel());
        }
        if (session.organisation() != null) {
            ids.add(session.organisation());
        }
        return ids;
    }

    private static boolean fits(
            Authorization given, Session session, Heard heard, String territory) {
        RightType needed = session.live() ? RightType.LIVE_RELAY : RightType.ON_DEMAND;
        boolean there =
                given.territories().isEmpty()
                        || given.territories().contains("*")
                        || given.territories().contains(territory);
        boolean then =
                heard.at() >= given.from()
                        && (given.to() == null || heard.at() < given.to())
                        && (given.revokedAt() == null || heard.at() < given.revokedAt());
        boolean thatMuch = given.maxExcerptMs() == null || heard.ms() <= given.maxExcerptMs();
        return given.workIds().contains(heard.work())
                && given.rightTypes().contains(needed)
                && there
                && then
                && thatMuch;
    }

    private static boolean applies(Listed each, Session session, Heard heard, String territory) {
        ListEntry entry = each.entry();
        boolean there =
                (entry.territoryInclude().isEmpty()
                                || entry.territoryInclude().contains("*")
                                || entry.territoryInclude().contains(territory))
                        && !entry.territoryExclude().contains(territory);
        boolean then =
                each.windows().isEmpty()
                        || each.windows().stream()
                                .anyMatch(w -> w.from() <= heard.at() && heard.at() < w.to());
        ProviderScope bound = session.live() ? ProviderScope.LIVE : ProviderScope.STORAGE;
        return entry.withdrawnAt() == null
                && there
                && then
                && (entry.referenceIds().isEmpty()
                        || entry.referenceIds().contains(heard.reference()))
                && (entry.providerScope().isEmpty() || entry.providerScope().contains(bound));
    }

    private List<Listed> of(String work) {
        if (byWork == null) {
            byWork = new HashMap<>();
            for (ListEntry entry : entries.values()) {
                Listed listed =
                        new Listed(entry, entry.windows().stream().map(NaiveRights::span).toList());
                byWork.computeIfAbsent(entry.workId(), w -> new ArrayList<>(2)).add(listed);
            }
        }
        return byWork.getOrDefault(work, List.of());
    }

    private List<Authorization> to(String grantee) {
        if (byGrantee == null) {
            byGrantee = new HashMap<>();
            for (Authorization each : authorizations.values()) {
                byGrantee.computeIfAbsent(each.grantee(), g -> new ArrayList<>(4)).add(each);
            }
        }
        return byGrantee.getOrDefault(grantee, List.of());
    }

    private static Span span(ListWindow window) {
        return new Span(
                toMs(window.from(), window.zone()),
                window.to() == null ? Long.MAX_VALUE : toMs(window.to(), window.zone()));
    }

    private static long toMs(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant().toEpochMilli();
    }
}
