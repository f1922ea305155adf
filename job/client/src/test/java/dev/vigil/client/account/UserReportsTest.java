package dev.vigil.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.LeftOut;
import dev.vigil.schema.account.UserReport;
import dev.vigil.schema.account.UserReportsOutcome;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserReportsTest {
    private static final long AT_MS = 1_795_507_200_000L;

    private final Map<Topic, List<Event>> topics = new EnumMap<>(Topic.class);

    private void stored(Topic topic, EventType type, long offset, long storedAt, Object data) {
        topics.computeIfAbsent(topic, it -> new ArrayList<>())
                .add(
                        new Event(
                                topic.topicName(),
                                0,
                                offset,
                                AT_MS + storedAt,
                                "s",
                                Envelope.json(type, "/test", "id", "s", AT_MS),
                                Json.bytes(data),
                                new LeftOut()));
    }

    private void reported(String subjectId, long storedAt, String code) {
        reported(subjectId, storedAt, storedAt, code);
    }

    private void reported(String subjectId, long offset, long storedAt, String code) {
        stored(
                Topic.USER_REPORTS,
                EventType.USER_REPORT,
                offset,
                storedAt,
                new UserReport("u-" + offset, subjectId, null, null, code, null, AT_MS));
    }

    private void looked(String subjectId, long until) {
        looked(subjectId, until, until);
    }

    private void looked(String subjectId, long untilOffset, long until) {
        stored(
                Topic.USER_REPORTS_TRIAGE,
                EventType.USER_REPORTS_TRIAGED,
                until + 100,
                until + 100,
                new UserReportsTriaged(
                        subjectId,
                        AT_MS + until,
                        untilOffset,
                        UserReportsOutcome.DISMISSED,
                        null,
                        "oidc:li",
                        "own",
                        AT_MS));
    }

    private UserReports read(int mostSubjects) throws IOException {
        return UserReports.read(
                (topic, each) -> topics.getOrDefault(topic, List.of()).forEach(each), mostSubjects);
    }

    @Test
    void thoseWithMostReportsComeFirst() throws Exception {
        reported("once", 1, "A");
        reported("twice", 2, "B");
        reported("twice", 3, "A");
        assertThat(read(10).open())
                .extracting(UserReports.Open::subjectId)
                .containsExactly("twice", "once");
        assertThat(read(10).of("twice").codes()).containsExactly("A", "B");
    }

    /** By Kafka's time: the platform may date a report back. */
    @Test
    void whatComesAfterSomebodyLookedIsOpenAnew() throws Exception {
        reported("s", 1, "A");
        reported("s", 2, "A");
        looked("s", 2);
        assertThat(read(10).of("s")).isNull();
        reported("s", 3, "A");
        assertThat(read(10).of("s").count()).isEqualTo(1);
        looked("s", 1);
        assertThat(read(10).of("s").count()).as("an earlier look changes nothing").isEqualTo(1);
    }

    /** The clock of a broker that leads next may be behind; a time may be that of two records. */
    @Test
    void aReportBehindThoseLookedAtIsOpenWhateverItsTimeIs() throws Exception {
        reported("s", 7, 100, "A");
        looked("s", 7, 100);
        reported("s", 8, 100, "B");
        assertThat(read(10).of("s").codes()).containsExactly("B");
        reported("s", 9, 90, "C");
        assertThat(read(10).of("s").codes()).containsExactly("B", "C");
        assertThat(read(10).of("s").lastOffset()).isEqualTo(9);
        looked("s", 9, 100);
        assertThat(read(10).of("s")).isNull();
    }

    @Test
    void aReportOnATopicThatWasMadeAnewIsOpen() throws Exception {
        looked("s", 900, 100);
        reported("s", 0, 101, "A");
        assertThat(read(10).of("s").count()).isEqualTo(1);
    }

    /** The first of these had the later time; neither look hides a report that nobody has seen. */
    @Test
    void looksAddUp() throws Exception {
        reported("s", 7, 100, "A");
        looked("s", 7, 100);
        reported("s", 8, 90, "B");
        looked("s", 8, 90);
        assertThat(read(10).of("s")).isNull();
    }

    @Test
    void whatIsKeptIsBoundedAndTheRestIsCounted() throws Exception {
        for (int i = 0; i < 100; i++) {
            reported("s-" + i, i, "CODE-" + i);
            reported("s-0", 1_000 + i, "CODE-" + i);
        }
        UserReports reports = read(5);
        assertThat(reports.open()).hasSize(5);
        assertThat(reports.leftOut()).isEqualTo(95);
        assertThat(reports.of("s-0").count()).isEqualTo(101);
        assertThat(reports.of("s-0").codes()).hasSize(8);
    }
}
