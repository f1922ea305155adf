package dev.vigil.flink;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.RightType;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.Loaded;
import dev.vigil.schema.flow.RightsInput;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.OpenMatch;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final SessionStarted MINE = session(SessionKind.LIVE);
    private static final SessionStarted OTHERS =
            new SessionStarted(
                    "session-2",
                    SessionKind.LIVE,
                    "account-2",
                    null,
                    null,
                    List.of(),
                    NOON_MS,
                    null,
                    null);

    private KeyedOneInputStreamOperatorTestHarness<String, RightsInput, Finding> rights;

    @BeforeEach
    void open() throws Exception {
        rights = TestingOperators.keyed(new Rights(0), RightsInput::workId, Types.STRING, null);
    }

    @AfterEach
    void close() throws Exception {
        rights.close();
    }

    @Test
    void anAuthorizationIsJudgedForExactlyTheMatchesOfItsGrantee() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(OTHERS, "m2", WORK, true);
        match(MINE, "m3", "work-2", true);
        assertThat(out(rights)).hasSize(3).allMatch(f -> f.authorizations().isEmpty());

        authorize(authorization("a"));
        List<Finding> again = out(rights);
        assertThat(again).extracting(f -> f.evidence().matchId()).containsExactly("m1");
        assertThat(again.get(0).authorizations()).containsExactly(authorization("a"));
        authorize(authorization("a"));
        assertThat(out(rights)).as("a version seen before").isEmpty();
    }

    @Test
    void whoLosesAnAuthorizationIsJudgedAgainAndSoIsWhoGetsIt() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(OTHERS, "m2", WORK, true);
        authorize(authorization("a"));
        out(rights);
        authorize(amended("a", 2, "account-2"));
        List<Finding> again = out(rights);
        assertThat(again)
                .extracting(f -> f.evidence().matchId())
                .containsExactlyInAnyOrder("m1", "m2");
        assertThat(again)
                .allMatch(f -> f.authorizations().isEmpty() == f.evidence().matchId().equals("m1"));
    }

    @Test
    void aListChangeIsCarriedToTheOpenMatchesOfItsWork() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(MINE, "m2", WORK, true);
        match(MINE, "m2", WORK, false);
        out(rights);
        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        List<Finding> again = out(rights);
        assertThat(again).extracting(f -> f.evidence().matchId()).containsExactly("m1");
        assertThat(again.get(0).changes().entries()).containsExactly(entry(ListClass.STAYDOWN));
    }

    @Test
    void whatWasFoundBeforeTheRegisterIsLoadedIsJudgedAgainThoughTheMatchIsOver() throws Exception {
        match(MINE, "m1", WORK, true);
        match(MINE, "m1", WORK, false);
        assertThat(out(rights)).hasSize(2).noneMatch(Finding::authorizationsLoaded);
        loaded(0, 2);
        rights.setProcessingTime(1_000);
        assertThat(out(rights)).as("one of two partitions").isEmpty();

        authorize(authorization("a"));
        out(rights);
        loaded(1, 2);
        rights.setProcessingTime(2_000);
        List<Finding> again = out(rights);
        assertThat(again).hasSize(1).allMatch(Finding::authorizationsLoaded);
        assertThat(again.get(0).authorizations()).hasSize(1);
        assertThat(again.get(0).evidence().open()).isFalse();
        assertThat(rights.numProcessingTimeTimers()).isZero();
        assertThat(stateEntries(rights)).as("the authorization").isEqualTo(1);
    }

    @Test
    void aChangeAfterARestoreIsJudgedAgainOnceLoaded() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        out(rights);
        var snapshot = rights.snapshot(1, 1);
        rights.close();
        rights = TestingOperators.keyed(new Rights(0), RightsInput::workId, Types.STRING, snapshot);

        send(RightsInput.list(WORK, entry(ListClass.STAYDOWN)));
        assertThat(out(rights)).hasSize(1).noneMatch(Finding::authorizationsLoaded);
        loaded(0, 1);
        rights.setProcessingTime(1_000);
        assertThat(out(rights)).hasSize(1).allMatch(Finding::authorizationsLoaded);
    }

    @Test
    void nothingIsLeftOfAMatchThatIsOver() throws Exception {
        loaded(0, 1);
        match(MINE, "m1", WORK, true);
        match(MINE, "m1", WORK, false);
        assertThat(stateEntries(rights)).isZero();
        assertThat(rights.numProcessingTimeTimers()).isZero();
    }

    private static Authorization amended(String id, long version, String grantee) {
        return authorization(
                id,
                version,
                grantee,
                List.of(WORK),
                List.of(RightType.LIVE_RELAY),
                List.of(),
                NOON_MS,
                null,
                null,
                null);
    }

    private void match(SessionStarted context, String matchId, String workId, boolean open)
            throws Exception {
        send(
                RightsInput.match(
                        new OpenMatch(
                                context.sessionId(),
                                context,
                                evidence(matchId, workId, NOON_MS, 4_000, open))));
    }

    private void authorize(Authorization authorization) throws Exception {
        send(RightsInput.authorization(WORK, authorization));
    }

    private void loaded(int partition, int partitions) throws Exception {
        for (String key : KeyGroups.oneKeyEach()) {
            send(RightsInput.loaded(key, new Loaded("authorizations", partition, partitions)));
        }
    }

    private void send(RightsInput input) throws Exception {
        rights.processElement(input, 0);
    }
}
