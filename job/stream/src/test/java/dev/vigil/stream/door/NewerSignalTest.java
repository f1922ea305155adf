package dev.vigil.stream.door;

import static dev.vigil.stream.door.Arriving.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.flink.signal.SignalsFunction;
import dev.vigil.register.Identifiers;
import dev.vigil.schema.signal.DisputeReason;
import dev.vigil.schema.signal.FormedBy;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalOpinionBuilder;
import dev.vigil.schema.signal.SignalSent;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.Peers;
import dev.vigil.schema.wire.SignalContent;
import dev.vigil.schema.wire.SignalSignature;
import dev.vigil.schema.wire.Topic;
import dev.vigil.signal.SignalRules;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A signal of a peer that runs a later version, with members that this one does not know: its
 * opinions and ours are about the same content, as the peers upgrade on their own schedule.
 */
class NewerSignalTest {
    private static final String HERE = "here.example";
    private static final String ID = "alpha:film-17";
    private static final String OWN_ID = HERE + ":film-17";
    private static final long[] PEAKS = {1L << 40, 2L << 40};
    private static final String CHUNK = PeaksCodec.digest(List.of(PeaksCodec.payload(PEAKS)));

    /** In canonical form, as the later version of the peer makes its digest. */
    private static final String ABOUT =
            "{'fingerprint':{'chunks':['"
                    + CHUNK
                    + "'],'durationMs':60000,'mix':['M','E'],'peaks':2,'profile':'audio/1'},"
                    + "'kind':'REFERENCE',"
                    + "'listClass':'IN_SCREENING','windows':[{'from':'2026-11-01T08:00:00',"
                    + "'label':'premiere','to':'2026-12-20T08:00:00','type':'EVENT',"
                    + "'zone':'+08:00'}],'work':{'release':{'season':2},"
                    + "'titles':[{'lang':'en','text':'Night Harbour'}]}}";

    /** SHA-256 of that text. */
    private static final String DIGEST = sha256(ABOUT);

    private static final Map<String, KeyPair> KEYS =
            Map.of(
                    "alpha", ListKeys.create(),
                    "beta", ListKeys.create(),
                    "gamma", ListKeys.create());

    private final SignalDoor door =
            new SignalDoor(
                    () -> NOW_MS,
                    HERE,
                    new Peers(
                            Map.of(
                                    "alpha", List.of(KEYS.get("alpha").getPublic()),
                                    "beta", List.of(KEYS.get("beta").getPublic()),
                                    "gamma", List.of(KEYS.get("gamma").getPublic()))));
    private KeyedOneInputStreamOperatorTestHarness<String, SignalFact, SignalStatus> signals;
    private long watermarkMs = NOW_MS;

    @BeforeEach
    void open() throws Exception {
        SignalRules rules = new SignalRules(HERE, 2, Identifiers.DEFAULTS);
        signals =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new SignalsFunction(rules)),
                        SignalFact::signalId,
                        Types.STRING);
        signals.open();
    }

    @AfterEach
    void close() throws Exception {
        signals.close();
    }

    private static String sha256(String text) {
        return PeaksCodec.digest(List.of(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** What it is about and the rest, members in another order, with some that say nothing. */
    private static byte[] published(String origin) {
        ObjectNode signal = Json.read(bytes(ABOUT), ObjectNode.class);
        signal.put("signalId", origin + ":film-17").put("version", 1).put("origin", origin);
        signal.put("issuedAt", NOW_MS).put("expiresAt", NOW_MS + 1_000_000);
        signal.put("purpose", "later").putNull("abuse").putArray("territories");
        ((ObjectNode) signal.get("work")).putNull("kind");
        KeyPair key = KEYS.get("alpha");
        signal.put("signature", SignalSignature.SIGNAL.sign(Json.bytes(signal), key.getPrivate()));
        return Json.bytes(signal);
    }

    private void arrives(EventType type, Object data) throws Exception {
        Topic topic = type == EventType.SIGNAL_DECIDED ? Topic.SIGNAL_DECISIONS : Topic.SIGNALS_IN;
        SignalFact fact = Arriving.on(topic, type, ID, data).by("oidc:mei").only(door);
        assertThat(fact.dead()).isNull();
        signals.processElement(fact, 0);
        if (type == EventType.SIGNAL_SHARED) {
            SignalFact chunk = SignalFact.chunk(ID, "alpha", 0, "audio/1", PEAKS, null, NOW_MS);
            signals.processElement(chunk, 0);
        }
    }

    private List<SignalSent> sent() {
        return signals.getSideOutput(SignalsFunction.SENT).stream()
                .map(StreamRecord::getValue)
                .toList();
    }

    private SignalStatus status() throws Exception {
        signals.processWatermark(++watermarkMs);
        List<SignalStatus> all = signals.extractOutputValues();
        return all.get(all.size() - 1);
    }

    private static SignalOpinion opinion(String peer, OpinionKind kind, long version) {
        SignalOpinion opinion =
                SignalOpinionBuilder.builder()
                        .signalId(ID)
                        .contentDigest(DIGEST)
                        .origin(peer)
                        .version(version)
                        .opinion(kind)
                        .reasonCode(kind == OpinionKind.DISPUTE ? DisputeReason.FALSE_MATCH : null)
                        .formedBy(FormedBy.PERSON)
                        .at(NOW_MS)
                        .build();
        return SignalSignature.signed(opinion, KEYS.get(peer).getPrivate());
    }

    @Test
    void theDigestIsThatOfItsOrigin() throws Exception {
        arrives(EventType.SIGNAL_SHARED, published("alpha"));
        assertThat(status().contentDigest()).isEqualTo(DIGEST);
        assertThat(SignalContent.received(published("alpha"))).isEqualTo(DIGEST);
    }

    @Test
    void whatPeersThinkOfItCounts() throws Exception {
        arrives(EventType.SIGNAL_SHARED, published("alpha"));
        arrives(EventType.SIGNAL_OPINION, opinion("beta", OpinionKind.CONFIRM, 1));
        arrives(EventType.SIGNAL_OPINION, opinion("gamma", OpinionKind.CONFIRM, 1));
        SignalStatus confirmed = status();
        assertThat(confirmed.confirmations()).isEqualTo(2);
        assertThat(confirmed.state()).isEqualTo(SignalState.ACTIVE);
        arrives(EventType.SIGNAL_OPINION, opinion("alpha", OpinionKind.DISPUTE, 1));
        assertThat(status().state()).isEqualTo(SignalState.DISPUTED);
    }

    /** The peers of the other end read what a person here has decided about the same content. */
    @Test
    void whatAPersonHereThinksOfItNamesTheSameContent() throws Exception {
        arrives(EventType.SIGNAL_SHARED, published("alpha"));
        arrives(
                EventType.SIGNAL_DECIDED,
                SignalDecidedBuilder.builder()
                        .signalId(ID)
                        .contentDigest(status().contentDigest())
                        .opinion(OpinionKind.CONFIRM)
                        .by("oidc:mei")
                        .at(NOW_MS)
                        .build());
        assertThat(status().state()).isEqualTo(SignalState.ACTIVE);
        assertThat(sent())
                .extracting(SignalSent::opinion)
                .extracting(SignalOpinion::contentDigest)
                .containsExactly(DIGEST);
    }

    /** A person here wrote it for a later version; peers get what this one has read of it. */
    @Test
    void thatOfThisSiteIsOfWhatIsPublished() throws Exception {
        byte[] json = published(HERE);
        SignalFact own =
                Arriving.on(Topic.SIGNAL_DECISIONS, EventType.SIGNAL_SHARED, OWN_ID, json)
                        .by("oidc:mei")
                        .only(door);
        signals.processElement(own, 0);
        signals.processElement(
                SignalFact.chunk(OWN_ID, null, 0, "audio/1", PEAKS, null, NOW_MS), 0);
        String here = status().contentDigest();
        byte[] atPeers = Json.bytes(sent().get(0).signal().withSignature("later"));
        assertThat(here).isEqualTo(SignalContent.received(atPeers)).isNotEqualTo(DIGEST);
    }
}
