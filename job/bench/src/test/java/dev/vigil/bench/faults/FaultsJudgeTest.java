package dev.vigil.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.site.FlinkRest;
import dev.vigil.schema.wire.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each thing that must not happen, planted and found. */
class FaultsJudgeTest {
    private static final long DUE_MS = 1_000;

    private final FaultsJudge judge = new FaultsJudge();

    @Test
    void whatIsAsPromisedIsClean() {
        verdict("s-1", "s-1/a");
        verdict("s-1", "s-1/a");
        command("s-1");
        breach("n-1");
        alert("n-1/1/E7", "a");
        alert("n-1/1/E7", "a");
        letter("p-1");
        letter("p-1");
        FaultsJudge.Findings found = findings();
        assertThat(found.isClean()).isTrue();
        assertThat(found.isIncomplete()).isFalse();
        assertThat(found.late()).isZero();
    }

    @Test
    void nothingAtAllIsLost() {
        FaultsJudge.Findings found = findings();
        assertThat(found)
                .isEqualTo(new FaultsJudge.Findings(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0));
        assertThat(found.isClean()).isFalse();
        assertThat(found.isIncomplete()).isTrue();
    }

    @Test
    void twoIdsTwoBodiesAndTwoBreachesAreDoubled() {
        verdict("s-1", "s-1/a");
        verdict("s-1", "s-1/b");
        breach("n-1");
        breach("n-1");
        alert("n-1/1/E7", "a");
        alert("n-1/1/E7", "b");
        letter("p-1");
        assertThat(findings())
                .isEqualTo(new FaultsJudge.Findings(0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void whatNobodyAskedForIsFalse() {
        verdict("s-1", "s-1/a");
        verdict("s-2", "s-2/a");
        breach("n-1");
        breach("n-2");
        letter("p-1");
        assertThat(findings())
                .isEqualTo(new FaultsJudge.Findings(0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aBreachBeforeItsTimeIsEarly() {
        good();
        judge.seen(DUE_MS - 1, EventType.BREACH, json("{'noticeId':'n-1','dueAt':%d}", DUE_MS));
        assertThat(findings())
                .isEqualTo(new FaultsJudge.Findings(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
        assertThat(findings().isClean()).isFalse();
    }

    @Test
    void anotherReasonIsMisread() {
        good();
        breach("n-1");
        letter("p-1", "KEY_MISMATCH");
        assertThat(findings())
                .isEqualTo(new FaultsJudge.Findings(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
        assertThat(findings().isClean()).isFalse();
    }

    @Test
    void aDeadLetterOfAReadableRecordIsStray() {
        good();
        breach("n-1");
        letter("honest", "TIME_AHEAD");
        assertThat(findings())
                .isEqualTo(new FaultsJudge.Findings(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
        assertThat(judge.strays(Set.of("p-1"))).containsExactly("honest [TIME_AHEAD]");
        assertThat(findings().isClean()).isFalse();
    }

    @Test
    void aFailureOutsideAllFaultsIsUnexplained() {
        good();
        breach("n-1");
        judge.fault(Fault.TASK_MANAGER, 100, 200);
        FlinkRest.Failure inside = new FlinkRest.Failure(150, "killed");
        FlinkRest.Failure outside = new FlinkRest.Failure(201, "a record");
        judge.failed(List.of(inside));
        assertThat(findings().isClean()).isTrue();
        judge.failed(List.of(inside, outside));
        assertThat(judge.unexplained()).containsExactly(outside);
        assertThat(judge.failures(100, 200)).isEqualTo(1);
        assertThat(findings())
                .isEqualTo(new FaultsJudge.Findings(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
        assertThat(findings().isClean()).isFalse();
    }

    /** As a producer reports it whose clock was six minutes behind and is right again. */
    @Test
    void whatExpiresWhenAClockIsSetRightIsOfThatFaultAndNothingElseIs() {
        FlinkRest.Failure expired = expired(205, 360_005);
        judge.fault(Fault.CLOCK_BEHIND, 100, 200);
        judge.failed(List.of(expired));
        assertThat(judge.unexplained()).isEmpty();

        FlinkRest.Failure another = new FlinkRest.Failure(205, "a record");
        FlinkRest.Failure youngerThanTheJump = expired(205, 120_005);
        FlinkRest.Failure longAfter = expired(20_000, 360_005);
        FlinkRest.Failure before = expired(99, 360_005);
        List<FlinkRest.Failure> planted = List.of(another, youngerThanTheJump, longAfter, before);
        judge.failed(planted);
        assertThat(judge.unexplained()).containsExactlyInAnyOrderElementsOf(planted);
    }

    @Test
    void whatExpiresAfterAnotherFaultIsUnexplained() {
        FlinkRest.Failure expired = expired(205, 360_005);
        judge.fault(Fault.TASK_MANAGER, 100, 200);
        judge.failed(List.of(expired));
        assertThat(judge.unexplained()).containsExactly(expired);
    }

    private static FlinkRest.Failure expired(long atMs, long ageMs) {
        return new FlinkRest.Failure(
                atMs,
                "Caused by: org.apache.kafka.common.errors.TimeoutException: Expiring 2 record(s)"
                        + " for deadletters.notices-0:"
                        + ageMs
                        + " ms has passed since batch creation");
    }

    /** All but the breach. */
    private void good() {
        verdict("s-1", "s-1/a");
        command("s-1");
        letter("p-1");
    }

    private FaultsJudge.Findings findings() {
        return judge.findings(
                Set.of("s-1"), Set.of("s-1"), Set.of("n-1"), Map.of("p-1", "BAD_DATA"));
    }

    private void verdict(String session, String id) {
        seen(EventType.VERDICT, "{'sessionId':'%s','verdictId':'%s'}".formatted(session, id));
    }

    private void command(String session) {
        seen(EventType.COMMAND, "{'sessionId':'%s','measure':'STOP_STREAM'}".formatted(session));
    }

    private void breach(String notice) {
        seen(EventType.BREACH, "{'noticeId':'%s'}".formatted(notice));
    }

    private void alert(String key, String level) {
        seen(
                EventType.ESCALATION,
                "{'alertKey':'%s','noticeId':'n-1','level':'%s'}".formatted(key, level));
    }

    private void letter(String id) {
        letter(id, "BAD_DATA");
    }

    private void letter(String id, String reason) {
        seen(EventType.DEAD_LETTER, "{'deadLetterId':'%s','reason':'%s'}".formatted(id, reason));
    }

    private void seen(EventType type, String json) {
        judge.seen(0, type, json(json));
    }

    private static byte[] json(String text, Object... args) {
        return text.formatted(args).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
