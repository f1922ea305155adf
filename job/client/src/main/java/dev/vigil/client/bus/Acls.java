package dev.vigil.client.bus;

import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The least rights on Kafka of each party, from the one table of topics and parties. */
public final class Acls {
    /** Of all consumer groups of {@code vigil alerts}. */
    public static final String GROUPS = "vigil-alerts";

    private static final String CLUSTER = "kafka-cluster";
    private static final String ANY_HOST = "*";
    private static final String ALL = "*";

    private Acls() {}

    /**
     * @param transactionPrefix of the ids of its transactions, of a job that has them
     */
    public static List<AclBinding> of(Party party, String principal, String transactionPrefix) {
        List<AclBinding> rights = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            ResourcePattern on = literal(ResourceType.TOPIC, topic.topicName());
            if (party.reads(topic)) {
                rights.add(allow(principal, on, AclOperation.READ));
            }
            if (party.writes(topic)) {
                rights.add(allow(principal, on, AclOperation.WRITE));
            }
            if (party == Party.OPERATOR) {
                rights.add(allow(principal, on, AclOperation.DESCRIBE));
                rights.add(allow(principal, on, AclOperation.DESCRIBE_CONFIGS));
            }
        }
        rights.addAll(beyondTopics(party, principal, transactionPrefix));
        return rights;
    }

    private static List<AclBinding> beyondTopics(
            Party party, String principal, String transactionPrefix) {
        ResourcePattern cluster = literal(ResourceType.CLUSTER, CLUSTER);
        return switch (party) {
            case NOTICE, LEDGER -> {
                ResourcePattern ids = prefixed(ResourceType.TRANSACTIONAL_ID, transactionPrefix);
                yield List.of(
                        allow(principal, ids, AclOperation.WRITE),
                        allow(principal, ids, AclOperation.DESCRIBE),
                        // To hold transaction.timeout against the brokers' limit at start.
                        allow(principal, cluster, AclOperation.DESCRIBE_CONFIGS));
            }
            case ALERTS ->
                    List.of(
                            allow(
                                    principal,
                                    prefixed(ResourceType.GROUP, GROUPS),
                                    AclOperation.READ));
            case OPERATOR ->
                    List.of(
                            allow(
                                    principal,
                                    prefixed(ResourceType.GROUP, GROUPS),
                                    AclOperation.DESCRIBE),
                            allow(principal, cluster, AclOperation.DESCRIBE),
                            allow(principal, cluster, AclOperation.DESCRIBE_CONFIGS));
            default -> List.of();
        };
    }

    private static ResourcePattern literal(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    private static ResourcePattern prefixed(ResourceType type, String prefix) {
        return new ResourcePattern(type, prefix, PatternType.PREFIXED);
    }

    private static AclBinding allow(String principal, ResourcePattern on, AclOperation operation) {
        return new AclBinding(
                on,
                new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW));
    }

    /** Creates them; what exists already stays. */
    public static void apply(Properties client, Collection<AclBinding> rights) throws BusException {
        try (Admin kafka = Admin.create(client)) {
            kafka.createAcls(rights).all().get();
        } catch (ExecutionException e) {
            throw new BusException("creating ACLs", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("creating ACLs", e);
        }
    }

    /** True where what exists gives that right, in whatever words, and nothing denies it. */
    public static boolean grants(Collection<AclBinding> existing, AclBinding right) {
        boolean allowed = false;
        for (AclBinding binding : existing) {
            if (matches(binding, right)) {
                if (binding.entry().permissionType() == AclPermissionType.DENY) {
                    return false;
                }
                allowed |= binding.entry().host().equals(ANY_HOST);
            }
        }
        return allowed;
    }

    private static boolean matches(AclBinding binding, AclBinding right) {
        String principal = binding.entry().principal();
        return (principal.equals(right.entry().principal()) || principal.equals("User:*"))
                && covers(binding.pattern(), right.pattern())
                && covers(binding.entry(), right.entry().operation());
    }

    private static boolean covers(ResourcePattern on, ResourcePattern wanted) {
        if (on.resourceType() != wanted.resourceType()) {
            return false;
        }
        return on.patternType() == PatternType.PREFIXED
                ? wanted.name().startsWith(on.name())
                : on.name().equals(ALL) || on.equals(wanted);
    }

    private static boolean covers(AccessControlEntry entry, AclOperation wanted) {
        AclOperation given = entry.operation();
        // A principal that may read or write may describe; one that is denied to read is not denied
        // to describe.
        boolean implied =
                wanted == AclOperation.DESCRIBE
                        && entry.permissionType() == AclPermissionType.ALLOW
                        && (given == AclOperation.READ || given == AclOperation.WRITE);
        return given == wanted || given == AclOperation.ALL || implied;
    }
}
