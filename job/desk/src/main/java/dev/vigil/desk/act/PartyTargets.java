package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.BusException;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A broker, written to as the party that may: the desk's own connection stays, others end. */
final class PartyTargets implements OutboxTarget, AutoCloseable {
    private final Properties client;
    private final WritingParties parties;
    private final KafkaOutboxTarget own;
    private final Map<Party, KafkaOutboxTarget> others = new EnumMap<>(Party.class);

    /**
     * @throws IOException where the desk's own settings are wrong
     */
    PartyTargets(Properties client, WritingParties parties) throws IOException {
        this.client = client;
        this.parties = parties;
        this.own = new KafkaOutboxTarget(client);
    }

    @Override
    public RecordPlace send(OutboxRow row) throws BusException, UnsentException {
        Topic topic = topic(row);
        Optional<Party> party = WritingParties.other(topic);
        if (party.isEmpty()) {
            return own.send(row);
        }
        if (party.get() == Party.LISTING) {
            requireTwoNames(row);
        }
        KafkaOutboxTarget target;
        try {
            target = as(party.get(), topic);
        } catch (IOException e) {
            // Nothing was sent yet, and the settings may be put right.
            throw new UnsentException(e.getMessage(), false, e);
        }
        return target.send(row);
    }

    /** A later version may have ordered it before this one was started again. */
    private static Topic topic(OutboxRow row) throws UnsentException {
        try {
            return Topic.named(row.topic());
        } catch (IllegalArgumentException e) {
            throw new UnsentException(
                    "expected a topic that this version has, got '"
                            + row.topic()
                            + "'; start the version that "
                            + row.id()
                            + " was ordered with",
                    false,
                    e);
        }
    }

    private KafkaOutboxTarget as(Party party, Topic topic) throws IOException {
        Optional<Properties> settings = parties.settings(topic, client);
        if (settings.isEmpty()) {
            return own;
        }
        KafkaOutboxTarget open = others.get(party);
        if (open == null) {
            open = new KafkaOutboxTarget(settings.get());
            others.put(party, open);
        }
        return open;
    }

    /** Whatever has ordered it: one person alone does not get the principal that publishes. */
    private static void requireTwoNames(OutboxRow row) throws UnsentException {
        Map<String, byte[]> headers = new HashMap<>();
        row.headers().forEach(it -> headers.put(it.name(), it.value()));
        String actor;
        String approver;
        try {
            Envelope envelope = Envelope.parse(headers::get);
            actor = envelope.actor();
            approver = envelope.approver();
        } catch (IllegalArgumentException e) {
            throw new UnsentException(
                    "expected a CloudEvent to publish, got headers of "
                            + row.id()
                            + " that are none: "
                            + e.getMessage()
                            + "; draft it again",
                    true,
                    e);
        }
        if (actor == null || approver == null || actor.equals(approver)) {
            throw new UnsentException(
                    "expected the names of two persons to publish "
                            + row.id()
                            + ", got "
                            + actor
                            + " and "
                            + approver
                            + "; draft it again and have another person approve it",
                    true,
                    null);
        }
    }

    @Override
    public void settle() {
        others.values().forEach(KafkaOutboxTarget::close);
        others.clear();
    }

    /** All topics that are asked for are read by the desk too. */
    @Override
    public Map<Integer, Long> ends(String topic) throws BusException {
        return own.ends(topic);
    }

    @Override
    public void close() {
        settle();
        own.close();
    }
}
