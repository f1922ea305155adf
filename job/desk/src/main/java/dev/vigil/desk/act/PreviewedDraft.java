package dev.vigil.desk.act;

import dev.vigil.client.list.ListPreview;
import dev.vigil.client.list.PreviewedSession;
import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
 * @param isCut true where there are more, which were judged earlier
 * @param blocked sessions that would be blocked and are not
 * @param running of these, those that go on
 * @param freed sessions that are blocked and would not be
 * @param sessions the first 200 of them, those that go on before others, each the latest first
 */
public record PreviewedDraft(
        long madeAt,
        Long asOf,
        long fromMs,
        long judged,
        long notJudged,
        boolean isCut,
        long blocked,
        long running,
        long freed,
        List<PreviewLine> sessions) {
    private static final long HOUR_MS = 3_600_000;

    /** Hours that a preview is of, where the person names none. */
    static final long HOURS = 72;

    /** Two weeks. */
    static final long MOST_HOURS = 336;

    /** The latest ones. */
    public static final int MOST_VERDICTS = 200_000;

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

    /** As it was made last. */
    static Optional<PreviewedDraft> of(Handle handle, String draftId) {
        return handle.select(
                        "select made_at, as_of, from_at, judged, not_judged, is_cut, blocked, running,"
                                + " freed, sessions from preview where draft_id = ?",
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
                                        row.getLong(6) == 1,
                                        row.getLong(7),
                                        row.getLong(8),
                                        row.getLong(9),
                                        List.of(
                                                Json.read(
                                                        row.getString(10)
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
        List<ListEntry> drafted = ListDraft.changes(handle, draft).entries();
        Map<String, ListEntry> inForce = inForce(handle, drafted);
        PreviewSums.Tally tally = new PreviewSums.Tally();
        Making making = new Making(tally, nowMs, nowMs - hours * HOUR_MS);
        making.judge(handle, drafted, works(drafted, inForce.values()));
        handle.useTransaction(
                inside -> {
                    // It takes seconds: another person may have published it meanwhile.
                    FourEyes.draft(inside, draft.id()).ifPresent(ListDraft::requireWaiting);
                    making.keep(inside, draft.id());
                    PreviewSums.keep(inside, draft.id(), tally.sums(base(drafted, inForce)));
                });
    }

    /** Of the drafted entries, by id. */
    private static Map<String, ListEntry> inForce(Handle handle, List<ListEntry> drafted)
            throws IOException {
        StoredFacts known =
                new StoredFacts(handle).knowing(drafted.stream().map(ListEntry::entryId).toList());
        Map<String, ListEntry> inForce = new HashMap<>();
        for (ListEntry entry : drafted) {
            known.entry(entry.entryId()).ifPresent(it -> inForce.put(it.entryId(), it));
        }
        return inForce;
    }

    /** For no others anything changes: those of the entries, as they are and as they would be. */
    private static Set<String> works(Collection<ListEntry> drafted, Collection<ListEntry> inForce) {
        return Stream.concat(drafted.stream(), inForce.stream())
                .map(ListEntry::workId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Versions in force before the drafted entries are among them. */
    private static Map<String, Long> base(List<ListEntry> drafted, Map<String, ListEntry> inForce) {
        Map<String, Long> base = new HashMap<>();
        for (ListEntry entry : drafted) {
            ListEntry known = inForce.get(entry.entryId());
            base.put(entry.entryId(), known == null ? 0 : known.version());
        }
        return base;
    }

    /** Adds up what is judged. */
    private static final class Making {
        private final PreviewSums.Tally tally;
        private final long nowMs;
        private final long fromMs;
        private final List<PreviewLine> running = new ArrayList<>();
        private final List<PreviewLine> over = new ArrayList<>();
        private Long asOf;
        private long judged;
        private long notJudged;
        private boolean isCut;
        private long blocked;
        private long blockedRunning;
        private long freed;

        Making(PreviewSums.Tally tally, long nowMs, long fromMs) {
            this.tally = tally;
            this.nowMs = nowMs;
            this.fromMs = fromMs;
        }

        void judge(Handle handle, List<ListEntry> drafted, Set<String> works) {
            PreviewRegisters registers = new PreviewRegisters(handle, drafted);
            registers.know(works);
            ListPreview preview = registers.preview(nowMs);
            MatchedLately lately = MatchedLately.of(handle, works, fromMs, MOST_VERDICTS);
            isCut = lately.isCut();
            lately.each(
                    part -> {
                        List<Verdict> verdicts =
                                part.stream().filter(it -> isAbout(it, works)).toList();
                        registers.know(worksOf(verdicts));
                        return verdicts;
                    },
                    verdicts -> {
                        judged += verdicts.size();
                        verdicts.forEach(it -> asOf = latest(asOf, it.judgedAt()));
                        preview.judge(verdicts.parallelStream()).toList().forEach(this::add);
                    });
            notJudged = preview.notJudged();
        }

        /** An earlier revision may have been. */
        private static boolean isAbout(Verdict verdict, Set<String> works) {
            return verdict.evidence().stream().anyMatch(it -> works.contains(it.workId()));
        }

        /** Others too: what they decide is not news. */
        private static Set<String> worksOf(List<Verdict> verdicts) {
            Set<String> works = new HashSet<>();
            verdicts.forEach(it -> it.evidence().forEach(one -> works.add(one.workId())));
            return works;
        }

        private void add(PreviewedSession session) {
            tally.add(session);
            boolean isRunning = session.verdict().state() == VerdictState.OPEN;
            boolean isBlocked = !session.blocked().isEmpty();
            blocked += isBlocked ? 1 : 0;
            blockedRunning += isBlocked && isRunning ? 1 : 0;
            freed += session.freed().isEmpty() ? 0 : 1;
            List<PreviewLine> shown = isRunning ? running : over;
            if (shown.size() < MOST_SHOWN) {
                shown.add(line(session, isRunning));
            }
        }

        private static PreviewLine line(PreviewedSession session, boolean isRunning) {
            Verdict verdict = session.verdict();
            return new PreviewLine(
                    verdict.sessionId(),
                    verdict.accountId(),
                    verdict.title(),
                    verdict.action().name(),
                    isRunning,
                    session.blocked(),
                    session.freed(),
                    session.by());
        }

        private void keep(Handle handle, String draftId) {
            List<PreviewLine> shown =
                    Stream.concat(running.stream(), over.stream()).limit(MOST_SHOWN).toList();
            handle.createUpdate(
                            "insert into preview (draft_id, made_at, as_of, from_at, judged,"
                                    + " not_judged, is_cut, blocked, running, freed, sessions)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                    + " on conflict (draft_id) do update set made_at ="
                                    + " excluded.made_at, as_of = excluded.as_of, from_at ="
                                    + " excluded.from_at, judged = excluded.judged, not_judged ="
                                    + " excluded.not_judged, is_cut = excluded.is_cut, blocked ="
                                    + " excluded.blocked, running = excluded.running, freed ="
                                    + " excluded.freed, sessions = excluded.sessions")
                    .bind(0, draftId)
                    .bind(1, nowMs)
                    .bind(2, asOf)
                    .bind(3, fromMs)
                    .bind(4, judged)
                    .bind(5, notJudged)
                    .bind(6, isCut ? 1L : 0L)
                    .bind(7, blocked)
                    .bind(8, blockedRunning)
                    .bind(9, freed)
                    .bind(10, Json.text(shown))
                    .execute();
        }
    }

    private static Long latest(Long known, long judgedAt) {
        return known == null || judgedAt > known ? Long.valueOf(judgedAt) : known;
    }
}
