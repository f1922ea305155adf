package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.HOUR_MS;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.verdict.UsedTime;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final long DAY_MS = 24 * HOUR_MS;

    private UsedTime used = UsedTime.NONE;

    @Test
    void whatAnAccountShowsInManySessionsIsAddedUp() {
        upload("s1", NOON_MS, 0, 6_000);
        upload("s2", NOON_MS + 1, 0, 5_000);
        assertThat(usedAt(NOON_MS + 1)).isEqualTo(11_000);
        assertThat(usedAt(NOON_MS)).as("the second had not come").isEqualTo(6_000);
    }

    @Test
    void twoReferencesThatMatchAtOnceCountOnce() {
        show("m1", "s1", 0, 10_000, NOON_MS, NOON_MS);
        show("m2", "s1", 2_000, 8_000, NOON_MS, NOON_MS);
        show("m3", "s1", 9_000, 12_000, NOON_MS, NOON_MS);
        assertThat(usedAt(NOON_MS)).isEqualTo(12_000);
        show("m4", "s1", 20_000, 21_000, NOON_MS, NOON_MS);
        assertThat(usedAt(NOON_MS)).isEqualTo(13_000);
    }

    @Test
    void aMatchThatGoesOnIsCountedAsItStands() {
        show("m1", "s1", 0, 4_000, NOON_MS, NOON_MS + 4_000);
        show("m1", "s1", 0, 9_000, NOON_MS, NOON_MS + 9_000);
        assertThat(used.spans()).hasSize(1);
        assertThat(usedAt(NOON_MS + 9_000)).isEqualTo(9_000);
    }

    @Test
    void whatLeavesTheWindowCountsNoMore() {
        upload("s1", NOON_MS, 0, 6_000);
        assertThat(usedAt(NOON_MS + DAY_MS - 1)).isEqualTo(6_000);
        assertThat(usedAt(NOON_MS + DAY_MS)).isZero();
        upload("s2", NOON_MS + DAY_MS, 0, 1_000);
        assertThat(used.spans()).as("nor is it kept").hasSize(1);
    }

    @Test
    void ofALiveMatchTheLastDayCounts() {
        show("m1", "s1", 0, DAY_MS + 5_000, NOON_MS, NOON_MS + DAY_MS + 5_000);
        assertThat(usedAt(NOON_MS + DAY_MS + 5_000)).isEqualTo(DAY_MS);
        assertThat(usedAt(NOON_MS + 3_000)).as("as it stood then").isEqualTo(3_000);
    }

    @Test
    void ofManyMatchesTheLatestAreKept() {
        for (int number = 0; number < Usage.MOST_SPANS + 10; number++) {
            upload("s" + number, NOON_MS + number, 0, 2_000);
        }
        assertThat(used.spans()).hasSize(Usage.MOST_SPANS);
        assertThat(used.spans().get(0).sessionId()).isEqualTo("s10");
        assertThat(usedAt(NOON_MS + DAY_MS / 2)).isEqualTo(2_000L * Usage.MOST_SPANS);
    }

    private long usedAt(long atMs) {
        return Usage.usedMs(used, atMs, DAY_MS);
    }

    private void upload(String session, long atMs, long fromMs, long toMs) {
        show(session + "/m", session, fromMs, toMs, atMs, atMs);
    }

    private void show(String match, String session, long fromMs, long toMs, long start, long end) {
        Evidence evidence =
                EvidenceBuilder.builder()
                        .matchId(match)
                        .workId(WORK)
                        .referenceId("reference-1")
                        .queryStartMs(fromMs)
                        .queryEndMs(toMs)
                        .refEndMs(toMs - fromMs)
                        .score(20)
                        .tempo(1)
                        .certainAfterMs(1_000)
                        .captureStart(start)
                        .captureEnd(end)
                        .open(true)
                        .build();
        used = Usage.with(used, session, evidence, DAY_MS);
    }
}
