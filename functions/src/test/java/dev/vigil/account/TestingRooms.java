package dev.vigil.account;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.util.Arrays;
import java.util.List;

/** Verdicts of running streams whose users are warned. */
public final class TestingRooms {
    static final String FILM = "film";
    static final String OWNER = "studio";

    private TestingRooms() {}

    /** The film runs, from 10 to 30 s of the stream so far; its owner wishes a warning. */
    public static Verdict verdict(long receivedAt) {
        return of(receivedAt, ruling(FILM).build()).build();
    }

    static WorkRulingBuilder ruling(String workId) {
        return WorkRulingBuilder.builder()
                .workId(workId)
                .matchIds(List.of("match-of-" + workId))
                .territories(List.of("*"))
                .action(Action.WARN)
                .step(7)
                .reasonCode("OWNER_POLICY")
                .policyOwnerId(OWNER)
                .policyVersion(1L);
    }

    static VerdictBuilder of(long receivedAt, WorkRuling... rulings) {
        return VerdictBuilder.builder()
                .verdictId(TestingCases.SESSION + "/1")
                .revision(1)
                .state(VerdictState.OPEN)
                .sessionId(TestingCases.SESSION)
                .sessionKind(SessionKind.LIVE)
                .accountId(TestingCases.ACCOUNT)
                .action(Action.WARN)
                .reasonCode("OWNER_POLICY")
                .decisions(List.of())
                .evidence(
                        Arrays.stream(rulings)
                                .map(ruling -> match(ruling.workId(), receivedAt))
                                .toList())
                .rulings(List.of(rulings))
                .firstMatchCaptureTime(receivedAt - 20_000)
                .judgedAt(receivedAt + 100);
    }

    private static Evidence match(String workId, long receivedAt) {
        return EvidenceBuilder.builder()
                .matchId("match-of-" + workId)
                .workId(workId)
                .referenceId("r")
                .queryStartMs(10_000)
                .queryEndMs(30_000)
                .tempo(1)
                .captureStart(receivedAt - 20_500)
                .captureEnd(receivedAt - 500)
                .receivedAt(receivedAt)
                .open(true)
                .build();
    }
}
