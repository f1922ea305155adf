package dev.vigil.cli.doctor;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.reference.References;
import dev.vigil.client.text.Times;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.wire.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is in the topics: the clock's health, the hours of references, what is forwarded. */
final class ReadingChecks {
    private static final String FORWARDERS = "vigil-alerts";
    private static final Duration FORWARDED_WITHIN = Duration.ofMinutes(5);
    private static final Duration CLOCKS_WITHIN = Duration.ofHours(24);

    /** The media job forgets a command a week after it was escalated: nothing resolves it then. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

    /** The ledger job repeats an active alert each day: one that is older is over. */
    private static final Duration REPEATED_WITHIN = Duration.ofDays(2);

    /** What a producer whose clock, rate or channels are wrong gets, once a session. */
    private static final Set<String> PRODUCERS =
            Set.of("TIME_BEHIND", "TIME_AHEAD", "RATE_DIFFERS");

    private static final int MOST_NAMED = 5;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Properties client;
    private final Brokers brokers;
    private final Bus bus;
    private final Clock clock;

    ReadingChecks(Properties client, Brokers brokers, Bus bus, Clock clock) {
        this.client = client;
        this.brokers = brokers;
        this.bus = bus;
        this.clock = clock;
    }

    DoctorFinding health() throws Exception {
        return health(
                "clock health",
                ClockHealth.NOTICE_CLOCK,
                "start the notice job",
                "see job/docs/runbooks/time.md#the-clock-has-stopped");
    }

    /** A site need not keep a ledger. */
    DoctorFinding ledgerHealth() throws Exception {
        if (!hasLedger()) {
            return DoctorFinding.well("ledger's clock health", "no ledger job has run here");
        }
        return health(
                "ledger's clock health",
                ClockHealth.LEDGER_CLOCK,
                "start the ledger job",
                "see job/docs/runbooks/ledger.md#the-clock-of-the-ledger-has-stopped");
    }

    boolean hasLedger() throws Exception {
        return bus.latest(Topic.HEALTH, ClockHealth.class).containsKey(ClockHealth.LEDGER_CLOCK);
    }

    /** The job's own word; a job that is dead leaves its last one. */
    private DoctorFinding health(String check, String key, String start, String see)
            throws Exception {
        ClockHealth health = bus.latest(Topic.HEALTH, ClockHealth.class).get(key);
        if (health == null) {
            return DoctorFinding.wrong(check, "a record on the topic health", "none", start);
        }
        String told = health.state() + " since " + Times.clock(health.since());
        return health.state() == ClockMotion.RUNNING
                ? DoctorFinding.well(check, told)
                : DoctorFinding.wrong(check, "RUNNING", told + " (" + health.reason() + ")", see);
    }

    /** What a reference matches that may not block goes to REVIEW: its work is not protected. */
    DoctorFinding quarantine() throws Exception {
        List<String> names =
                bus.latest(Topic.REFERENCE_HEALTH, ReferenceHealth.class).values().stream()
                        .filter(health -> !health.state().mayBlock())
                        .map(health -> health.workId() + "/" + health.referenceId())
                        .sorted()
                        .toList();
        return none(
                "references",
                "none that waits for a person",
                names,
                "review each and record the result, vigil reference review; see"
                        + " job/docs/runbooks/references.md#a-reference-is-in-quarantine");
    }

    /** A platform that does not answer may still show what was to be stopped. */
    DoctorFinding unconfirmed() throws Exception {
        List<String> names = new ArrayList<>(unconfirmedOfSessions());
        names.addAll(unconfirmedOfAccounts());
        return none(
                "commands",
                "no active alert about one that is not confirmed",
                names,
                "see job/docs/runbooks/commands.md");
    }

    private List<String> unconfirmedOfSessions() throws Exception {
        long sinceMs = clock.millis() - FORGOTTEN_AFTER.toMillis();
        Map<String, CommandUnconfirmed> alerts = new TreeMap<>();
        bus.all(Topic.MEDIA_ALERTS, CommandUnconfirmed.class)
                .forEach(alert -> alerts.put(alert.commandId(), alert));
        return alerts.values().stream()
                .filter(alert -> alert.resolvedAt() == null && alert.deadline() > sinceMs)
                .map(CommandUnconfirmed::commandId)
                .toList();
    }

    private List<String> unconfirmedOfAccounts() throws Exception {
        Set<String> commands = new TreeSet<>();
        bus.since(
                Topic.LEDGER_ALERTS,
                ledgerRanAt() - REPEATED_WITHIN.toMillis(),
                event ->
                        event.readable(LedgerAlert.class)
                                .filter(alert -> alert.kind() == LedgerAlertKind.UNCONFIRMED)
                                .ifPresent(alert -> count(alert, commands)));
        return List.copyOf(commands);
    }

    /** A job that does not run repeats nothing. */
    private long ledgerRanAt() throws Exception {
        ClockHealth health =
                bus.latest(Topic.HEALTH, ClockHealth.class).get(ClockHealth.LEDGER_CLOCK);
        return health == null ? clock.millis() : Math.min(clock.millis(), health.at());
    }

    private static void count(LedgerAlert alert, Set<String> commands) {
        if (alert.resolvedAt() == null) {
            commands.add(alert.subject());
        } else {
            commands.remove(alert.subject());
        }
    }

    /**
     * Of a session whose producer's clock is behind or ahead, times are wrong; at a wrong rate
     * nothing is recognised.
     */
    DoctorFinding producerClocks() throws Exception {
        Set<String> names = new TreeSet<>();
        bus.since(
                Topic.DEAD_LETTERS,
                clock.millis() - CLOCKS_WITHIN.toMillis(),
                event ->
                        event.readable(DeadLetter.class)
                                .filter(letter -> PRODUCERS.contains(letter.reason()))
                                .ifPresent(
                                        letter -> names.add(letter.key() + " " + letter.reason())));
        return none(
                "producers' clocks",
                "none wrong in " + TopicChecks.span(CLOCKS_WITHIN.toMillis()),
                List.copyOf(names),
                "start NTP where these sessions are produced, of RATE_DIFFERS declare the rate and the"
                        + " channels that the samples have; vigil watch deadletters has the times");
    }

    private static DoctorFinding none(
            String check, String expected, List<String> names, String todo) {
        if (names.isEmpty()) {
            return DoctorFinding.well(check, expected);
        }
        String named = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return DoctorFinding.wrong(
                check,
                expected,
                names.size() + ": " + named + (names.size() > MOST_NAMED ? ", ..." : ""),
                todo);
    }

    /** Of the newest version of each reference that is not retired. */
    double referenceHours() throws Exception {
        References references = References.read(bus);
        long ms = references.all().stream().mapToLong(ReferenceManifest::durationMs).sum();
        return ms / 3_600_000.0;
    }

    /** Where alerts were forwarded once, that must go on: one that waits is not seen. */
    DoctorFinding forwarders() throws Exception {
        List<String> groups =
                Brokers.await(brokers.admin().listGroups().all()).stream()
                        .map(group -> group.groupId())
                        .filter(group -> group.startsWith(FORWARDERS))
                        .sorted()
                        .toList();
        List<String> late = new ArrayList<>();
        for (String group : groups) {
            long waits = oldestMs(group);
            if (waits > FORWARDED_WITHIN.toMillis()) {
                late.add(group + " " + TopicChecks.span(waits));
            }
        }
        if (late.isEmpty()) {
            return DoctorFinding.well(
                    "forwarders",
                    groups.isEmpty() ? "none has run here" : "nothing waits for " + groups);
        }
        return DoctorFinding.wrong(
                "forwarders",
                "alerts forwarded within " + TopicChecks.span(FORWARDED_WITHIN.toMillis()),
                "the oldest waits for " + String.join(", ", late),
                "start vigil alerts, or see in its log why the target refuses; delete a group that"
                        + " is used no more (kafka-consumer-groups.sh --delete --group)");
    }

    /** How long the oldest record waits that a group has not committed; 0 where none does. */
    private long oldestMs(String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed =
                Brokers.await(
                        brokers.admin()
                                .listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata());
        committed.values().removeIf(offset -> offset == null);
        long oldest = clock.millis();
        try (KafkaConsumer<byte[], byte[]> reader = reader()) {
            Map<TopicPartition, Long> ends = reader.endOffsets(committed.keySet());
            for (TopicPartition partition : committed.keySet()) {
                long from = committed.get(partition).offset();
                oldest = Math.min(oldest, firstAt(reader, partition, from, ends.get(partition)));
            }
        }
        return clock.millis() - oldest;
    }

    /** Reads, as behind the last record there may be markers of transactions only. */
    private static long firstAt(
            KafkaConsumer<byte[], byte[]> reader, TopicPartition partition, long from, long end) {
        reader.assign(Set.of(partition));
        reader.seek(partition, from);
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        while (reader.position(partition) < end && System.nanoTime() < untilNanos) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                return record.timestamp();
            }
        }
        return Long.MAX_VALUE;
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", "1");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
