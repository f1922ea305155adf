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

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.RecentChange;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.verdict.JudgedSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentsTest {
    private static final SessionStarted UPLOAD = session(SessionKind.UPLOAD, "CN");

    /** Of a mash-up what blocks it stays: a withdrawal of the rest must not lift it. */
    @Test
    void ofVeryManyMatchesTheGroundsAreKept() {
        ListIndex listed = ListIndex.of(List.of(entry(ListClass.STAYDOWN)));
        JudgedSession state = JudgedSession.fresh(SESSION);
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < 2 * KeptFindings.MOST; i++) {
            String workId = i == 150 ? WORK : "other-" + i;
            String matchId = "m-" + (1_000 + i);
            all.add(finding(UPLOAD, evidence(matchId, workId, NOON_MS, 4_000, true)));
            all.add(finding(UPLOAD, evidence(matchId, workId, NOON_MS, 4_000, false)));
        }
        // One that runs through keeps the upload's verdict open until the last has come.
        all.add(0, finding(UPLOAD, evidence("through", "other", NOON_MS, 4_000, true)));
        all.add(finding(UPLOAD, evidence("through", "other", NOON_MS, 4_000, false)));
        for (Finding finding : all) {
            state = SessionJudge.judge(state, finding, listed, true, NOON_MS).session();
        }
        assertThat(state.findings()).hasSize(KeptFindings.MOST);
        assertThat(state.findings()).extracting(kept -> kept.evidence().workId()).contains(WORK);
    }

    @Test
    void changesConcernThoseWhomTheyMayConcern() {
        OpenMatch mine =
                new OpenMatch(SESSION, UPLOAD, evidence("m1", WORK, NOON_MS, 4_000, false));
        RecentChange deal = RecentChange.of(authorization("deal-1"), null);
        RecentChange review = RecentChange.ofReference("reference-2");
        assertThat(Recents.concerns(deal, mine)).isTrue();
        assertThat(Recents.concerns(review, mine)).isFalse();
        assertThat(Recents.concerns(RecentChange.NONE, mine)).isFalse();
        assertThat(Recents.concerns(RecentChange.ALL, mine)).isTrue();
        assertThat(Recents.concerns(RecentChange.of(entry(ListClass.STAYDOWN)), mine)).isTrue();
        assertThat(Recents.concerns(RecentChange.ofReference("reference-1"), mine)).isTrue();
        assertThat(Recents.concerns(review.and(deal), mine)).isTrue();
    }

    @Test
    void ofManyGranteesNoNamesAreKept() {
        RecentChange all = RecentChange.NONE;
        for (int i = 0; i < 2_000; i++) {
            all = all.and(RecentChange.of(granted("account-" + i), null));
        }
        assertThat(all.all()).isTrue();
        assertThat(all.grantees()).hasSizeLessThanOrEqualTo(1_000);
    }

    private static Authorization granted(String grantee) {
        return authorization(
                "deal-1",
                1,
                grantee,
                List.of(WORK),
                List.of(RightType.ON_DEMAND),
                List.of(),
                NOON_MS,
                null,
                null,
                null);
    }
}
