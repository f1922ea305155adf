package dev.vigil.stream.door;

import static dev.vigil.stream.door.Arriving.AHEAD_MS;
import static dev.vigil.stream.door.Arriving.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.audio.Peak;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.signal.SignalFact;
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
import dev.vigil.schema.wire.Peers;
import dev.vigil.schema.wire.SignalContent;
import dev.vigil.schema.wire.SignalSignature;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What enters of peers: signed by its origin, of no user, and of a class that a peer may bring. */
class SignalDoorTest {
    private static final String HERE = "here.example";
    private static final KeyPair ALPHA = ListKeys.create();
    private static final KeyPair BETA = ListKeys.create();
    private static final String PERSON = "oidc:mei";

    private final SignalDoor door =
            new SignalDoor(
                    () -> NOW_MS,
                    HERE,
                    new Peers(
                            Map.of(
                                    "alpha",
                                    List.of(ALPHA.getPublic()),
                                    "beta",
                                    List.of(BETA.getPublic()))));

    private static SignalShared signal(String origin) {
        return SignalSharedBuilder.builder()
                .signalId(origin + ":film-17")
                .version(1)
                .origin(origin)
                .kind(SignalKind.REFERENCE)
                .work(new SignalWork(null, List.of(new WorkTitle("en", "Night Harbour")), null))
                .fingerprint(new SignalFingerprint("audio/1", 60_000, 2, List.of("0".repeat(64))))
                .listClass(ListClass.RIGHTS_DECLARED)
                .issuedAt(NOW_MS)
                .expiresAt(NOW_MS + 1_000_000)
                .build();
    }

    private static SignalOpinion opinion(String origin) {
        return SignalOpinionBuilder.builder()
                .signalId("alpha:film-17")
                .contentDigest(SignalContent.published(signal("alpha")))
                .origin(origin)
                .version(1)
                .opinion(OpinionKind.CONFIRM)
                .formedBy(FormedBy.PERSON)
                .at(NOW_MS)
                .build();
    }

    private static Arriving arriving(SignalShared signal, KeyPair key) {
        SignalShared sent = key == null ? signal : SignalSignature.signed(signal, key.getPrivate());
        return Arriving.on(Topic.SIGNALS_IN, EventType.SIGNAL_SHARED, sent.signalId(), sent);
    }

    private static Arriving arriving(SignalOpinion opinion, KeyPair key) {
        SignalOpinion sent = SignalSignature.signed(opinion, key.getPrivate());
        return Arriving.on(Topic.SIGNALS_IN, EventType.SIGNAL_OPINION, sent.signalId(), sent);
    }

    private String refused(Arriving record) {
        DeadLetter letter = record.only(door).dead();
        if (letter == null) {
            return null;
        }
        assertThat(letter.bytes()).as("what must not be kept").isEmpty();
        assertThat(letter.message()).contains("expected").contains("got");
        return letter.reason();
    }

    @Test
    void aSignalAndAnOpinionEnterWithTheirSender() {
        SignalFact fact = arriving(signal("alpha"), ALPHA).only(door);
        assertThat(fact.kind()).isEqualTo(SignalFact.Kind.SIGNAL);
        assertThat(fact.sender()).isEqualTo("alpha");
        assertThat(fact.signal()).isEqualTo(signal("alpha"));
        assertThat(fact.receivedAt()).isEqualTo(NOW_MS);
        assertThat(arriving(opinion("beta"), BETA).only(door).opinion()).isEqualTo(opinion("beta"));
    }

    @Test
    void onlyItsOriginsWordIsTaken() {
        assertThat(refused(arriving(signal("alpha"), null))).isEqualTo("SIGNAL_UNSIGNED");
        assertThat(refused(arriving(signal("alpha"), BETA))).isEqualTo("SIGNAL_FORGED");
        assertThat(refused(arriving(signal("gamma"), ALPHA))).isEqualTo("SIGNAL_UNKNOWN_PEER");
        assertThat(refused(arriving(opinion("beta"), ALPHA))).isEqualTo("SIGNAL_FORGED");
        SignalShared changed =
                SignalSignature.signed(signal("alpha"), ALPHA.getPrivate()).withVersion(2);
        assertThat(refused(arriving(changed, null))).isEqualTo("SIGNAL_FORGED");
    }

    @Test
    void withoutKeysNothingIsTaken() {
        SignalDoor closed = new SignalDoor(() -> NOW_MS, null, Peers.NONE);
        assertThat(arriving(signal("alpha"), ALPHA).only(closed).dead().reason())
                .isEqualTo("SIGNAL_UNKNOWN_PEER");
    }

    /**
     * X2: what comes back of this site is neither news nor an error, whichever bridge brings it.
     */
    @Test
    void whatComesBackOfThisSiteIsDropped() {
        assertThat(arriving(signal(HERE), ALPHA).at(door)).isEmpty();
        assertThat(arriving(opinion(HERE), ALPHA).at(door)).isEmpty();
    }

    /** X3. */
    @ParameterizedTest
    @ValueSource(strings = {"FORBIDDEN", "ORDER"})
    void noClassOfAnAuthority(ListClass listClass) {
        assertThat(refused(arriving(signal("alpha").withListClass(listClass), ALPHA)))
                .isEqualTo("SIGNAL_CLASS");
    }

    @Test
    void nothingOfAUserThoughItIsSigned() {
        JsonNode tree = Json.read(Json.bytes(signal("alpha")), JsonNode.class);
        ((ObjectNode) tree.get("work")).put("accountId", "u-1");
        byte[] json = tree.toString().getBytes(StandardCharsets.UTF_8);
        ((ObjectNode) tree).put("signature", SignalSignature.SIGNAL.sign(json, ALPHA.getPrivate()));
        byte[] signed = tree.toString().getBytes(StandardCharsets.UTF_8);
        Arriving record =
                Arriving.on(Topic.SIGNALS_IN, EventType.SIGNAL_SHARED, "alpha:film-17", signed);
        assertThat(refused(record)).isEqualTo("SIGNAL_PERSONAL");
        byte[] large = new byte[65 * 1024];
        assertThat(
                        refused(
                                Arriving.on(
                                        Topic.SIGNALS_IN,
                                        EventType.SIGNAL_SHARED,
                                        "alpha:film-17",
                                        large)))
                .isEqualTo("SIGNAL_TOO_LARGE");
    }

    @Test
    void ofTimeProfileKeyAndTopic() {
        assertThat(refused(arriving(signal("alpha").withIssuedAt(AHEAD_MS), ALPHA)))
                .isEqualTo("TIME_AHEAD");
        SignalShared over =
                signal("alpha").with().issuedAt(NOW_MS - 9).expiresAt(NOW_MS - 1).build();
        assertThat(refused(arriving(over, ALPHA))).isEqualTo("SIGNAL_EXPIRED");
        assertThat(refused(arriving(signal("alpha"), ALPHA).keyed("alpha:other")))
                .isEqualTo("KEY_MISMATCH");
        assertThat(refused(arriving(opinion("beta"), BETA).on(Topic.SIGNAL_DECISIONS)))
                .isEqualTo("WRONG_TOPIC");
        SignalFingerprint later =
                new SignalFingerprint("audio/977", 60_000, 2, List.of("0".repeat(64)));
        assertThat(refused(arriving(signal("alpha").withFingerprint(later), ALPHA)))
                .isEqualTo("SIGNAL_PROFILE");
    }

    // People ----------------------------------------------------------------------------------

    @Test
    void aPersonSharesForThisSiteAlone() {
        Arriving own = arriving(signal(HERE), null).on(Topic.SIGNAL_DECISIONS);
        assertThat(refused(own)).isEqualTo("ACTOR_MISSING");
        SignalFact fact = own.by(PERSON).only(door);
        assertThat(fact.own()).isTrue();
        assertThat(fact.sender()).isNull();
        assertThat(refused(arriving(signal("alpha"), ALPHA).on(Topic.SIGNAL_DECISIONS).by(PERSON)))
                .isEqualTo("SIGNAL_SHAPE");
    }

    @Test
    void aDecisionNamesWhoMadeIt() {
        SignalDecided decided =
                SignalDecidedBuilder.builder()
                        .signalId("alpha:film-17")
                        .contentDigest("0".repeat(64))
                        .opinion(OpinionKind.CONFIRM)
                        .by(PERSON)
                        .at(NOW_MS)
                        .build();
        Arriving record =
                Arriving.on(
                        Topic.SIGNAL_DECISIONS,
                        EventType.SIGNAL_DECIDED,
                        decided.signalId(),
                        decided);
        assertThat(refused(record)).isEqualTo("ACTOR_MISSING");
        assertThat(refused(record.by("oidc:li"))).isEqualTo("BY_MISMATCH");
        assertThat(record.by(PERSON).only(door).decided()).isEqualTo(decided);
        assertThat(refused(record.on(Topic.SIGNALS_IN).by(PERSON))).isEqualTo("WRONG_TOPIC");
    }

    // Chunks ----------------------------------------------------------------------------------

    private SignalFact chunk(String signalId, Long number, byte[] data) {
        Envelope envelope =
                EnvelopeBuilder.builder()
                        .id("id")
                        .source("/peer")
                        .type(EventType.SIGNAL_CHUNK.type())
                        .subject(signalId)
                        .timeMs(NOW_MS)
                        .contentType(PeaksCodec.contentType("audio/1"))
                        .sequence(number)
                        .build();
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        Topic.SIGNALS_IN.topicName(),
                        0,
                        7,
                        signalId.getBytes(StandardCharsets.UTF_8),
                        data);
        envelope.headers().forEach(record.headers()::add);
        List<SignalFact> out = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(out));
        assertThat(out).hasSize(1);
        return out.get(0);
    }

    private String refusedChunk(String signalId, Long number, byte[] data) {
        return chunk(signalId, number, data).dead().reason();
    }

    @Test
    void aChunkIsOfAPeerAndHasANumber() {
        long[] peaks = {Peak.pack(64, 100, 1), Peak.pack(640, 200, 1)};
        byte[] data = PeaksCodec.payload(peaks);
        SignalFact fact = chunk("alpha:film-17", 3L, data);
        assertThat(fact.chunk()).isEqualTo(3);
        assertThat(fact.peaks()).isEqualTo(peaks);
        assertThat(fact.sender()).isEqualTo("alpha");
        assertThat(refusedChunk("gamma:film-17", 3L, data)).isEqualTo("SIGNAL_UNKNOWN_PEER");
        assertThat(refusedChunk("alpha:film-17", null, data)).isEqualTo("BAD_DATA");
        assertThat(refusedChunk("alpha:film-17", 180L, data)).isEqualTo("BAD_DATA");
        assertThat(refusedChunk("alpha:film-17", 3L, new byte[7])).isEqualTo("BAD_DATA");
    }
}
