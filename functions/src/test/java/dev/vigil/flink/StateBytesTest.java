package dev.vigil.flink;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.authorization;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.registered;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.StayDown;
import dev.vigil.schema.state.Ids;
import dev.vigil.schema.state.IndexedReference;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.PolicyWalk;
import dev.vigil.schema.state.RecentChange;
import dev.vigil.schema.state.RecentRange;
import dev.vigil.schema.state.RecentUpload;
import dev.vigil.schema.state.RecentWalk;
import dev.vigil.schema.state.StayDownLedger;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What one of each costs, with ids as a platform has them: the table of states says no less. */
class StateBytesTest {
    private static final String ID = "0198f2c4-7b1e-7d40-9a65-3f1f0b7c2d11";

    private static final OpenMatch MATCH =
            new OpenMatch(
                    ID,
                    session(SessionKind.UPLOAD, "CN"),
                    evidence(ID + "/1f4c", WORK, NOON_MS, 60_000, true));

    @Test
    void ofTheRightsOfAWork() throws IOException {
        assertThat(bytes(authorization(ID))).isLessThan(500);
        assertThat(bytes(new Ids(List.of(ID)))).isLessThan(60);
        assertThat(bytes(MATCH)).isLessThan(600);
        assertThat(bytes(new RecentUpload(MATCH, NOON_MS))).isLessThan(600);
        assertThat(bytes(new RecentRange(0, 1, NOON_MS))).isLessThan(40);
        assertThat(bytes(entry(ListClass.IN_SCREENING))).isLessThan(300);
        assertThat(bytes(registered(1, 60_000L, ID))).isLessThan(300);
        assertThat(
                        bytes(
                                new RecentWalk(
                                        RecentChange.of(entry(ListClass.IN_SCREENING)),
                                        RecentChange.NONE,
                                        0,
                                        1,
                                        NOON_MS)))
                .isLessThan(400);
        assertThat(bytes(new PolicyWalk(1, true, NOON_MS))).isLessThan(40);
    }

    @Test
    void ofTheIndexAndOfUploadsThatStayDown() throws IOException {
        assertThat(bytes(new IndexedReference(ID, ID, 1, false, 0, 5, 0, 12_900, false, NOON_MS)))
                .isLessThan(160);
        StayDown request = new StayDown(ID, ID, true, NOON_MS, WORK);
        assertThat(bytes(StayDownLedger.of(WORK).with(request, NOON_MS))).isLessThan(200);
        assertThat(bytes(StayDownWork.entry(request, WORK))).isLessThan(300);
    }

    private static <T> int bytes(T value) throws IOException {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        DataOutputSerializer out = new DataOutputSerializer(1_000);
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl()).serialize(value, out);
        System.out.println(type.getSimpleName() + ": " + out.length() + " bytes");
        return out.length();
    }
}
