package dev.vigil.local.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.OwnCertificate;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.fixtures.process.JavaProcess;
import dev.vigil.peers.PeerBridge;
import dev.vigil.peers.PeerTls;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalSharedBuilder;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.signal.SignalWork;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EnvelopeBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.SignalContent;
import dev.vigil.schema.wire.SignalSignature;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.caughtup.RunningJob;
import dev.vigil.stream.jobs.Site;
import dev.vigil.stream.options.JobOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signals of a peer over restarts: the process that fetches them and the ledger job are killed and
 * go on, the cursor is an old one, the state is an older one or none. Every signal is there, and
 * none is placed, listed or answered twice in other words.
 */
@ExtendWith(SharedBroker.class)
class SignalRestartITCase {
    private static final String EAST = "east.example";
    private static final String WEST = "west.example";
    private static final String PERSON = "oidc:mei";
    private static final List<long[]> CHUNKS =
            List.of(new long[] {1L << 40, 2L << 40}, new long[] {900L << 40});

    /** Of a signal on a topic: itself and its chunks. */
    private static final int RECORDS = 1 + CHUNKS.size();

    private static final int FIRST = 20;
    private static final int ALL = 40;

    /** What the ledger job writes of signals. */
    private static final List<Topic> PUBLISHED =
            List.of(Topic.LIST, Topic.REFERENCES, Topic.SIGNALS, Topic.SIGNAL_STATES);

    private final KeyPair eastKey = ListKeys.create();
    private final KeyPair westKey = ListKeys.create();
    private final Map<Integer, SignalShared> shared = new HashMap<>();

    @TempDir private Path folder;
    private OwnCertificate eastCertificate;
    private OwnCertificate westCertificate;
    private EmbeddedBroker eastBroker;
    private Bus east;
    private PeerBridge feed;
    private Site west;
    private Properties westClients;
    private Path cursor;

    @BeforeEach
    void open(EmbeddedBroker broker) throws Exception {
        eastCertificate = OwnCertificate.make(folder, "east");
        westCertificate = OwnCertificate.make(folder, "west");
        eastBroker = EmbeddedBroker.start(folder.resolve("kafka"));
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", eastBroker.bootstrap());
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(
                                            Topic.SIGNALS.topicName(),
                                            Topic.SIGNALS.partitions(),
                                            (short) 1)))
                    .all()
                    .get();
        }
        east = new Bus(kafka);
        feed =
                new PeerBridge(
                        WEST,
                        new InetSocketAddress("127.0.0.1", 0),
                        null,
                        null,
                        PeerTls.context(
                                eastCertificate.store(),
                                eastCertificate.passwordFile(),
                                westCertificate.certificate()),
                        kafka,
                        line -> {});
        west = Site.on(broker);
        westClients = west.clients();
        cursor = folder.resolve("cursor");
        Files.writeString(folder.resolve("own.pem"), ListKeys.pem(westKey.getPrivate()));
        Files.writeString(folder.resolve("keys"), ListKeys.line(eastKey.getPublic(), EAST) + "\n");
    }

    @AfterEach
    void close() {
        feed.close();
        east.close();
        eastBroker.close();
        west.close();
    }

    @Test
    void noSignalIsLostDoubledOrActivatedTwice() throws Exception {
        String saved;
        Path oldCursor = folder.resolve("cursor.old");
        share(1, FIRST);
        try (RunningJob ledger = ledger(null)) {
            try (JavaProcess bridge = bridge(1)) {
                ledger.awaitOnTopic(
                        () -> assertThat(inState(SignalState.QUARANTINED)).hasSize(FIRST));
                bridge.await(this::isCursorAtTheEnd);
                Files.copy(cursor, oldCursor);
                saved = ledger.savepoint(folder);
                confirm(1, 2, 3, 4);
                ledger.awaitOnTopic(() -> assertThat(inState(SignalState.ACTIVE)).hasSize(4));
                bridge.kill();
            }
        }
        assertThat(received()).isEqualTo(FIRST * RECORDS);
        assertEachOnce();

        share(FIRST + 1, ALL);
        takeBack(2);
        try (RunningJob ledger = ledger(saved);
                JavaProcess bridge = bridge(2)) {
            ledger.awaitOnTopic(
                    () -> assertThat(inState(SignalState.QUARANTINED)).hasSize(ALL - 4));
            ledger.awaitOnTopic(
                    () -> assertThat(inState(SignalState.ACTIVE)).containsExactly(1, 3, 4));
            ledger.awaitOnTopic(
                    () -> assertThat(inState(SignalState.WITHDRAWN)).containsExactly(2));
            bridge.await(this::isCursorAtTheEnd);
        }
        assertThat(received())
                .as("from the cursor on: nothing twice, nothing left out")
                .isEqualTo(ALL * RECORDS + 1);
        assertEachOnce();

        whatComesAgainIsNoNews(oldCursor);
        aColdStartComesToTheSame();
    }

    /** As after a kill between what was written and the cursor that follows from it. */
    private void whatComesAgainIsNoNews(Path oldCursor) throws Exception {
        Map<Topic, Set<String>> before = published();
        Files.delete(cursor);
        Files.copy(oldCursor, cursor);
        share(ALL + 1, ALL + 1);
        try (RunningJob ledger = ledger(null)) {
            fetch();
            ledger.awaitOnTopic(
                    () -> assertThat(inState(SignalState.QUARANTINED)).contains(ALL + 1));
        }
        assertThat(received())
                .as("all since the old cursor again")
                .isEqualTo(ALL * RECORDS + 1 + (ALL - FIRST) * RECORDS + 1 + RECORDS);
        assertOnlyOf(ALL + 1, before);
    }

    private void aColdStartComesToTheSame() throws Exception {
        Map<Topic, Set<String>> before = published();
        Files.delete(cursor);
        share(ALL + 2, ALL + 2);
        try (RunningJob ledger = ledger(null)) {
            fetch();
            ledger.awaitOnTopic(
                    () -> assertThat(inState(SignalState.QUARANTINED)).contains(ALL + 2));
        }
        assertOnlyOf(ALL + 2, before);
        assertThat(inState(SignalState.ACTIVE)).containsExactly(1, 3, 4);
        assertThat(west.all(Topic.LEDGER_DEAD_LETTERS, DeadLetter.class)).isEmpty();
    }

    // East ------------------------------------------------------------------------------------

    private static String signalId(int film) {
        return EAST + ":film-" + film;
    }

    private void share(int first, int last) throws Exception {
        for (int film = first; film <= last; film++) {
            long now = System.currentTimeMillis();
            SignalShared signal =
                    SignalSharedBuilder.builder()
                            .signalId(signalId(film))
                            .version(1)
                            .origin(EAST)
                            .kind(SignalKind.REFERENCE)
                            .work(new SignalWork(null, List.of(new WorkTitle("zh", "夜港")), null))
                            .fingerprint(
                                    new SignalFingerprint(
                                            "audio/1",
                                            120_000,
                                            CHUNKS.stream().mapToLong(one -> one.length).sum(),
                                            CHUNKS.stream()
                                                    .map(PeaksCodec::payload)
                                                    .map(List::of)
                                                    .map(PeaksCodec::digest)
                                                    .toList()))
                            .listClass(ListClass.RIGHTS_DECLARED)
                            .issuedAt(now)
                            .expiresAt(now + 10 * Site.DAY_MS)
                            .build();
            shared.put(film, signal);
            send(signal);
            for (int number = 0; number < CHUNKS.size(); number++) {
                send(
                        signal.signalId(),
                        EventType.SIGNAL_CHUNK,
                        (long) number,
                        PeaksCodec.contentType("audio/1"),
                        PeaksCodec.payload(CHUNKS.get(number)));
            }
        }
    }

    private void takeBack(int film) throws Exception {
        long now = System.currentTimeMillis();
        send(shared.get(film).with().version(2).withdrawnAt(now).build());
    }

    private void send(SignalShared unsigned) throws Exception {
        SignalShared signal = SignalSignature.signed(unsigned, eastKey.getPrivate());
        send(signal.signalId(), EventType.SIGNAL_SHARED, null, Envelope.JSON, Json.bytes(signal));
    }

    private void send(String key, EventType type, Long number, String contentType, byte[] data)
            throws Exception {
        Envelope envelope =
                EnvelopeBuilder.builder()
                        .id(key + "/" + type + "/" + number + "/" + data.length)
                        .source("/vigil/ledger-job")
                        .type(type.type())
                        .subject(key)
                        .timeMs(System.currentTimeMillis())
                        .contentType(contentType)
                        .sequence(number)
                        .build();
        east.send(Topic.SIGNALS, key, envelope, data);
    }

    /** The cursor is the next offset of each partition of east's topic. */
    private boolean isCursorAtTheEnd() throws Exception {
        if (!Files.exists(cursor)) {
            return false;
        }
        Map<Integer, Long> read = new TreeMap<>();
        for (String one : Files.readString(cursor).strip().split("\\.")) {
            String[] parts = one.split("-");
            read.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
        }
        Properties kafka = new Properties();
        kafka.setProperty("bootstrap.servers", eastBroker.bootstrap());
        try (Admin admin = Admin.create(kafka)) {
            Map<TopicPartition, OffsetSpec> partitions =
                    IntStream.range(0, Topic.SIGNALS.partitions())
                            .mapToObj(n -> new TopicPartition(Topic.SIGNALS.topicName(), n))
                            .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
            Map<Integer, Long> ends = new TreeMap<>();
            admin.listOffsets(partitions)
                    .all()
                    .get()
                    .forEach((one, end) -> ends.put(one.partition(), end.offset()));
            return read.equals(ends);
        }
    }

    // West ------------------------------------------------------------------------------------

    /** A process of its own: kill -9 ends it wherever it is. */
    private JavaProcess bridge(int start) throws Exception {
        return JavaProcess.start(
                folder.resolve("bridge-" + start + ".log"),
                List.of("-Xmx256m"),
                JavaProcess.classPath(entry -> true),
                Map.of(),
                Vigil.class.getName(),
                "peers",
                "--peer",
                EAST,
                "--from",
                "https://127.0.0.1:" + feed.port(),
                "--cursor",
                cursor.toString(),
                "--store",
                westCertificate.store().toString(),
                "--password-file",
                westCertificate.passwordFile().toString(),
                "--peer-cert",
                eastCertificate.certificate().toString(),
                "--every",
                "0.2s",
                "--bootstrap",
                westClients.getProperty("bootstrap.servers"));
    }

    /** What such a process does, in this one: where none is killed, another JVM shows no more. */
    private void fetch() throws Exception {
        SSLContext tls =
                PeerTls.context(
                        westCertificate.store(),
                        westCertificate.passwordFile(),
                        eastCertificate.certificate());
        URI from = URI.create("https://127.0.0.1:" + feed.port());
        try (PeerBridge bridge =
                new PeerBridge(EAST, null, from, cursor, tls, westClients, line -> {})) {
            Await.onTopics(
                    westClients,
                    () -> {
                        bridge.fetch();
                        return isCursorAtTheEnd();
                    });
        }
    }

    /**
     * @param savepoint null for a start without state
     */
    private RunningJob ledger(String savepoint) throws Exception {
        Configuration settings = new Configuration();
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        Configuration options = new Configuration();
        options.setString(JobOptions.JOB.key(), "ledger");
        options.set(JobOptions.BOOTSTRAP, westClients.getProperty("bootstrap.servers"));
        options.set(JobOptions.STRIKE_PREFIX, "strikes-" + folder.getFileName());
        options.set(JobOptions.SIGNALS_ORIGIN, WEST);
        options.set(JobOptions.SIGNALS_KEY, folder.resolve("own.pem").toString());
        options.set(JobOptions.SIGNALS_KEYS, folder.resolve("keys").toString());
        StreamExecutionEnvironment env = Site.environment(1, settings);
        VigilJob.build(env, options);
        return west.running(env.executeAsync("ledger"));
    }

    private void confirm(int... films) throws Exception {
        for (int film : films) {
            long now = System.currentTimeMillis();
            Envelope envelope =
                    EnvelopeBuilder.builder()
                            .id("decided-" + film)
                            .source("/vigil/command")
                            .type(EventType.SIGNAL_DECIDED.type())
                            .subject(signalId(film))
                            .timeMs(now)
                            .contentType(Envelope.JSON)
                            .actor(PERSON)
                            .build();
            west.bus.send(
                    Topic.SIGNAL_DECISIONS,
                    signalId(film),
                    envelope,
                    Json.bytes(
                            SignalDecidedBuilder.builder()
                                    .signalId(signalId(film))
                                    .contentDigest(SignalContent.published(shared.get(film)))
                                    .opinion(OpinionKind.CONFIRM)
                                    .by(PERSON)
                                    .at(now)
                                    .build()));
        }
    }

    /** Records of east that were ever written to west's topic. */
    private int received() throws Exception {
        return west.bus.all(Topic.SIGNALS_IN).size();
    }

    /** Films that are in that state now. */
    private List<Integer> inState(SignalState state) throws Exception {
        return west.bus.latest(Topic.SIGNAL_STATES, SignalStatus.class).values().stream()
                .filter(one -> one.state() == state)
                .map(one -> Integer.valueOf(one.signalId().replaceFirst(".*-", "")))
                .sorted()
                .toList();
    }

    /** What was ever published, each with its key: a repeat in the same words is one. */
    private Map<Topic, Set<String>> published() throws Exception {
        Map<Topic, Set<String>> all = new HashMap<>();
        for (Topic topic : PUBLISHED) {
            all.put(
                    topic,
                    west.bus.all(topic).stream()
                            .map(SignalRestartITCase::words)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return all;
    }

    private static String words(Event event) {
        byte[] data = event.data();
        boolean isText = data != null && data.length > 0 && data[0] == '{';
        return event.key()
                + " "
                + (isText ? new String(data, StandardCharsets.UTF_8) : Arrays.hashCode(data));
    }

    private void assertOnlyOf(int film, Map<Topic, Set<String>> before) throws Exception {
        Map<Topic, Set<String>> after = published();
        after.values().forEach(all -> all.removeIf(words -> words.contains("film-" + film + "\"")));
        after.get(Topic.REFERENCES).removeIf(words -> words.contains("film-" + film + "/"));
        assertThat(after).isEqualTo(before);
        assertEachOnce();
    }

    /** An entry has one body for each version; a film that was not taken back has one version. */
    private void assertEachOnce() throws Exception {
        Map<String, Set<String>> entries = new TreeMap<>();
        for (Event event : west.bus.all(Topic.LIST)) {
            entries.computeIfAbsent(event.key(), key -> new TreeSet<>()).add(words(event));
        }
        entries.forEach(
                (entry, bodies) ->
                        assertThat(bodies)
                                .as(entry)
                                .hasSize(entry.endsWith("film-2") && isTakenBack() ? 2 : 1));
        Stream<String> said =
                west.bus.all(Topic.SIGNALS).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Event::key,
                                        Collectors.mapping(
                                                SignalRestartITCase::words, Collectors.toSet())))
                        .entrySet()
                        .stream()
                        .filter(one -> one.getValue().size() > 1)
                        .map(Map.Entry::getKey);
        assertThat(said).as("one opinion on each").isEmpty();
    }

    private boolean isTakenBack() {
        try {
            return !inState(SignalState.WITHDRAWN).isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
