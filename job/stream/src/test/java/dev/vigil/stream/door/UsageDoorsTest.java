package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports of an audience, and what the ledger job has published of usage. */
class UsageDoorsTest {
    private static final long FROM = Arriving.NOW_MS - 600_000;

    @Test
    void aReportOfAnAudienceComesIn() {
        SessionAudience report = report(10, 10 * 300_000);
        assertThat(enter("live-1", report)).isEqualTo(MeterInput.audience(report));
        assertThat(enter("another", report).dead().reason()).isEqualTo("KEY_MISMATCH");
    }

    @Test
    void moreThanItsViewersCanWatchIsRefused() {
        assertThat(enter("live-1", report(10, 10 * 300_000 + 1)).dead().reason())
                .isEqualTo("AUDIENCE_RANGE");
    }

    @Test
    void aReportOfWhatIsToComeIsRefused() {
        SessionAudience ahead =
                new SessionAudience("live-1", "CN", FROM, Arriving.AHEAD_MS, 1, 1, null);
        assertThat(enter("live-1", ahead).dead().reason()).isEqualTo("TIME_AHEAD");
    }

    @Test
    void rowsAndOffersComeBackUntilAllIsLoaded() {
        PublishedUsageDoor door = new PublishedUsageDoor(() -> Arriving.NOW_MS);
        UsageRow row =
                UsageRowBuilder.builder()
                        .rowId("2026-11-24/work-1/CN/ON_DEMAND/NONE")
                        .day("2026-11-24")
                        .dayFrom(FROM)
                        .dayTo(FROM + 86_400_000)
                        .workId("work-1")
                        .territory("CN")
                        .rightType(RightType.ON_DEMAND)
                        .basis("NONE")
                        .usedMs(5)
                        .sessions(1)
                        .revision(3)
                        .state(UsageState.SETTLED)
                        .build();
        Arriving arriving = Arriving.on(Topic.USAGE, EventType.USAGE_ROW, row.rowId(), row);
        assertThat(arriving.at(door)).containsExactly(UsageInput.published(row));
        assertThat(arriving.on(Topic.OFFERS).at(door).get(0).dead().reason())
                .isEqualTo("WRONG_TOPIC");
        LicenseOffered offered =
                new LicenseOffered("id", "account-1", "work-1", "owner-1", 1, "ref", 5, FROM, FROM);
        assertThat(
                        Arriving.on(Topic.OFFERS, EventType.LICENSE_OFFERED, "account-1", offered)
                                .at(door))
                .containsExactly(UsageInput.published(offered));
        door.loaded();
        assertThat(arriving.at(door)).as("in state already").isEmpty();
    }

    private static SessionAudience report(long viewers, long viewMs) {
        return new SessionAudience("live-1", "CN", FROM, FROM + 300_000, viewers, viewMs, null);
    }

    private static MeterInput enter(String key, SessionAudience report) {
        List<MeterInput> entered =
                Arriving.on(Topic.AUDIENCE, EventType.SESSION_AUDIENCE, key, report)
                        .at(new AudienceDoor(() -> Arriving.NOW_MS));
        assertThat(entered).hasSize(1);
        return entered.get(0);
    }
}
