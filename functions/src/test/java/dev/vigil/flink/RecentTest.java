package dev.vigil.flink;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.TestingRights;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.RightType;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.JudgeInput;
import dev.vigil.schema.flow.RecentInput;
import dev.vigil.schema.flow.Recheck;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentTest {
    private static final long LOOK_BACK_MS = 72 * HOUR_MS;
    private static final String KEY = WORK + "/7";
    private static final ListEntry STAYDOWN = entry(ListClass.STAYDOWN);

    private KeyedOneInputStreamOperatorTestHarness<String, RecentInput, JudgeInput> recent;
    private long nowMs = NOON_MS;

    @BeforeEach
    void start() throws Exception {
        open(null);
    }

    @AfterEach
    void close() throws Exception {
        recent.close();
    }

    @Test
    void nothingIsLeftAfterTheLookBack() throws Exception {
        int uploads = 3 * Recent.STEP;
        for (int i = 0; i < uploads; i++) {
            finished("s-" + i, "account-1");
            pass(1);
        }
        pass(LOOK_BACK_MS - uploads - 1);
        assertThat(recent.numProcessingTimeTimers()).isEqualTo(1);
        assertThat(stateEntries(recent)).as("uploads and their range").isEqualTo(2);
        for (int i = 0; i < uploads + 10; i++) {
            pass(1);
        }
        assertThat(stateEntries(recent)).isZero();
        assertThat(recent.numProcessingTimeTimers()).isZero();
        out(recent);
        change(RecentChange.of(STAYDOWN));
        assertThat(recent.numProcessingTimeTimers()).isZero();
    }

    /** Each timer that fires is a mailbox action of its own. */
    @Test
    void noStepIsLargerThanItMayBeAndAllAreReached() throws Exception {
        int uploads = 5 * Recent.STEP + 1;
        for (int i = 0; i < uploads; i++) {
            finished("s-" + i, "account-1");
        }
        out(recent);
        change(RecentChange.of(STAYDOWN));
        assertThat(out(recent)).as("an event does not wait for a scan").isEmpty();
        int reached = 0;
        for (int ms = 0; ms < 6; ms++) {
            pass(1);
            List<JudgeInput> step = out(recent);
            assertThat(step).hasSizeLessThanOrEqualTo(Recent.STEP);
            reached += step.size();
        }
        assertThat(reached).isEqualTo(uploads);
        assertThat(recent.numProcessingTimeTimers()).as("to forget").isEqualTo(1);
    }

    @Test
    void stepsOfSeveralKeysDoNotFireTogether() throws Exception {
        for (int key = 0; key < 64; key++) {
            send(RecentInput.finding(WORK + "/" + key, finding("s-" + key, "account-1", false)));
        }
        out(recent);
        for (int key = 0; key < 64; key++) {
            send(RecentInput.change(WORK + "/" + key, RecentChange.of(STAYDOWN)));
        }
        for (int ms = 0; ms < 64; ms++) {
            pass(1);
            assertThat(out(recent)).hasSize(1);
        }
    }

    @Test
    void anAuthorizationConcernsThoseAloneWhomItNamesOrNamed() throws Exception {
        finished("s-1", "account-1");
        finished("s-2", "account-2");
        finished("s-3", "account-3");
        out(recent);
        change(RecentChange.of(granted(2, "account-2"), granted(1, "account-1")));
        pass(5);
        assertThat(out(recent)).extracting(JudgeInput::sessionId).containsExactly("s-1", "s-2");
    }

    @Test
    void whatComesDuringAWalkIsTakenByTheNextInOneGo() throws Exception {
        for (int i = 0; i < 2 * Recent.STEP; i++) {
            finished("s-" + i, "account-1");
        }
        out(recent);
        change(RecentChange.of(STAYDOWN));
        pass(1);
        change(RecentChange.of(withdrawn(STAYDOWN)));
        change(RecentChange.of(authorization("deal-1"), null));
        finished("late", "account-1");
        pass(1);
        out(recent);
        List<Recheck> second = new ArrayList<>();
        for (int ms = 0; ms < 10; ms++) {
            pass(1);
            out(recent).forEach(input -> second.add(input.recheck()));
        }
        assertThat(second.size()).isEqualTo(2 * Recent.STEP + 1);
        assertThat(second)
                .allMatch(r -> r.entries().equals(WorkListing.NONE.with(withdrawn(STAYDOWN))))
                .allMatch(r -> r.authorizations().equals(List.of(authorization("deal-1"))));
    }

    @Test
    void aWalkGoesOnAfterARestore() throws Exception {
        for (int i = 0; i < 3 * Recent.STEP; i++) {
            finished("s-" + i, "account-1");
        }
        change(RecentChange.of(STAYDOWN));
        pass(1);
        OperatorSubtaskState half = recent.snapshot(1, 1);
        recent.close();
        open(half);
        pass(1_000);
        pass(1_000);
        assertThat(out(recent)).hasSize(2 * Recent.STEP);
    }

    @Test
    void whatIsStillRunningOrNotLookedBackAtPassesThrough() throws Exception {
        send(RecentInput.finding(KEY, finding("s-1", "account-1", true)));
        assertThat(out(recent)).hasSize(1);
        assertThat(stateEntries(recent)).isZero();
        assertThat(Rights.isRecent(finding("s-1", "account-1", false), 0)).isFalse();
        assertThat(Rights.isRecent(finding("s-1", "account-1", false), 1)).isTrue();
    }

    private static Authorization granted(long version, String grantee) {
        return authorization(
                "deal-1",
                version,
                grantee,
                List.of(WORK),
                List.of(RightType.ON_DEMAND),
                List.of(),
                NOON_MS - HOUR_MS,
                null,
                null,
                null);
    }

    private void finished(String sessionId, String accountId) throws Exception {
        send(RecentInput.finding(KEY, finding(sessionId, accountId, false)));
    }

    private static Finding finding(String sessionId, String accountId, boolean open) {
        SessionStarted session =
                new SessionStarted(
                        sessionId,
                        SessionKind.UPLOAD,
                        accountId,
                        null,
                        null,
                        List.of("CN"),
                        NOON_MS,
                        null,
                        null);
        return new Finding(
                sessionId,
                session,
                TestingRights.evidence("m-" + sessionId, WORK, NOON_MS, 4_000, open),
                List.of(),
                true,
                WorkListing.NONE);
    }

    private void change(RecentChange change) throws Exception {
        send(RecentInput.change(KEY, change));
    }

    private void send(RecentInput input) throws Exception {
        recent.processElement(input, 0);
    }

    private void pass(long ms) throws Exception {
        nowMs += ms;
        recent.setProcessingTime(nowMs);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        recent =
                TestingOperators.keyed(
                        new Recent(LOOK_BACK_MS), RecentInput::key, Types.STRING, restored);
        recent.setProcessingTime(nowMs);
    }
}
