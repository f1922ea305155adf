package dev.vigil.flink.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.TreeHasher;
import dev.vigil.flink.TestingMetrics;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.wire.ListKeys;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditLogFunctionTest {
    private static final KeyPair PAIR = ListKeys.create();
    private static final String LOG = NoteKey.of("site.example/audit/1", PAIR.getPublic()).line();
    private static final long T0_MS = 1_795_507_200_000L;

    private KeyedOneInputStreamOperatorTestHarness<String, AuditInput, AuditPage> harness;
    private final List<AuditPage> topic = new ArrayList<>();
    private final List<AuditSeal> seals = new ArrayList<>();
    private int taken;

    private void start(OperatorSubtaskState from) throws Exception {
        start(from, PAIR::getPrivate);
    }

    private void start(OperatorSubtaskState from, LogKey privateKey) throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new AuditLogFunction(LOG, privateKey, List.of())),
                        input -> AuditLogFunction.KEY,
                        Types.STRING,
                        1,
                        1,
                        0);
        harness.setup();
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        taken = 0;
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void send(AuditInput input) throws Exception {
        harness.processElement(new StreamRecord<>(input));
    }

    private void records(int from, int to) throws Exception {
        for (int offset = from; offset < to; offset++) {
            send(AuditInput.digest("notices", 0, offset, new TreeHasher().emptyRoot()));
        }
    }

    private void loaded() throws Exception {
        send(AuditInput.loaded(new Loaded("audit", 0, 1)));
        send(AuditInput.loaded(new Loaded("seals", 0, 1)));
    }

    private void at(long ms) throws Exception {
        harness.setProcessingTime(T0_MS + ms);
        List<AuditPage> out = harness.extractOutputValues();
        topic.addAll(out.subList(taken, out.size()));
        taken = out.size();
        var sealed = harness.getSideOutput(AuditLogFunction.SEALS);
        seals.clear();
        if (sealed != null) {
            sealed.forEach(record -> seals.add(record.getValue()));
        }
    }

    private void readBack(int from) throws Exception {
        for (int offset = from; offset < topic.size(); offset++) {
            send(AuditInput.page(topic.get(offset), offset));
        }
    }

    @Test
    void nothingGoesOutBeforeTheLogIsReadBack() throws Exception {
        start(null);
        at(0);
        records(0, 10);
        at(60_000);
        assertThat(topic).isEmpty();
        send(AuditInput.loaded(new Loaded("audit", 0, 1)));
        at(120_000);
        assertThat(topic).as("the seals are not read yet").isEmpty();
        send(AuditInput.loaded(new Loaded("seals", 0, 1)));
        at(121_000);
        assertThat(topic).hasSize(2);
    }

    @Test
    void aPageThatWasReadBackIsSealedAndNoOther() throws Exception {
        start(null);
        at(0);
        loaded();
        records(0, 10);
        at(10_000);
        assertThat(topic).hasSize(2);
        assertThat(seals).isEmpty();
        readBack(0);
        at(11_000);
        assertThat(seals).singleElement().extracting(AuditSeal::size).isEqualTo(2L);
        records(10, 20);
        at(30_000);
        assertThat(topic).hasSize(3);
        assertThat(seals).hasSize(1);
    }

    @Test
    void oneTimerAndTheStateOfAQuietLogRemain() throws Exception {
        start(null);
        at(0);
        loaded();
        records(0, 5_000);
        at(3_000);
        readBack(0);
        at(20_000);
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
        assertThat(harness.numKeyedStateEntries()).isZero();
        OperatorSubtaskState state = harness.snapshot(1, 1);
        assertThat(state.getStateSize()).isLessThan(10_000);
    }

    /** What was sent and not read back is in the state, and goes out again to the byte. */
    @Test
    void afterARestartWhatDidNotComeBackIsSentAgain() throws Exception {
        start(null);
        at(0);
        loaded();
        records(0, 1_500);
        at(3_000);
        List<AuditPage> lost = List.copyOf(topic);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        close();
        topic.clear();

        start(state);
        at(60_000);
        assertThat(topic).isEmpty();
        loaded();
        at(61_000);
        assertThat(topic).isNotEmpty().containsAll(lost.isEmpty() ? topic : sameLeaves(lost));
        readBack(0);
        at(70_000);
        assertThat(seals).isNotEmpty();
    }

    private List<AuditPage> sameLeaves(List<AuditPage> pages) {
        return topic.stream()
                .filter(page -> pages.stream().anyMatch(other -> other.leaf().equals(page.leaf())))
                .toList();
    }

    /** They were published after all: the log has them once. */
    @Test
    void afterARestartWhatCameBackIsNotSentAgain() throws Exception {
        start(null);
        at(0);
        loaded();
        records(0, 1_500);
        at(3_000);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        close();
        int published = topic.size();

        start(state);
        at(60_000);
        records(0, 1_500);
        readBack(0);
        loaded();
        at(61_000);
        assertThat(topic).hasSize(published);
        assertThat(seals).singleElement().extracting(AuditSeal::size).isEqualTo((long) published);
    }

    @Test
    void aLogThatIsShorterThanItsSealAlertsAPersonOnceADay() throws Exception {
        start(null);
        at(0);
        loaded();
        records(0, 10);
        at(3_000);
        readBack(0);
        at(10_000);
        AuditSeal last = seals.get(0);
        close();

        start(null);
        at(15_000);
        send(AuditInput.seal(last));
        loaded();
        at(20_000);
        assertThat(harness.getSideOutput(AuditLogFunction.ALERTS)).as("it may come yet").isNull();
        at(200_000);
        at(3_600_000);
        List<LedgerAlert> alerts = alerts();
        assertThat(alerts)
                .singleElement()
                .extracting(LedgerAlert::kind)
                .isEqualTo(LedgerAlertKind.UNSEALED);
        assertThat(alerts.get(0).subject()).contains("CUT");
        assertThat(seals).isEmpty();
        at(86_400_000 + 3_600_000);
        assertThat(alerts()).hasSize(2);
    }

    private List<LedgerAlert> alerts() {
        List<LedgerAlert> alerts = new ArrayList<>();
        harness.getSideOutput(AuditLogFunction.ALERTS)
                .forEach(record -> alerts.add(record.getValue()));
        return alerts;
    }

    /** A clock of three hours ahead is set: the timer of before is three hours away. */
    @Test
    void aClockThatIsSetBackStopsNoPage() throws Exception {
        start(null);
        at(3 * 3_600_000);
        loaded();
        at(1_000);
        records(0, 10);
        at(4_000);
        assertThat(topic).hasSize(2);
    }

    @Test
    void withoutItsKeyItRunsAndAlerts() throws Exception {
        start(
                null,
                () -> {
                    throw new IllegalStateException("no key file");
                });
        at(0);
        loaded();
        records(0, 10);
        at(3_000);
        readBack(0);
        at(20_000);
        assertThat(topic).hasSize(2);
        assertThat(alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.subject()).contains("no key file"));
    }

    @Test
    void anOffsetThatIsGivenAgainAlertsAPerson() throws Exception {
        start(null);
        at(0);
        loaded();
        records(0, 10);
        records(3, 5);
        at(3_000);
        assertThat(alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.kind()).isEqualTo(LedgerAlertKind.UNREAD);
                            assertThat(alert.alertKey()).endsWith("/UNREAD/REUSED");
                            assertThat(alert.subject()).isEqualTo("notices/0/4");
                            assertThat(alert.count()).isEqualTo(2);
                        });
        at(9_000);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void whatWasDeletedUnreadAlertsAPerson() throws Exception {
        start(null);
        at(0);
        loaded();
        records(0, 10);
        at(3_000);
        readBack(0);
        send(AuditInput.unread("notices", 0, 19));
        records(20, 30);
        at(9_000);
        readBack(2);
        at(12_000);
        assertThat(topic).hasSize(4);
        assertThat(alerts())
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.kind()).isEqualTo(LedgerAlertKind.UNREAD);
                            assertThat(alert.subject()).isEqualTo("notices/0/10 to 19");
                        });
    }

    /** From when it was taken: the wait for its page, the way there and back, and the seal. */
    @Test
    void theOldestRecordThatNoSealCoversHasAnAge() throws Exception {
        start(null);
        at(0);
        records(0, 10);
        at(60_000);
        assertThat(ageMs()).as("other seals may cover it: the log is not loaded").isZero();
        loaded();
        at(64_000);
        assertThat(ageMs()).isEqualTo(64_000);
        readBack(0);
        assertThat(ageMs()).isEqualTo(64_000);
        at(65_000);
        assertThat(seals).hasSize(1);
        assertThat(ageMs()).isZero();
        records(10, 11);
        at(66_000);
        records(11, 12);
        at(67_000);
        assertThat(ageMs()).as("of the first of them").isEqualTo(2_000);
    }

    private double ageMs() throws Exception {
        return TestingMetrics.value(harness, "auditOldestUnsealedMs");
    }

    @Test
    void whatIsUnreadableStopsNothing() throws Exception {
        start(null);
        at(0);
        loaded();
        send(AuditInput.unreadable());
        records(0, 3);
        at(3_000);
        assertThat(topic).hasSize(2);
    }
}
