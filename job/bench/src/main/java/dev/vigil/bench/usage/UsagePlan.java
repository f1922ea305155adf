package dev.vigil.bench.usage;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stream in match shows, in rounds of ten seconds, each with a revision of its verdict. A
 * work is shown for a minute, then the next one; two references of it match at once. By the number
 * of the stream: without permission, authorized, authorized in one territory alone, or authorized
 * from the middle of each work on. Three in twenty are muted or blocked in a territory meanwhile,
 * which is confirmed a round later.
 *
 * @param works among which streams choose; as many others are shown by streams with measures
 * @param startMs first capture (UTC epoch ms)
 */
record UsagePlan(int stream, int works, long startMs) {
    static final long ROUND_MS = 10_000;

    /** Prefix of works that no measure concerns: what is shown of them only grows. */
    static final String GROWING = "shown-";

    private static final long FIRST_MS = ROUND_MS / 2;
    private static final int ROUNDS_OF_WORK = 6;
    private static final long WORK_MS = ROUNDS_OF_WORK * ROUND_MS;
    private static final long SECOND_REFERENCE_MS = 3_000;
    private static final int AUTHORIZED_AFTER = 3;
    private static final String REST = "*";

    /** Rounds, of which one has an order and one its end. */
    private static final int CYCLE = 12;

    private static final int ORDERED_IN = 1;
    private static final int LIFTED_IN = 3;

    /** From an order to its effect. */
    private static final long EFFECT_MS = 800;

    /** The plan of a stream whose first round is then. */
    static UsagePlan from(int stream, int works, long firstRoundMs) {
        return new UsagePlan(stream, works, firstRoundMs - FIRST_MS);
    }

    String sessionId() {
        return "stream-" + stream;
    }

    long dueMs(long round) {
        return startMs + shownMs(round);
    }

    /** Of the session, with that revision. */
    static long shownMs(long round) {
        return FIRST_MS + round * ROUND_MS;
    }

    boolean isStopped() {
        int turn = stream % 20;
        return turn >= 5 && turn <= 7;
    }

    /** Rows that each of its milliseconds is in. */
    int territories() {
        return stream % 4 == 2 ? 2 : 1;
    }

    Verdict verdict(long round) {
        List<Evidence> evidence = new ArrayList<>();
        List<WorkRuling> rulings = new ArrayList<>();
        long number = round / ROUNDS_OF_WORK;
        if (round > 0 && round % ROUNDS_OF_WORK == 0) {
            show(number - 1, round, number * WORK_MS, false, evidence, rulings);
        }
        show(number, round, shownMs(round), true, evidence, rulings);
        return VerdictBuilder.builder()
                .verdictId(sessionId() + "/1")
                .revision(round + 1)
                .state(VerdictState.OPEN)
                .sessionId(sessionId())
                .sessionKind(SessionKind.LIVE)
                .accountId("account-" + stream)
                .action(Action.OBSERVE)
                .reasonCode("MATCH_ONLY")
                .ruleVersion("precedence-3")
                .decisions(List.of())
                .evidence(evidence)
                .firstMatchCaptureTime(startMs)
                .judgedAt(dueMs(round))
                .rulings(rulings)
                .startAt(startMs)
                .build();
    }

    private void show(
            long number,
            long round,
            long toMs,
            boolean open,
            List<Evidence> evidence,
            List<WorkRuling> rulings) {
        String workId = workId(number);
        long fromMs = number * WORK_MS;
        String match = sessionId() + "/" + number;
        evidence.add(match(match + "a", workId, fromMs, toMs, open));
        evidence.add(match(match + "b", workId, fromMs + SECOND_REFERENCE_MS, toMs, open));
        List<String> both = List.of(match + "a", match + "b");
        boolean isLate = round - number * ROUNDS_OF_WORK >= AUTHORIZED_AFTER;
        switch (stream % 4) {
            case 0 -> rulings.add(ruling(workId, both, REST, false));
            case 1 -> rulings.add(ruling(workId, both, REST, true));
            case 2 -> {
                rulings.add(ruling(workId, both, "CN", true));
                rulings.add(ruling(workId, both, REST, false));
            }
            default -> rulings.add(ruling(workId, both, REST, isLate));
        }
    }

    private String workId(long number) {
        return (isStopped() ? "stopped-" : GROWING) + (stream * 7L + number) % works;
    }

    private Evidence match(String id, String workId, long fromMs, long toMs, boolean open) {
        return EvidenceBuilder.builder()
                .matchId(id)
                .workId(workId)
                .referenceId(id.substring(id.length() - 1))
                .queryStartMs(fromMs)
                .queryEndMs(toMs)
                .refEndMs(toMs - fromMs)
                .score(40)
                .tempo(1)
                .certainAfterMs(4_000)
                .captureStart(startMs + fromMs)
                .captureEnd(startMs + toMs)
                .open(open)
                .standing(EvidenceStanding.COUNTED)
                .receivedAt(startMs + toMs)
                .build();
    }

    private WorkRuling ruling(String workId, List<String> both, String where, boolean allowed) {
        return WorkRulingBuilder.builder()
                .workId(workId)
                .matchIds(both)
                .territories(List.of(where))
                .action(allowed ? Action.ALLOW_WITH_USAGE : Action.OBSERVE)
                .step(allowed ? 3 : 8)
                .reasonCode(allowed ? "AUTHORIZED" : "MATCH_ONLY")
                .authorizationId(allowed ? "deal-" + stream % 10 : null)
                .authorizationVersion(allowed ? 1L : null)
                .build();
    }

    // Measures ---------------------------------------------------------------------------------

    /** An order that is given in a round; null for none. */
    EnforcementCommand command(long round) {
        long turn = round % CYCLE;
        if (!isStopped() || turn != ORDERED_IN && turn != LIFTED_IN) {
            return null;
        }
        boolean isRegional = territories() == 2;
        long number = 1 + round / CYCLE * 2 + (turn == LIFTED_IN ? 1 : 0);
        return EnforcementCommandBuilder.builder()
                .commandId(sessionId() + "/command/" + number)
                .sessionId(sessionId())
                .accountId("account-" + stream)
                .measure(
                        turn == LIFTED_IN
                                ? Measure.LIFT
                                : isRegional ? Measure.GEO_BLOCK : Measure.MUTE)
                .territories(isRegional ? List.of("CN") : List.of())
                .issuedAt(dueMs(round))
                .deadline(dueMs(round) + ROUND_MS)
                .reasonCode("MATCH_ONLY")
                .verdictId(sessionId() + "/1")
                .workId(workId(round / ROUNDS_OF_WORK))
                .build();
    }

    /** Of the order of the round before; null for none. */
    ActionConfirmed confirmation(long round) {
        EnforcementCommand command = round == 0 ? null : command(round - 1);
        return command == null
                ? null
                : ActionConfirmedBuilder.builder()
                        .confirmationId("c-" + stream + "-" + round)
                        .itemId(sessionId())
                        .measure(command.measure())
                        .effectiveAt(command.issuedAt() + EFFECT_MS)
                        .commandId(command.commandId())
                        .build();
    }
}
