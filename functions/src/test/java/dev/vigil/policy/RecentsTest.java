package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.RightType;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.Recheck;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.JudgedSession;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentsTest {
    private static final SessionStarted UPLOAD = session(SessionKind.UPLOAD, "CN");

    @Test
    void sessionsSpreadOverTheParts() {
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            int bucket = Recents.bucket("session-" + i);
            assertThat(bucket).isBetween(0, Recents.BUCKETS - 1);
            used.add(bucket);
        }
        assertThat(used).hasSize(Recents.BUCKETS);
    }

    /** Of a mash-up what blocks it stays: a withdrawal of the rest must not lift it. */
    @Test
    void ofVeryManyMatchesTheGroundsAreKept() {
        WorkListing listed = WorkListing.NONE.with(entry(ListClass.STAYDOWN));
        JudgedSession state = JudgedSession.fresh(SESSION);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 2 * Recents.MOST_FINDINGS; i++) {
            String workId = i == 150 ? WORK : "other-" + i;
            String matchId = "m-" + (1_000 + i);
            all.add(finding(UPLOAD, evidence(matchId, workId, NOON_MS, 4_000, true)));
            all.add(finding(UPLOAD, evidence(matchId, workId, NOON_MS, 4_000, false)));
        }
        // One that runs through keeps the upload's verdict open until the last has come.
        all.add(0, finding(UPLOAD, evidence("through", "other", NOON_MS, 4_000, true)));
        all.add(finding(UPLOAD, evidence("through", "other", NOON_MS, 4_000, false)));
        for (Finding finding : all) {
            state =
                    SessionJudge.judge(
                                    state,
                                    finding,
                                    work -> work.equals(WORK) ? listed : WorkListing.NONE,
                                    true,
                                    NOON_MS)
                            .session();
        }
        assertThat(state.findings()).hasSize(Recents.MOST_FINDINGS);
        assertThat(state.findings()).extracting(kept -> kept.evidence().workId()).contains(WORK);
    }

    @Test
    void whatWasAuthorizedForAnotherAccountIsDroppedFromTheFinding() {
        Finding mine =
                finding(
                        UPLOAD,
                        evidence("m1", WORK, NOON_MS, 4_000, false),
                        authorization("deal-1"));
        JudgedSession state = JudgedSession.fresh(SESSION).keeping(List.of(mine));
        Authorization moved =
                authorization(
                        "deal-1",
                        2,
                        "account-2",
                        List.of(WORK),
                        List.of(RightType.ON_DEMAND),
                        List.of(),
                        NOON_MS,
                        null,
                        null,
                        null);
        assertThat(Recents.changed(state, recheck("m1", moved)).orElseThrow().authorizations())
                .isEmpty();
        assertThat(Recents.changed(state, recheck("m1", authorization("deal-1"))))
                .hasValueSatisfying(f -> assertThat(f.authorizations()).hasSize(1));
        assertThat(Recents.changed(state, recheck("m9", moved))).as("not known").isEmpty();
    }

    private static Recheck recheck(String matchId, Authorization authorization) {
        return new Recheck(SESSION, matchId, WorkListing.NONE, List.of(authorization));
    }
}
