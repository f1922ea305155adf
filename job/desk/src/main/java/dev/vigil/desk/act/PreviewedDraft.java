package dev.vigil.desk.act;

import dev.vigil.client.list.ListPreview;
import dev.vigil.client.list.Listing;
import dev.vigil.client.list.PreviewedSession;
import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.project.Journal;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What a draft of the list would change for sessions that were matched lately.
 *
 * @param madeAt when it was made, UTC epoch ms
 * @param asOf time of the newest verdict in it; null where it has none
 * @param fromMs verdicts judged since then
 * @param judged how many verdicts
 * @param notJudged of these, those that the rules did not take: they are in no other count
 * @param blocked sessions that would be blocked and are not
 * @param running of these, those that go on
 * @param freed sessions that are blocked and would not be
 * @param sessions the first of them
 */
public record PreviewedDraft(
        long madeAt,
        Long asOf,
        long fromMs,
        long judged,
        long notJudged,
        long blocked,
        long running,
        long freed,
        List<PreviewLine> sessions) {
    private static final long HOUR_MS = 3_600_000;

    /** Hours that a preview is of, where the person names none. */
    static final long HOURS = 72;

    /** Two weeks. */
    static final long MOST_HOURS = 336;

    private static final int MOST_VERDICTS = 200_000;

    /** Verdicts of a work, those of running sessions first. */
    public static final int MOST_OF_A_WORK = 5_000;

    private static final int MOST_SHOWN = 200;

    /**
     * A session that would be treated otherwise.
     *
     * @param blocked territories where it would be blocked
     * @param freed territories where it would no longer be
     */
    public record PreviewLine(
            String sessionId,
            String accountId,
            String title,
            String action,
            boolean isRunning,
            List<String> blocked,
            List<String> freed,
            String by) {}

    /** True where there may be more verdicts than were judged. */
    public boolean isCut() {
        return judged >= MOST_OF_A_WORK;
    }

    /** As it was made last. */
    static Optional<PreviewedDraft> of(Handle handle, String draftId) {
        return handle.select(
                        "select made_at, as_of, from_at, judged, not_judged, blocked, running, freed,"
                                + " sessions from preview where draft_id = ?",
                        draftId)
                .map(
                        (row, context) ->
                                new PreviewedDraft(
                                        row.getLong(1),
                                        row.getObject(2) == null
                                                ? null
                                                : Long.valueOf(row.getLong(2)),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        row.getLong(6),
                                        row.getLong(7),
                                        row.getLong(8),
                                        List.of(
                                                Json.read(
                                                        row.getString(9)
                                                                .getBytes(StandardCharsets.UTF_8),
                                                        PreviewLine[].class))))
                .findFirst();
    }

    /**
     * Makes it, and keeps it.
     *
     * @param hours that it looks back
     */
    static void make(Handle handle, TwoPersonDraft draft, long hours, long nowMs)
            throws IOException {
        List<ListEntry> proposed = ListDraft.changes(handle, draft).entries();
        List<String> works = proposed.stream().map(ListEntry::workId).distinct().toList();
        Listing listing = listing(handle);
        Map<String, Long> base = base(listing, proposed);
        PreviewSums.Tally tally = new PreviewSums.Tally();
        ListPreview preview =
                new ListPreview(
                        listing, proposed, authorizations(handle, works), owners(handle, works));
        PreviewedDraft made = judged(handle, preview, works, tally, hours, nowMs);
        handle.createUpdate(
                        "insert into preview (draft_id, made_at, as_of, from_at, judged, not_judged,"
                                + " blocked, running, freed, sessions)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (draft_id) do update set made_at ="
                                + " excluded.made_at, as_of = excluded.as_of, from_at ="
                                + " excluded.from_at, judged = excluded.judged, not_judged ="
                                + " excluded.not_judged, blocked = excluded.blocked, running = excluded.running, freed ="
                                + " excluded.freed, sessions = excluded.sessions")
                .bind(0, draft.id())
                .bind(1, made.madeAt())
                .bind(2, made.asOf())
                .bind(3, made.fromMs())
                .bind(4, made.judged())
                .bind(5, made.notJudged())
                .bind(6, made.blocked())
                .bind(7, made.running())
                .bind(8, made.freed())
                .bind(9, Json.text(made.sessions()))
                .execute();
        PreviewSums.keep(handle, draft.id(), tally.sums(base));
    }

    /** Versions in force before the proposed entries are among them. */
    private static Map<String, Long> base(Listing listing, List<ListEntry> proposed) {
        Map<String, Long> base = new HashMap<>();
        for (ListEntry entry : proposed) {
            ListEntry known = listing.get(entry.entryId());
            base.put(entry.entryId(), known == null ? 0 : known.version());
        }
        return base;
    }

    /** Verdicts about the draft's works: for no others anything changes. */
    private static PreviewedDraft judged(
            Handle handle,
            ListPreview preview,
            List<String> works,
            PreviewSums.Tally tally,
            long hours,
            long nowMs) {
        long from = nowMs - hours * HOUR_MS;
        long[] counts = new long[4];
        Long[] asOf = new Long[1];
        List<PreviewLine> shown = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < works.size() && seen.size() < MOST_VERDICTS; i++) {
            Journal.joined(
                    handle,
                    "verdict t join verdict_work w on w.verdict_id = t.verdict_id",
                    Topic.VERDICTS,
                    "w.work_id = ? and w.judged_at >= ? and w.revision = t.revision"
                            + " order by case when t.state = 'OPEN' then 0 else 1 end,"
                            + " w.judged_at desc limit ?",
                    it ->
                            it.as(Verdict.class)
                                    .filter(verdict -> seen.add(verdict.verdictId()))
                                    .ifPresent(
                                            verdict -> {
                                                counts[0]++;
                                                asOf[0] = latest(asOf[0], verdict.judgedAt());
                                                preview.judge(Stream.of(verdict))
                                                        .forEach(
                                                                one -> {
                                                                    tally.add(one);
                                                                    count(one, counts, shown);
                                                                });
                                            }),
                    works.get(i),
                    from,
                    (long) MOST_OF_A_WORK);
        }
        return new PreviewedDraft(
                nowMs,
                asOf[0],
                from,
                counts[0],
                preview.notJudged(),
                counts[1],
                counts[2],
                counts[3],
                shown);
    }

    private static Long latest(Long known, long judgedAt) {
        return known == null || judgedAt > known ? Long.valueOf(judgedAt) : known;
    }

    private static void count(PreviewedSession session, long[] counts, List<PreviewLine> shown) {
        Verdict verdict = session.verdict();
        boolean isRunning = verdict.state() == VerdictState.OPEN;
        boolean isBlocked = !session.blocked().isEmpty();
        counts[1] += isBlocked ? 1 : 0;
        counts[2] += isBlocked && isRunning ? 1 : 0;
        counts[3] += session.freed().isEmpty() ? 0 : 1;
        if (shown.size() < MOST_SHOWN) {
            shown.add(
                    new PreviewLine(
                            verdict.sessionId(),
                            verdict.accountId(),
                            verdict.title(),
                            verdict.action().name(),
                            isRunning,
                            session.blocked(),
                            session.freed(),
                            session.by()));
        }
    }

    private static Listing listing(Handle handle) {
        Listing listing = new Listing();
        Journal.joined(
                handle,
                "list_entry t",
                Topic.LIST,
                "1 = 1",
                it -> it.as(ListEntry.class).ifPresent(listing::put));
        return listing;
    }

    private static List<Authorization> authorizations(Handle handle, List<String> works) {
        Map<String, Authorization> all = new HashMap<>();
        for (String work : works) {
            Journal.joined(
                    handle,
                    "permission t join permission_work w"
                            + " on w.authorization_id = t.authorization_id",
                    Topic.AUTHORIZATIONS,
                    "w.work_id = ?",
                    it ->
                            it.as(Authorization.class)
                                    .ifPresent(one -> all.put(one.authorizationId(), one)),
                    work);
        }
        return List.copyOf(all.values());
    }

    /** By work, with the policies of its owners. */
    private static Map<String, Owners> owners(Handle handle, List<String> works) {
        Map<String, Owners> owners = new HashMap<>();
        StoredFacts known = new StoredFacts(handle);
        for (String work : works) {
            Optional<RegisteredWork> registered = known.effectiveWork(work);
            registered.ifPresent(
                    it -> {
                        Set<MatchPolicy> theirs = new LinkedHashSet<>();
                        it.owners()
                                .forEach(
                                        share ->
                                                known.policy(share.ownerId())
                                                        .ifPresent(theirs::add));
                        owners.put(work, new Owners(it, List.copyOf(theirs)));
                    });
        }
        return owners;
    }
}
