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

    PartyTargets(Properties client, WritingParties parties) throws BusException {
        this.client = client;
        this.parties = parties;
        this.own = new KafkaOutboxTarget(client);
    }

    @Override
    public RecordPlace send(OutboxRow row) throws BusException {
        Topic topic = Topic.named(row.topic());
        Optional<Properties> settings = settings(topic);
        if (settings.isEmpty()) {
            return own.send(row);
        }
        Party party = WritingParties.other(topic).orElseThrow();
        if (party == Party.LISTING) {
            requireTwoNames(row);
        }
        KafkaOutboxTarget open = others.get(party);
        if (open == null) {
            open = new KafkaOutboxTarget(settings.get());
            others.put(party, open);
        }
        return open.send(row);
    }

    /** Whatever has ordered it: one person alone does not get the principal that publishes. */
    private static void requireTwoNames(OutboxRow row) throws BusException {
        Map<String, byte[]> headers = new HashMap<>();
        row.headers().forEach(it -> headers.put(it.name(), it.value()));
        Envelope envelope = Envelope.parse(headers::get);
        if (envelope.actor() == null
                || envelope.approver() == null
                || envelope.actor().equals(envelope.approver())) {
            throw new BusException(
                    "publishing " + row.id(),
                    new IllegalArgumentException(
                            "the names of two persons are missing: "
                                    + envelope.actor()
                                    + ", "
                                    + envelope.approver()));
        }
    }

    @Override
    public void settle() {
        others.values().forEach(KafkaOutboxTarget::close);
        others.clear();
    }

    private Optional<Properties> settings(Topic topic) throws BusException {
        try {
            return parties.settings(topic, client);
        } catch (IOException e) {
            throw new BusException("reading settings for " + topic.topicName(), e);
        }
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
