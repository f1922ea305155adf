package dev.vigil.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.OwnCertificate;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalOpinionBuilder;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalSharedBuilder;
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
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two platforms, each with its broker: what one shares the other gets, and no third one. */
class TwoFeedsITCase {
    private static final long T0_MS = 1_795_507_200_000L;
    private static final List<long[]> CHUNKS = List.of(new long[] {1, 2, 3}, new long[] {4});

    @TempDir private static Path folder;
    private static Platform east;
    private static Platform west;
    private static Platform stranger;

    private static HttpClient http;

    /** One of the platforms; a stranger has no broker. */
    private static final class Platform implements AutoCloseable {
        private final String name;
        private final KeyPair key = ListKeys.create();
        private final OwnCertificate certificate;
        private final EmbeddedBroker broker;
        private PeerBridge feed;

        Platform(String name, boolean hasBroker) throws Exception {
            this.name = name;
            certificate = OwnCertificate.make(folder, name);
            broker = hasBroker ? EmbeddedBroker.start(folder.resolve(name)) : null;
        }

        /** As it speaks with that peer. */
        SSLContext tls(Platform peer) throws IOException {
            return PeerTls.context(
                    certificate.store(),
                    certificate.passwordFile(),
                    peer.certificate.certificate());
        }

        Properties kafka() {
            Properties client = new Properties();
            client.setProperty("bootstrap.servers", broker.bootstrap());
            return client;
        }

        /** Those that a bridge sees; all of them would take a broker many seconds. */
        void createTopics() throws Exception {
            try (Admin admin = Admin.create(kafka())) {
                admin.createTopics(
                                Stream.of(Topic.SIGNALS, Topic.SIGNALS_IN)
                                        .map(
                                                topic ->
                                                        new NewTopic(
                                                                topic.topicName(),
                                                                topic.partitions(),
                                                                (short) 1))
                                        .toList())
                        .all()
                        .get();
            }
        }

        void offerTo(Platform peer) throws IOException {
            feed =
                    new PeerBridge(
                            peer.name,
                            new InetSocketAddress("127.0.0.1", 0),
                            null,
                            null,
                            tls(peer),
                            kafka(),
                            line -> {});
        }

        URI address() {
            return URI.create("https://127.0.0.1:" + feed.port());
        }

        /** What it has of that peer's feed so far, remembered in the file. */
        int fetch(Platform peer, Path cursor) throws Exception {
            try (PeerBridge bridge =
                    new PeerBridge(
                            peer.name,
                            null,
                            peer.address(),
                            cursor,
                            tls(peer),
                            kafka(),
                            line -> {})) {
                return bridge.fetch();
            }
        }

        List<Event> came() throws Exception {
            try (Bus bus = new Bus(kafka())) {
                return bus.all(Topic.SIGNALS_IN);
            }
        }

        SignalShared signal(String id) {
            return SignalSignature.signed(
                    SignalSharedBuilder.builder()
                            .signalId(name + ":" + id)
                            .version(1)
                            .origin(name)
                            .kind(SignalKind.REFERENCE)
                            .work(new SignalWork(null, List.of(new WorkTitle("zh", "夜港")), null))
                            .fingerprint(
                                    new SignalFingerprint(
                                            "audio/1",
                                            120_000,
                                            4,
                                            CHUNKS.stream()
                                                    .map(PeaksCodec::payload)
                                                    .map(List::of)
                                                    .map(PeaksCodec::digest)
                                                    .toList()))
                            .listClass(ListClass.RIGHTS_DECLARED)
                            .issuedAt(T0_MS)
                            .expiresAt(T0_MS + 1_000_000)
                            .build(),
                    key.getPrivate());
        }

        /** As its ledger job writes them: the signal, then its chunks. */
        void shares(SignalShared signal) throws Exception {
            try (Bus bus = new Bus(kafka())) {
                send(bus, signal.signalId(), EventType.SIGNAL_SHARED, null, Json.bytes(signal));
                for (int number = 0; number < CHUNKS.size(); number++) {
                    byte[] peaks = PeaksCodec.payload(CHUNKS.get(number));
                    send(bus, signal.signalId(), EventType.SIGNAL_CHUNK, (long) number, peaks);
                }
            }
        }

        SignalOpinion opinion(SignalShared about) {
            return SignalSignature.signed(
                    SignalOpinionBuilder.builder()
                            .signalId(about.signalId())
                            .contentDigest(SignalContent.published(about))
                            .origin(name)
                            .version(1)
                            .opinion(OpinionKind.CONFIRM)
                            .formedBy(FormedBy.PERSON)
                            .at(T0_MS)
                            .build(),
                    key.getPrivate());
        }

        void thinks(SignalOpinion opinion) throws Exception {
            try (Bus bus = new Bus(kafka())) {
                send(bus, opinion.signalId(), EventType.SIGNAL_OPINION, null, Json.bytes(opinion));
            }
        }

        private void send(Bus bus, String key, EventType type, Long number, byte[] data)
                throws Exception {
            bus.send(Topic.SIGNALS, key, envelope(key, type, number), data);
        }

        @Override
        public void close() {
            if (feed != null) {
                feed.close();
            }
            if (broker != null) {
                broker.close();
            }
        }
    }

    private static Envelope envelope(String key, EventType type, Long number) {
        return EnvelopeBuilder.builder()
                .id(key + "/" + type + "/" + number)
                .source("/vigil/ledger-job")
                .type(type.type())
                .subject(key)
                .timeMs(T0_MS)
                .contentType(
                        type == EventType.SIGNAL_CHUNK
                                ? PeaksCodec.contentType("audio/1")
                                : Envelope.JSON)
                .sequence(number)
                .actor("oidc:mei")
                .build();
    }

    @BeforeAll
    static void start() throws Exception {
        stranger = new Platform("stranger", false);
        east = new Platform("east", true);
        west = new Platform("west", true);
        east.createTopics();
        west.createTopics();
        east.offerTo(west);
        west.offerTo(east);
        http = client(west.tls(east));
    }

    @AfterAll
    static void stop() {
        for (Platform one : new Platform[] {east, west}) {
            if (one != null) {
                one.close();
            }
        }
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(east.address() + path));
    }

    private int status(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static HttpRequest.Builder post(byte[] body) {
        return to(FeedServer.OPINIONS).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static byte[] batch(SignalOpinion opinion) {
        return BatchForm.bytes(
                List.of(
                        new FeedEvent(
                                opinion.signalId(),
                                envelope(opinion.signalId(), EventType.SIGNAL_OPINION, null),
                                Json.bytes(opinion))));
    }

    private static List<Event> ofKey(List<Event> events, String key) {
        return events.stream().filter(event -> key.equals(event.key())).toList();
    }

    /** Each way: signed as it was, in its order, once, and by whom it was caused is not said. */
    @Test
    void whatOneSharesTheOtherGets() throws Exception {
        Path cursor = folder.resolve("once");
        west.fetch(east, cursor);
        SignalShared signal = east.signal("film-1");
        east.shares(signal);
        assertThat(west.fetch(east, cursor)).isEqualTo(3);
        assertThat(west.fetch(east, cursor)).as("a new process that has the cursor").isZero();
        List<Event> came = ofKey(west.came(), signal.signalId());
        assertThat(came)
                .extracting(event -> event.type().orElseThrow())
                .startsWith(
                        EventType.SIGNAL_SHARED, EventType.SIGNAL_CHUNK, EventType.SIGNAL_CHUNK);
        SignalShared read = came.get(0).as(SignalShared.class);
        assertThat(read).isEqualTo(signal);
        assertThat(
                        SignalSignature.SIGNAL.verifies(
                                came.get(0).data(), read.signature(), east.key.getPublic()))
                .isTrue();
        assertThat(PeaksCodec.read(came.get(2).data())).isEqualTo(CHUNKS.get(1));
        assertThat(came.get(2).envelope().sequence()).isEqualTo(1);
        assertThat(came).allMatch(event -> event.envelope().actor() == null);

        SignalOpinion opinion = west.opinion(signal);
        west.thinks(opinion);
        assertThat(east.fetch(west, folder.resolve("back"))).isPositive();
        assertThat(ofKey(east.came(), signal.signalId()).get(0).as(SignalOpinion.class))
                .isEqualTo(opinion);
    }

    @Test
    void pagesHaveEachRecordOnce() throws Exception {
        for (int film = 0; film < 10; film++) {
            east.shares(east.signal("page-" + film));
        }
        HashSet<String> ids = new HashSet<>();
        String after = null;
        int pages = 0;
        List<FeedEvent> events;
        do {
            HttpResponse<byte[]> page =
                    http.send(
                            to(FeedServer.FEED
                                            + "?max=7"
                                            + (after == null ? "" : "&after=" + after))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("content-type")).contains(BatchForm.CONTENT_TYPE);
            events = BatchForm.read(page.body());
            assertThat(events).hasSizeLessThanOrEqualTo(7);
            for (FeedEvent event : events) {
                assertThat(ids.add(event.envelope().id())).as("once").isTrue();
            }
            after = page.headers().firstValue(FeedServer.NEXT).orElseThrow();
            pages++;
        } while (!events.isEmpty());
        assertThat(pages).isGreaterThan(4);
        assertThat(ids.stream().filter(id -> id.contains("page-"))).hasSize(30);
    }

    /** A topic that was made anew, or has forgotten: all that is there comes again. */
    @Test
    void aCursorOfWhatIsGoneStartsOver() throws Exception {
        east.shares(east.signal("again"));
        assertThat(status(to(FeedServer.FEED + "?after=0-999999.1-999999"))).isEqualTo(410);
        Path cursor = folder.resolve("gone");
        Files.writeString(cursor, "0-999999.1-999999");
        assertThat(west.fetch(east, cursor)).isGreaterThanOrEqualTo(3);
    }

    @Test
    void noOtherPlatformIsLetIn() throws Exception {
        HttpClient other = client(stranger.tls(east));
        assertThatThrownBy(
                        () ->
                                other.send(
                                        to(FeedServer.FEED).build(),
                                        HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        HttpClient impostor = client(west.tls(stranger));
        assertThatThrownBy(
                        () ->
                                impostor.send(
                                        to(FeedServer.FEED).build(),
                                        HttpResponse.BodyHandlers.ofString()))
                .as("east is not whom it trusts")
                .isInstanceOf(IOException.class);
        assertThat(status(to(FeedServer.FEED))).isEqualTo(200);
    }

    @Test
    void thePeerSaysWhatItThinksForItselfAlone() throws Exception {
        SignalOpinion own = west.opinion(east.signal("posted"));
        assertThat(status(post(batch(own)))).isEqualTo(204);
        assertThat(ofKey(east.came(), own.signalId())).hasSize(1);
        assertThat(status(post(batch(own.withOrigin("north"))))).isEqualTo(400);
        assertThat(status(post("[]]".getBytes()))).isEqualTo(400);
        assertThat(status(post(new byte[FeedServer.MOST_BYTES + 1]))).isEqualTo(413);
        assertThat(ofKey(east.came(), own.signalId())).hasSize(1);
    }

    @Test
    void whatIsAskedWronglyIsAnsweredWithWhatIsRight() throws Exception {
        assertThat(status(to(FeedServer.FEED + "?after=x"))).isEqualTo(400);
        assertThat(status(to(FeedServer.FEED + "?max=0"))).isEqualTo(400);
        assertThat(status(to(FeedServer.FEED + "?max=1001"))).isEqualTo(400);
        assertThat(status(to("/other"))).isEqualTo(404);
        assertThat(status(to(FeedServer.OPINIONS))).isEqualTo(405);
    }
}
