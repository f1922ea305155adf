package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    void aRecordThatWasAcknowledgedIsOnTwoBrokersWhereThereAreThree() {
        assertThat(Topic.minInSync(1)).isOne();
        assertThat(Topic.minInSync(2)).isOne();
        assertThat(Topic.minInSync(Topic.REPLICATION)).isEqualTo(2);
    }

    /** Each has a key a notice and level, for ever: ten thousand a day would never shrink. */
    @Test
    void whatANoticeLeavesBehindIsKeptForAYearAndAMonth() {
        assertThat(List.of(Topic.ESCALATIONS, Topic.NOTICE_STATUS))
                .allMatch(topic -> topic.cleanup() == Topic.Cleanup.COMPACT_AND_DELETE)
                .allMatch(topic -> topic.retention().equals(Duration.ofDays(400)))
                .allMatch(topic -> topic.tombstones().equals(Topic.TOMBSTONES_KEPT));
        assertThat(Topic.BREACHES.tombstones()).isNull();
    }

    /** A stream that was blocked somewhere weeks ago, and is still, is not shown there. */
    @Test
    void whatIsConfirmedOfACommandIsKeptAsLongAsTheCommand() {
        assertThat(Topic.SESSION_CONFIRMATIONS.retention()).isEqualTo(Topic.COMMANDS.retention());
    }

    /** Of two machines of a platform the clock of one may be behind. */
    @Test
    void noReportOfAUserIsBeforeOneThatWasLookedAtByItsProducersClock() {
        assertThat(Topic.USER_REPORTS.isStampedByBroker()).isTrue();
    }

    /** A key that changes its partition is no longer removed by its tombstone. */
    @Test
    void partitionsOfACompactedTopicAreFinal() {
        assertThat(Topic.values())
                .allSatisfy(
                        topic -> {
                            int count = topic.partitions();
                            boolean grows = topic.cleanup() == Topic.Cleanup.DELETE;
                            assertThat(topic.mayHave(count)).isTrue();
                            assertThat(topic.mayHave(count - 1)).isFalse();
                            assertThat(topic.mayHave(count + 1)).as("%s", topic).isEqualTo(grows);
                        });
        assertThat(List.of(Topic.REFERENCES, Topic.ACCOUNTS, Topic.OFFENCES, Topic.USAGE))
                .allMatch(topic -> topic.partitions() == 16);
        assertThat(Topic.LIST.partitions()).isEqualTo(4);
    }

    /** The planted fault: a copy that is placed by whole keys brings retired references back. */
    @Test
    void theRecordsOfAWorkOrAnAccountAreInOnePartitionWhereTheirOrderCounts() {
        assertThat(Topic.REFERENCES.placedBy("w/r/1/0")).isEqualTo("w");
        assertThat(Topic.REFERENCE_HEALTH.placedBy("w/overlap/7")).isEqualTo("w");
        assertThat(Topic.OFFENCES.placedBy("account-1/offence-2")).isEqualTo("account-1");
        assertThat(Topic.REGISTER.placedBy("w/identifier/isrc:a/b")).isEqualTo("w");
        assertThat(Topic.DEPARTMENT.placedBy("account-1/report/2")).isEqualTo("account-1");
        assertThat(Topic.ACCOUNTS.placedBy("account-1/opened")).isEqualTo("account-1/opened");
        assertThat(Topic.WORKS.placedBy("w")).isEqualTo("w");
        assertThat(Topic.REFERENCES.placedBy(Topic.REFERENCES.key())).isEqualTo("workId");
    }

    @Test
    void aBrokerMayNameTheTwoPoliciesInAnyOrder() {
        Topic.Cleanup both = Topic.Cleanup.COMPACT_AND_DELETE;
        assertThat(both.policy()).isEqualTo("compact,delete");
        assertThat(both.is("delete,compact")).isTrue();
        assertThat(both.is("compact")).isFalse();
        assertThat(Topic.Cleanup.COMPACT.is("compact,delete")).isFalse();
    }
}
