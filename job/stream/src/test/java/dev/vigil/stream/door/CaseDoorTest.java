package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.CaseFact.Kind;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeBuilder;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the other jobs and the platform say of sessions and items. */
class CaseDoorTest {
    private static final String SESSION = "s-1";
    private static final String ITEM = "i-1";
    private static final long NOW_MS = Arriving.NOW_MS;

    private final CaseDoor door = new CaseDoor(() -> NOW_MS);

    static Stream<Arriving> all() {
        return Stream.of(
                Arriving.on(Topic.VERDICTS, EventType.VERDICT, SESSION, verdict()),
                Arriving.on(Topic.COMMANDS, EventType.COMMAND, SESSION, command()),
                onConfirmations(EventType.ACTION_CONFIRMED, confirmed(NOW_MS)),
                onConfirmations(EventType.ACTION_REVERSED, failed(NOW_MS)),
                Arriving.on(Topic.OUTCOMES, EventType.NOTICE_OUTCOME, ITEM, outcome()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aGoodRecordGoesInUnderItsSessionOrItem(Arriving good) {
        CaseFact fact = enter(good);
        assertThat(fact.dead()).isNull();
        assertThat(fact.time()).isEqualTo(NOW_MS);
        assertThat(fact.caseId())
                .isEqualTo(
                        fact.kind() == Kind.OUTCOME
                                ? CaseFact.ofItem(ITEM)
                                : CaseFact.ofSession(SESSION));
    }

    @ParameterizedTest
    @MethodSource("all")
    void onAnotherTopicItIsRefused(Arriving good) {
        for (Topic other :
                List.of(
                        Topic.VERDICTS,
                        Topic.COMMANDS,
                        Topic.SESSION_CONFIRMATIONS,
                        Topic.OUTCOMES)) {
            if (other != good.topic()) {
                assertThat(reason(good.on(other))).isEqualTo("WRONG_TOPIC");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void underAnotherKeyItIsRefused(Arriving good) {
        assertThat(reason(good.keyed("other"))).isEqualTo("KEY_MISMATCH");
    }

    /** Of one that has no session there is no case; the job goes on. */
    @Test
    void dataThatDoesNotNameItsKeyIsRefused() {
        assertThat(reason(onVerdicts("another"))).isEqualTo("KEY_MISMATCH");
        assertThat(reason(onCommands("another"))).isEqualTo("KEY_MISMATCH");
        assertThat(reason(onVerdicts(null))).isEqualTo("BAD_DATA");
        assertThat(reason(onCommands(null))).isEqualTo("BAD_DATA");
    }

    private static Arriving onVerdicts(String session) {
        return Arriving.on(Topic.VERDICTS, EventType.VERDICT, SESSION, verdictOf(session));
    }

    private static Arriving onCommands(String session) {
        EnforcementCommand command = command().withSessionId(session);
        return Arriving.on(Topic.COMMANDS, EventType.COMMAND, SESSION, command);
    }

    @Test
    void aTimeAheadIsRefused() {
        long ahead = Arriving.AHEAD_MS;
        assertThat(reason(onConfirmations(EventType.ACTION_CONFIRMED, confirmed(ahead))))
                .isEqualTo("TIME_AHEAD");
        assertThat(reason(onConfirmations(EventType.ACTION_REVERSED, failed(ahead))))
                .isEqualTo("TIME_AHEAD");
    }

    private CaseFact enter(Arriving arriving) {
        return arriving.only(door);
    }

    private String reason(Arriving arriving) {
        return enter(arriving).dead().reason();
    }

    private static Arriving onConfirmations(EventType type, Object data) {
        return Arriving.on(Topic.SESSION_CONFIRMATIONS, type, SESSION, data);
    }

    private static Verdict verdict() {
        return verdictOf(SESSION);
    }

    private static Verdict verdictOf(String session) {
        return VerdictBuilder.builder()
                .verdictId(SESSION + "/1")
                .revision(1)
                .state(VerdictState.OPEN)
                .sessionId(session)
                .action(Action.BLOCK)
                .reasonCode("LISTED")
                .ruleVersion("1")
                .decisions(List.of())
                .evidence(List.of())
                .firstMatchCaptureTime(NOW_MS)
                .judgedAt(NOW_MS)
                .build();
    }

    private static EnforcementCommand command() {
        return EnforcementCommandBuilder.builder()
                .commandId(SESSION + "/command/1")
                .sessionId(SESSION)
                .measure(Measure.STOP_STREAM)
                .territories(List.of())
                .issuedAt(NOW_MS)
                .deadline(NOW_MS + 10_000)
                .reasonCode("LISTED")
                .verdictId(SESSION + "/1")
                .workId("w-1")
                .build();
    }

    private static ActionConfirmed confirmed(long at) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c-1")
                .itemId(SESSION)
                .measure(Measure.STOP_STREAM)
                .effectiveAt(at)
                .commandId(SESSION + "/command/1")
                .build();
    }

    private static ItemBack failed(long at) {
        return new ItemBack(SESSION, at, "on air again", SESSION + "/command/1");
    }

    private static ItemOutcome outcome() {
        return ItemOutcomeBuilder.builder()
                .noticeId("n-1")
                .itemId(ITEM)
                .outcome(ItemOutcomeKind.ACTED)
                .at(NOW_MS)
                .effectiveAt(NOW_MS)
                .generation(1)
                .build();
    }
}
