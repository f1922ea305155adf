package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import java.util.Comparator;
import java.util.List;

/** Verdicts, the works that they are about, and the sessions that have one. */
final class VerdictProjection implements Projection {
    private static final List<String> SESSION = List.of("session_id", "start_at");

    private static final ColumnGroup VERDICT =
            ColumnGroup.greatest(
                    "verdict",
                    List.of("verdict_id"),
                    "revision",
                    "off",
                    "part",
                    "state",
                    "session_id",
                    "start_at",
                    "account_id",
                    "action",
                    "reason_code",
                    "judged_at",
                    "tried",
                    "withheld");

    private static final ColumnGroup WORK =
            ColumnGroup.greatest(
                    "verdict_work",
                    List.of("verdict_id", "work_id"),
                    "revision",
                    "action",
                    "reason_code",
                    "entry_id",
                    "entry_version",
                    "authorization_id",
                    "judged_at");

    private static final ColumnGroup LATEST =
            ColumnGroup.greatest(
                    "session",
                    SESSION,
                    "last_at",
                    "kind",
                    "account_id",
                    "channel_id",
                    "title",
                    "is_open",
                    "action",
                    "verdict_id");

    private static final ColumnGroup BEGUN = ColumnGroup.first("session", SESSION, "first_at");

    private static final ColumnGroup SCREENED =
            ColumnGroup.last(
                    "screened",
                    List.of("session_id"),
                    "off",
                    "part",
                    "account_id",
                    "result",
                    "ended_at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(VERDICT, WORK, LATEST, BEGUN, SCREENED);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(Verdict.class)
                .ifPresent(
                        it -> {
                            verdict(record, it, to);
                            session(it, to);
                            works(it, to);
                        });
        record.as(Screened.class)
                .ifPresent(
                        it ->
                                to.put(
                                        SCREENED,
                                        it.sessionId(),
                                        record.offset(),
                                        record.partition(),
                                        it.accountId(),
                                        it.result(),
                                        it.endedAt()));
    }

    private static long start(Verdict verdict) {
        return verdict.startAt() == null ? 0 : verdict.startAt();
    }

    private static void verdict(JournaledRecord record, Verdict it, RowChanges to) {
        to.put(
                VERDICT,
                it.verdictId(),
                it.revision(),
                record.offset(),
                record.partition(),
                it.state(),
                it.sessionId(),
                start(it),
                it.accountId(),
                it.action(),
                it.reasonCode(),
                it.judgedAt(),
                it.shadow() != null && !it.shadow().isEmpty(),
                Boolean.TRUE.equals(it.withheld()));
    }

    private static void session(Verdict it, RowChanges to) {
        to.put(
                LATEST,
                it.sessionId(),
                start(it),
                it.judgedAt(),
                it.sessionKind(),
                it.accountId(),
                it.channelId(),
                it.title(),
                it.state() == VerdictState.OPEN,
                it.action(),
                it.verdictId());
        to.put(BEGUN, it.sessionId(), start(it), it.firstMatchCaptureTime());
    }

    /** Of each work the strictest, which is put last: of rulings that is the first one. */
    private static void works(Verdict verdict, RowChanges to) {
        if (verdict.rulings() == null) {
            verdict.decisions().stream()
                    .sorted(Comparator.comparing(Decision::action))
                    .forEach(
                            it ->
                                    to.put(
                                            WORK,
                                            verdict.verdictId(),
                                            it.workId(),
                                            verdict.revision(),
                                            it.action(),
                                            it.reasonCode(),
                                            it.listEntryId(),
                                            it.listEntryVersion(),
                                            it.authorizationId(),
                                            verdict.judgedAt()));
            return;
        }
        for (int i = verdict.rulings().size() - 1; i >= 0; i--) {
            WorkRuling it = verdict.rulings().get(i);
            to.put(
                    WORK,
                    verdict.verdictId(),
                    it.workId(),
                    verdict.revision(),
                    it.action(),
                    it.reasonCode(),
                    it.listEntryId(),
                    it.listEntryVersion(),
                    it.authorizationId(),
                    verdict.judgedAt());
        }
    }
}
