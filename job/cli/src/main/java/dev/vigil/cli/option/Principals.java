package dev.vigil.cli.option;

import dev.vigil.client.bus.Acls;
import dev.vigil.schema.wire.Party;
import dev.vigil.stream.options.JobOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Option;

/** Under which names the parties are known to Kafka. */
public final class Principals {
    @Option(
            names = "--principal",
            paramLabel = "PARTY=PRINCIPAL",
            description = {
                "who a party is to Kafka, such as media=User:CN=vigil-media; may be repeated"
                        + " (default: User:vigil-PARTY). Parties: media, notice, ledger, platform,"
                        + " desk, listing, peers, publisher, bridge, authority, rights, compliance,"
                        + " alerts, operator"
            })
    private Map<Party, String> principals = Map.of();

    @Option(
            names = "--transaction-prefix",
            paramLabel = "PREFIX",
            description = "of the notice job, option transaction.prefix (default: vigil-breaches)")
    private String transactionPrefix = JobOptions.TRANSACTION_PREFIX.defaultValue();

    @Option(
            names = "--transaction-prefix-ledger",
            paramLabel = "PREFIX",
            description =
                    "of the ledger job, option transaction.prefix.ledger (default: vigil-ledger)")
    private String strikePrefix = JobOptions.STRIKE_PREFIX.defaultValue();

    public String of(Party party) {
        return principals.getOrDefault(
                party, "User:vigil-" + party.name().toLowerCase(Locale.ROOT));
    }

    /** The least that a party needs. */
    public List<AclBinding> rights(Party party) {
        return Acls.of(party, of(party), party == Party.LEDGER ? strikePrefix : transactionPrefix);
    }
}
