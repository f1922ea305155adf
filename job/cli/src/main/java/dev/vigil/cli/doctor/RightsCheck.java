package dev.vigil.cli.doctor;

import dev.vigil.cli.option.Principals;
import dev.vigil.client.bus.Acls;
import dev.vigil.schema.wire.Party;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** The rights on the brokers against the least that each party needs. */
final class RightsCheck {
    private static final Set<Party> JOBS = Set.of(Party.MEDIA, Party.NOTICE);

    private final Brokers brokers;
    private final Principals principals;

    RightsCheck(Brokers brokers, Principals principals) {
        this.brokers = brokers;
        this.principals = principals;
    }

    DoctorFinding rights() throws Exception {
        List<Node> nodes = brokers.nodes();
        Collection<AclBinding> existing;
        try {
            existing = Brokers.await(brokers.admin().describeAcls(AclBindingFilter.ANY).values());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                return notEnforced(nodes);
            }
            throw e;
        }
        return rights(existing, String.valueOf(brokers.setting(nodes.get(0), "super.users")));
    }

    /** What only this machine reaches needs no guard. */
    static DoctorFinding notEnforced(List<Node> nodes) throws UnknownHostException {
        for (Node node : nodes) {
            if (!InetAddress.getByName(node.host()).isLoopbackAddress()) {
                return DoctorFinding.wrong(
                        "acls",
                        "rights enforced on brokers that others reach",
                        "none: any client that reaches " + node.host() + " may write to the list",
                        "set authorizer.class.name=org.apache.kafka.metadata.authorizer"
                                + ".StandardAuthorizer, then vigil topics --acls --apply");
            }
        }
        return DoctorFinding.well(
                "acls", "not enforced, but only this machine reaches the brokers");
    }

    /** The jobs must have theirs; of others those are looked at that have some. */
    DoctorFinding rights(Collection<AclBinding> existing, String superUsers) {
        List<String> missing = new ArrayList<>();
        for (Party party : Party.values()) {
            String principal = principals.of(party);
            boolean known =
                    existing.stream().anyMatch(acl -> acl.entry().principal().equals(principal));
            if (List.of(superUsers.split(";")).contains(principal)
                    || !known && !JOBS.contains(party)) {
                continue;
            }
            List<String> lacks = new ArrayList<>();
            for (AclBinding right : principals.rights(party)) {
                if (!Acls.grants(existing, right)) {
                    lacks.add(right.entry().operation() + " " + right.pattern().name());
                }
            }
            if (!lacks.isEmpty()) {
                missing.add(principal + ": " + String.join(", ", lacks));
            }
        }
        return missing.isEmpty()
                ? DoctorFinding.well("acls", "each party has what it needs")
                : DoctorFinding.wrong(
                        "acls",
                        "the rights of vigil topics --acls",
                        "missing for " + String.join("; for ", missing),
                        "run vigil topics --acls --apply as an administrator, with --principal"
                                + " where yours are named otherwise");
    }
}
