package dev.vigil.bench.usage;

import dev.vigil.bench.load.Sender;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Properties;

/**
 * Streams in match: each has a revision of its verdict every ten seconds, and one in twenty is sent
 * twice. Two references of the work match at once, which counts once.
 */
final class UsageLoad extends Sender {
    private static final long EVERY_MS = 10_000;
    private static final int REPEATED = 20;

    private final Bus bus;
    private final int streams;
    private final int works;
    private final UsageTally tally;
    private final long[] shownMs;
    private final long[] revisions;
    private volatile long sent;

    UsageLoad(Properties clients, int streams, int works, UsageTally tally) {
        super("usage load");
        bus = new Bus(clients);
        this.streams = streams;
        this.works = works;
        this.tally = tally;
        shownMs = new long[streams];
        revisions = new long[streams];
    }

    long sent() {
        return sent;
    }

    @Override
    protected void send() throws IOException, InterruptedException {
        long fromMs = System.currentTimeMillis();
        for (long round = 0; !ends(); round++) {
            for (int stream = 0; stream < streams && !ends(); stream++) {
                long dueMs = fromMs + round * EVERY_MS + stream * EVERY_MS / streams;
                awaitMoment(dueMs);
                revise(stream, fromMs + stream * EVERY_MS / streams, dueMs);
            }
            bus.flush();
        }
        bus.flush();
    }

    private void revise(int stream, long startMs, long nowMs) throws IOException {
        long before = shownMs[stream];
        long shown = Math.max(EVERY_MS / 2, nowMs - startMs);
        shownMs[stream] = shown;
        Verdict verdict = verdict(stream, startMs, shown, nowMs);
        tally.sent(System.currentTimeMillis(), work(stream), basis(stream), shown - before);
        queue(verdict, nowMs);
        if (++sent % REPEATED == 0) {
            queue(verdict, nowMs);
        }
    }

    private void queue(Verdict verdict, long nowMs) throws IOException {
        bus.queue(Topic.VERDICTS, EventType.VERDICT, verdict.sessionId(), nowMs, verdict);
    }

    private String work(int stream) {
        return "work-" + stream % works;
    }

    private static String basis(int stream) {
        return stream % 2 == 0 ? "AUTHORIZATION:deal-" + stream % 10 : "NONE";
    }

    private Verdict verdict(int stream, long startMs, long shownMs, long nowMs) {
        String session = "stream-" + stream;
        List<Evidence> evidence =
                List.of(
                        match(session + "/m1", stream, startMs, 0, shownMs),
                        match(session + "/m2", stream, startMs, shownMs / 3, shownMs));
        return VerdictBuilder.builder()
                .verdictId(session + "/1")
                .revision(++revisions[stream])
                .state(VerdictState.OPEN)
                .sessionId(session)
                .sessionKind(SessionKind.LIVE)
                .accountId("account-" + stream)
                .action(Action.OBSERVE)
                .reasonCode("MATCH_ONLY")
                .ruleVersion("precedence-3")
                .decisions(
                        List.of(
                                Decision.plain(
                                        "*", Action.OBSERVE, 8, "MATCH_ONLY", "", work(stream))))
                .evidence(evidence)
                .firstInfringingCaptureTime(startMs)
                .judgedAt(nowMs)
                .rulings(List.of(ruling(stream, session)))
                .startAt(startMs)
                .build();
    }

    private Evidence match(String id, int stream, long startMs, long fromMs, long toMs) {
        return EvidenceBuilder.builder()
                .matchId(id)
                .workId(work(stream))
                .referenceId(id.substring(id.length() - 2))
                .queryStartMs(fromMs)
                .queryEndMs(toMs)
                .refEndMs(toMs - fromMs)
                .score(40)
                .tempo(1)
                .heardMs(4_000)
                .captureStart(startMs + fromMs)
                .captureEnd(startMs + toMs)
                .open(true)
                .standing(EvidenceStanding.COUNTED)
                .receivedAt(startMs + toMs)
                .build();
    }

    private WorkRuling ruling(int stream, String session) {
        boolean allowed = stream % 2 == 0;
        return WorkRulingBuilder.builder()
                .workId(work(stream))
                .matchIds(List.of(session + "/m1", session + "/m2"))
                .territories(List.of("*"))
                .action(allowed ? Action.ALLOW_WITH_USAGE : Action.OBSERVE)
                .step(allowed ? 3 : 8)
                .reasonCode(allowed ? "AUTHORIZED" : "MATCH_ONLY")
                .authorizationId(allowed ? "deal-" + stream % 10 : null)
                .authorizationVersion(allowed ? 1L : null)
                .build();
    }

    @Override
    protected void release() {
        bus.close();
    }
}
