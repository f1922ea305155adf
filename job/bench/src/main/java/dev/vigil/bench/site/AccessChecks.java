package dev.vigil.bench.site;

import dev.vigil.client.bus.Acls;
import dev.vigil.fixtures.broker.Credentials;
import dev.vigil.schema.wire.Party;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;

/**
 * Of a site over SASL_SSL: the file of each client, the least rights of each, and whether a
 * password is seen outside.
 */
public final class AccessChecks {
    /** The one job that is all three. */
    private static final String JOB = "vigil-all";

    /** Is where Kafka's clients log their settings. */
    private static final String TOLD = "sasl.jaas.config = [hidden]";

    private final Path directory;
    private final Credentials credentials;

    /** Where passwords were looked for, and where they were seen. */
    public record Leaks(int looked, Set<String> places) {}

    AccessChecks(Path directory) throws IOException {
        this.directory = directory;
        List<String> users =
                Arrays.stream(Party.values()).map(AccessChecks::user).distinct().toList();
        credentials = Credentials.make(directory, users);
    }

    private static String user(Party party) {
        return party == Party.MEDIA || party == Party.NOTICE || party == Party.LEDGER
                ? JOB
                : "vigil-" + party.name().toLowerCase(Locale.ROOT);
    }

    /**
     * What {@code vigil topics --acls} creates with {@code --principal media=User:vigil-all
     * --principal notice=User:vigil-all --principal ledger=User:vigil-all}.
     */
    static List<AclBinding> rights(String transactionPrefix) {
        List<AclBinding> rights = new ArrayList<>();
        for (Party party : Party.values()) {
            String prefix =
                    party == Party.LEDGER
                            ? JobOptions.STRIKE_PREFIX.defaultValue()
                            : transactionPrefix;
            rights.addAll(Acls.of(party, "User:" + user(party), prefix));
        }
        return rights;
    }

    Path brokerFile() {
        return credentials.brokerFile();
    }

    Path jobFile() {
        return credentials.file(JOB);
    }

    Properties clients(Party party) {
        return credentials.client(user(party));
    }

    Properties administrator() {
        return credentials.client(Credentials.ADMIN);
    }

    /**
     * Looks for passwords in all files of a site but the broker's topics: logs, settings, the job
     * graph and checkpoints that Flink has stored; and on Flink's pages.
     *
     * @throws IllegalStateException where not even that is seen which must be, so that seeing no
     *     password would prove nothing
     */
    Leaks leaks(Path site, Path topics, Map<String, byte[]> pages) throws IOException {
        List<String> secrets = credentials.secrets();
        String pointer = credentials.reference(JOB);
        List<String> words = new ArrayList<>(secrets);
        words.addAll(List.of(TOLD, pointer));
        Sightings sightings = new Sightings(words);
        sightings.look(site, List.of(directory, topics));
        pages.forEach(sightings::look);
        requireSeen(sightings, TOLD, "in the logs");
        requireSeen(sightings, pointer, "in the job graph that Flink has stored");
        return new Leaks(sightings.looked(), sightings.of(secrets));
    }

    private static void requireSeen(Sightings sightings, String word, String where) {
        if (sightings.of(List.of(word)).isEmpty()) {
            throw new IllegalStateException(
                    "expected '"
                            + word
                            + "' "
                            + where
                            + ", got none in "
                            + sightings.looked()
                            + " places; passwords are looked for where they would not be");
        }
    }
}
