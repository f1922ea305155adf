package dev.vigil.bench.desk;

import static dev.vigil.bench.desk.DeskPlan.HOUR_MS;
import static dev.vigil.bench.desk.DeskPlan.MINUTE_MS;

import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsOutcome;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidencePeaks;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.MatchEvidenceBuilder;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.DecisionBuilder;
import dev.vigil.schema.verdict.ScreenedBuilder;
import dev.vigil.schema.verdict.ScreeningResult;
import dev.vigil.schema.verdict.StatementOfReasonsBuilder;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Sessions with a match, as the media job and the platform write them: a verdict of 2 KB each, one
 * in ten with a second revision some hours later; what is blocked has a command, its answer and a
 * statement of reasons.
 */
final class DeskSessions {
    private static final long RUNS_MS = 3 * HOUR_MS;
    private static final String ENTRY_REASON = "LISTED_IN_SCREENING";

    /** Of a stretch of 12 s, of 8 bytes each. */
    private static final int PEAKS = 1_024;

    /** The stretch begins at 12 s of the session and 61 s of the recording, in 1/64 frame. */
    private static final long SESSION_FROM = 12_000L * 11_025 / 256_000 * 64;

    private static final long RECORDING_FROM = 61_000L * 11_025 / 256_000 * 64;

    private final DeskPlan plan;
    private final EventSink out;
    private final byte[] sessionPeaks = peaks(SESSION_FROM);
    private final byte[] recordingPeaks = peaks(RECORDING_FROM);

    DeskSessions(DeskPlan plan, EventSink out) {
        this.plan = plan;
        this.out = out;
    }

    /** Half a frame apart, over five octaves. */
    private static byte[] peaks(long from) {
        ByteBuffer peaks = ByteBuffer.allocate(PEAKS * Long.BYTES);
        for (int i = 0; i < PEAKS; i++) {
            long band = i * 37L % 240;
            peaks.putLong(from + 33L * i << 24 | band * 16 << 12 | 800);
        }
        return peaks.array();
    }

    /** All that happens when this session is judged: in it, and in one that ends. */
    void step(long session) {
        judged(session);
        long earlier = session - Math.max(1, plan.sessionsIn(RUNS_MS));
        if (earlier >= 0 && goesOn(earlier)) {
            ended(earlier);
        }
    }

    private static boolean goesOn(long session) {
        return !DeskPlan.isUpload(session) && session % 10 < 2;
    }

    private Action action(long session) {
        int percentile = plan.random("action", session).nextInt(100);
        if (percentile < 5) {
            return Action.BLOCK;
        } else if (percentile < 8) {
            return Action.GEO_BLOCK;
        } else if (percentile < 70) {
            return Action.OBSERVE;
        }
        return percentile < 95 ? Action.ALLOW_WITH_USAGE : Action.REVIEW;
    }

    private void judged(long session) {
        long at = plan.judgedAt(session);
        VerdictState state = goesOn(session) ? VerdictState.OPEN : VerdictState.CLOSED;
        Verdict verdict = verdict(session, 1, state, at);
        out.send(EventType.VERDICT, verdict.sessionId(), at, verdict);
        if (verdict.action().blocks()) {
            stopped(session, verdict, at);
        }
        if (DeskPlan.isUpload(session)) {
            screened(session, verdict, at);
        }
        if (session % 100 == 1) {
            evidence(session, at);
        }
        if (session % 100 == 2) {
            reported(session, at);
        }
    }

    private void ended(long session) {
        long at = plan.judgedAt(session) + RUNS_MS;
        out.send(
                EventType.VERDICT,
                DeskPlan.session(session),
                at,
                verdict(session, 2, VerdictState.CLOSED, at));
    }

    // Verdicts ------------------------------------------------------------------------------------

    private Verdict verdict(long session, long revision, VerdictState state, long at) {
        String id = DeskPlan.session(session);
        String work = plan.workOfSession(session);
        Action action = action(session);
        long began = plan.judgedAt(session) - 40_000;
        return VerdictBuilder.builder()
                .verdictId(DeskPlan.verdict(session))
                .revision(revision)
                .state(state)
                .sessionId(id)
                .sessionKind(DeskPlan.isUpload(session) ? SessionKind.UPLOAD : SessionKind.LIVE)
                .accountId(plan.account(session))
                .channelId("channel-" + session % 5_003)
                .title("周末歌会 No. " + session % 9_973 + ": songs, films, whatever you like")
                .action(action)
                .reasonCode(reason(action))
                .ruleVersion("precedence-3")
                .decisions(
                        List.of(
                                decision("CN", action, work),
                                decision(
                                        "HK",
                                        action == Action.BLOCK ? action : Action.OBSERVE,
                                        work)))
                .evidence(List.of(sound(id, work, state, began), pictures(id, work, state, began)))
                .firstMatchCaptureTime(began)
                .judgedAt(at)
                .detectionLatencyMs(6_300)
                .serviceTerritories(List.of("CN", "HK"))
                .rulings(
                        List.of(
                                WorkRulingBuilder.builder()
                                        .workId(work)
                                        .matchIds(List.of(id + "/m1", id + "/m2"))
                                        .territories(List.of("CN", "HK"))
                                        .action(action)
                                        .step(action.blocks() ? 5 : 8)
                                        .reasonCode(reason(action))
                                        .listEntryId(action.blocks() ? entry(work) : null)
                                        .listEntryVersion(action.blocks() ? 1L : null)
                                        .build()))
                .startAt(began - 5 * MINUTE_MS)
                .build();
    }

    private static String reason(Action action) {
        return action.blocks()
                ? ENTRY_REASON
                : action == Action.ALLOW_WITH_USAGE ? "AUTHORIZED" : "MATCH_ONLY";
    }

    /** Entries are on the first works, in their order. */
    private String entry(String work) {
        return DeskPlan.entry(Integer.parseInt(work.substring(5)) % plan.entries());
    }

    private Decision decision(String territory, Action action, String work) {
        DecisionBuilder decision =
                DecisionBuilder.builder()
                        .territory(territory)
                        .action(action)
                        .step(action.blocks() ? 5 : 8)
                        .reasonCode(reason(action))
                        .articleRef(action.blocks() ? "Declaration IV" : "Declaration II")
                        .workId(work)
                        .failedTests(List.of("permission-" + work + ": TERRITORY"))
                        .workVersion(1L);
        if (action.blocks()) {
            decision.listClass(ListClass.IN_SCREENING)
                    .listEntryId(entry(work))
                    .listEntryVersion(1L);
        }
        return decision.build();
    }

    private static Evidence sound(String session, String work, VerdictState state, long began) {
        return EvidenceBuilder.builder()
                .matchId(session + "/m1")
                .workId(work)
                .referenceId("master")
                .queryStartMs(12_000)
                .queryEndMs(24_500)
                .refStartMs(61_000)
                .refEndMs(73_700)
                .score(212.5)
                .tempo(1.016)
                .pitchSemitones(-0.25)
                .certainAfterMs(5_100)
                .captureStart(began)
                .captureEnd(began + 12_500)
                .open(state == VerdictState.OPEN)
                .usedMs(14_500L)
                .standing(EvidenceStanding.COUNTED)
                .receivedAt(began + 13_100)
                .otherSense(OtherSense.IN_STEP)
                .build();
    }

    private static Evidence pictures(String session, String work, VerdictState state, long began) {
        return EvidenceBuilder.builder()
                .matchId(session + "/m2")
                .workId(work)
                .referenceId("master.video")
                .queryStartMs(12_250)
                .queryEndMs(24_500)
                .refStartMs(61_250)
                .refEndMs(73_700)
                .score(31.5)
                .tempo(1.016)
                .certainAfterMs(12_250)
                .captureStart(began + 250)
                .captureEnd(began + 12_500)
                .open(state == VerdictState.OPEN)
                .usedMs(12_250L)
                .standing(EvidenceStanding.COUNTED)
                .receivedAt(began + 13_100)
                .picture(new PictureMatch(12.5, false, 102, 51, 794, 794, true))
                .otherSense(OtherSense.IN_STEP)
                .build();
    }

    // What follows --------------------------------------------------------------------------------

    private void stopped(long session, Verdict verdict, long at) {
        String id = verdict.sessionId();
        String command = command(session);
        out.send(
                EventType.COMMAND,
                id,
                at,
                EnforcementCommandBuilder.builder()
                        .commandId(command)
                        .sessionId(id)
                        .accountId(verdict.accountId())
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of("CN", "HK"))
                        .issuedAt(at)
                        .deadline(at + MINUTE_MS)
                        .reasonCode(ENTRY_REASON)
                        .verdictId(verdict.verdictId())
                        .workId(verdict.rulings().get(0).workId())
                        .listEntryId(verdict.rulings().get(0).listEntryId())
                        .build());
        reasons(verdict, at);
        boolean isSlow = plan.random("slow", session).nextInt(200) == 0;
        if (isSlow) {
            unconfirmed(verdict, command, at, null);
        }
        // The last slow ones are still open.
        if (!isSlow || at < plan.toMs() - 2 * HOUR_MS) {
            answered(id, command, at + (isSlow ? HOUR_MS : 4_000));
            if (isSlow) {
                unconfirmed(verdict, command, at, at + HOUR_MS);
            }
        }
    }

    static String command(long session) {
        return DeskPlan.session(session) + "/command/1";
    }

    /** The session at or behind this one that has a command. */
    long withCommand(long session) {
        long found = session;
        while (!action(found).blocks()) {
            found = (found + 1) % plan.sessions();
        }
        return found;
    }

    private void answered(String session, String command, long at) {
        out.send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                session,
                at,
                ActionConfirmedBuilder.builder()
                        .confirmationId("done:" + command.replace('/', ':'))
                        .itemId(session)
                        .measure(Measure.STOP_STREAM)
                        .effectiveAt(at)
                        .commandId(command)
                        .executor("edge-4")
                        .build(),
                null);
    }

    private void unconfirmed(Verdict verdict, String command, long at, Long resolvedAt) {
        CommandUnconfirmed alert =
                CommandUnconfirmedBuilder.builder()
                        .alertKey(command + "/unconfirmed")
                        .commandId(command)
                        .sessionId(verdict.sessionId())
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of("CN"))
                        .workId(verdict.rulings().get(0).workId())
                        .verdictId(verdict.verdictId())
                        .issuedAt(at)
                        .attempts(3)
                        .deadline(at + 5 * MINUTE_MS)
                        .failure("the platform does not answer")
                        .resolvedAt(resolvedAt)
                        .resolution(resolvedAt == null ? null : "CONFIRMED")
                        .build();
        out.send(EventType.COMMAND_UNCONFIRMED, alert.alertKey(), at + 5 * MINUTE_MS, alert);
    }

    private void reasons(Verdict verdict, long at) {
        out.send(
                EventType.STATEMENT_OF_REASONS,
                verdict.sessionId(),
                at,
                StatementOfReasonsBuilder.builder()
                        .statementId(verdict.verdictId() + "/reasons")
                        .verdictId(verdict.verdictId())
                        .revision(1)
                        .sessionId(verdict.sessionId())
                        .accountId(verdict.accountId())
                        .title(verdict.title())
                        .decisionVisibility(List.of("DECISION_VISIBILITY_CONTENT_DISABLED"))
                        .decisionGround("DECISION_GROUND_ILLEGAL_CONTENT")
                        .category("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS")
                        .categorySpecification("KEYWORD_COPYRIGHT_INFRINGEMENT")
                        .contentType("CONTENT_TYPE_VIDEO")
                        .sourceType("SOURCE_VOLUNTARY")
                        .automatedDetection("Yes")
                        .automatedDecision("AUTOMATED_DECISION_FULLY")
                        .territorialScope(List.of("CN", "HK"))
                        .legalGround(List.of("Declaration IV"))
                        .chineseGrounds(List.of("自律宣言第四条"))
                        .facts("12.5 s of the work were recognised, by sound and by pictures.")
                        .applicationDate(at)
                        .decisions(verdict.decisions())
                        .userSentence("Your stream shows a film that is in cinemas.")
                        .inspectorSentence("The work is on the list, in its window.")
                        .build());
    }

    private void screened(long session, Verdict verdict, long at) {
        out.send(
                EventType.SCREENED,
                verdict.sessionId(),
                at,
                ScreenedBuilder.builder()
                        .screenedId(verdict.sessionId() + "/1")
                        .sessionId(verdict.sessionId())
                        .accountId(verdict.accountId())
                        .result(ScreeningResult.MATCHED)
                        .action(verdict.action())
                        .verdictIds(List.of(verdict.verdictId()))
                        .matches(2)
                        .missing(List.of())
                        .soundMs(300_000 + session % 60_000)
                        .pictureMs(300_000)
                        .profile("audio/1")
                        .referenceHours(12_000)
                        .endedAt(at)
                        .build());
    }

    private void evidence(long session, long at) {
        String id = DeskPlan.session(session);
        out.send(
                EventType.MATCH_EVIDENCE,
                id,
                at,
                MatchEvidenceBuilder.builder()
                        .evidenceId(id + "/audio/1/0")
                        .revision(2)
                        .sessionId(id)
                        .startAt(plan.judgedAt(session) - 40_000 - 5 * MINUTE_MS)
                        .workId(plan.workOfSession(session))
                        .referenceId("master")
                        .profile("audio/1")
                        .queryStartMs(12_000)
                        .queryEndMs(24_500)
                        .refStartMs(61_000)
                        .refEndMs(73_700)
                        .tempo(1.016)
                        .pitchSemitones(-0.25)
                        .score(212.5)
                        .capturedAt(at)
                        .peaks(new EvidencePeaks(sessionPeaks, recordingPeaks, null))
                        .build());
    }

    private void reported(long session, long at) {
        String id = DeskPlan.session(session);
        out.send(
                EventType.USER_REPORT,
                id,
                at + MINUTE_MS,
                new UserReport(
                        "report-" + session,
                        id,
                        plan.account(session),
                        plan.workOfSession(session),
                        "COPYRIGHT",
                        "text:" + session,
                        at + MINUTE_MS));
        // Those of the last day wait for a person.
        if (at < plan.toMs() - 24 * HOUR_MS) {
            String person = plan.person(session);
            out.send(
                    EventType.USER_REPORTS_TRIAGED,
                    id,
                    at + HOUR_MS,
                    new UserReportsTriaged(
                            id,
                            // A broker gives the one report its own time and offset.
                            plan.toMs() + 3_650 * 24 * HOUR_MS,
                            Long.MAX_VALUE,
                            UserReportsOutcome.DISMISSED,
                            null,
                            person,
                            "The work is licensed.",
                            at + HOUR_MS),
                    person);
        }
    }
}
