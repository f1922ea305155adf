package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Party;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a party needs beyond topics. */
class AclsTest {
    private static final ResourcePattern TRANSACTIONS =
            new ResourcePattern(ResourceType.TRANSACTIONAL_ID, "prefix", PatternType.PREFIXED);

    /** Breaches and strikes are exactly once. */
    @ParameterizedTest
    @EnumSource(names = {"NOTICE", "LEDGER"})
    void aJobThatWritesExactlyOnceHasItsTransactions(Party job) {
        assertThat(operations(job, TRANSACTIONS))
                .containsExactlyInAnyOrder(AclOperation.WRITE, AclOperation.DESCRIBE);
        assertThat(operations(job, ResourceType.CLUSTER))
                .as("to hold its time-out against the brokers' limit")
                .containsExactly(AclOperation.DESCRIBE_CONFIGS);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOTICE", "LEDGER"})
    void noOtherPartyHasTransactions(Party other) {
        assertThat(operations(other, ResourceType.TRANSACTIONAL_ID)).isEmpty();
    }

    /** Whoever takes the desk over makes no topic and changes none. */
    @ParameterizedTest
    @EnumSource(names = {"DESK", "LISTING"})
    void theDeskReadsAndWritesTopicsAndNothingElse(Party party) {
        assertThat(rights(party))
                .isNotEmpty()
                .allMatch(right -> right.pattern().resourceType() == ResourceType.TOPIC)
                .allMatch(right -> right.pattern().patternType() == PatternType.LITERAL)
                .extracting(right -> right.entry().operation())
                .isSubsetOf(AclOperation.READ, AclOperation.WRITE);
    }

    private static List<AclOperation> operations(Party party, ResourcePattern on) {
        return rights(party).stream()
                .filter(right -> right.pattern().equals(on))
                .map(right -> right.entry().operation())
                .toList();
    }

    private static List<AclOperation> operations(Party party, ResourceType type) {
        return rights(party).stream()
                .filter(right -> right.pattern().resourceType() == type)
                .map(right -> right.entry().operation())
                .toList();
    }

    private static List<AclBinding> rights(Party party) {
        return Acls.of(party, "User:x", "prefix");
    }
}
