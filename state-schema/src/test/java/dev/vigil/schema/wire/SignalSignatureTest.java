package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.Golden;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.wire.Peers.Doubt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose word a signal is, and what it is about. */
class SignalSignatureTest {
    private static final KeyPair OLD = ListKeys.create();
    private static final KeyPair NEW = ListKeys.create();
    private static final KeyPair STRANGER = ListKeys.create();
    private static final Peers PEERS =
            new Peers(Map.of("harbour-video", List.of(OLD.getPublic(), NEW.getPublic())));

    private static <T> T golden(String type, Class<T> as) throws IOException {
        return Json.read(
                Files.readAllBytes(Golden.CURRENT.resolve("events/dev.vigil." + type + ".v1.json")),
                as);
    }

    private static SignalShared signal() throws IOException {
        return golden("signal.shared", SignalShared.class);
    }

    private static List<Doubt> doubts(SignalShared signal, byte[] json) {
        return PEERS
                .doubt(SignalSignature.SIGNAL, signal.origin(), signal.signature(), json)
                .stream()
                .toList();
    }

    @Test
    void oneOfThePeersKeysHasSignedIt() throws IOException {
        for (KeyPair pair : List.of(OLD, NEW)) {
            SignalShared signed = SignalSignature.signed(signal(), pair.getPrivate());
            assertThat(doubts(signed, Json.bytes(signed))).isEmpty();
        }
        SignalShared forged = SignalSignature.signed(signal(), STRANGER.getPrivate());
        assertThat(doubts(forged, Json.bytes(forged))).containsExactly(Doubt.FORGED);
        SignalShared none = signal().withSignature(null);
        assertThat(doubts(none, Json.bytes(none))).containsExactly(Doubt.UNSIGNED);
        SignalShared unknown =
                SignalSignature.signed(signal().withOrigin("west"), NEW.getPrivate());
        assertThat(doubts(unknown, Json.bytes(unknown))).containsExactly(Doubt.UNKNOWN_PEER);
    }

    @Test
    void whatIsChangedOrAddedAfterwardsIsForged() throws IOException {
        SignalShared signed = SignalSignature.signed(signal(), NEW.getPrivate());
        SignalShared later = signed.withExpiresAt(signed.expiresAt() + 1);
        assertThat(doubts(later, Json.bytes(later))).containsExactly(Doubt.FORGED);
        String more = new String(Json.bytes(signed), StandardCharsets.UTF_8);
        byte[] added = more.replaceFirst("\\{", "{\"later\": 1, ").getBytes(StandardCharsets.UTF_8);
        assertThat(doubts(signed, added)).containsExactly(Doubt.FORGED);
    }

    /** Else an opinion of a peer could be sent as anything else that it has signed. */
    @Test
    void aSignatureOfOneKindIsNoneOfAnother() throws IOException {
        SignalOpinion opinion = golden("signal.opinion", SignalOpinion.class);
        String signature = SignalSignature.SIGNAL.sign(Json.bytes(opinion), NEW.getPrivate());
        assertThat(
                        SignalSignature.OPINION.verifies(
                                Json.bytes(opinion), signature, NEW.getPublic()))
                .isFalse();
        SignalOpinion signed = SignalSignature.signed(opinion, NEW.getPrivate());
        assertThat(
                        SignalSignature.OPINION.verifies(
                                Json.bytes(signed), signed.signature(), NEW.getPublic()))
                .isTrue();
    }

    /** A renewal is about the same; another recording, class or place is not. */
    @Test
    void theDigestIsOfWhatItIsAbout() throws IOException {
        SignalShared signal = signal();
        String content = SignalContent.published(signal);
        SignalShared renewed =
                signal.with()
                        .version(9)
                        .issuedAt(signal.issuedAt() + 1)
                        .expiresAt(signal.expiresAt() + 1)
                        .health(null)
                        .provenance(null)
                        .withdrawnAt(null)
                        .build();
        assertThat(SignalContent.published(renewed)).isEqualTo(content);
        assertThat(SignalContent.published(signal.kept())).isEqualTo(content);
        byte[] sent = Json.bytes(SignalSignature.signed(signal.kept(), NEW.getPrivate()));
        assertThat(SignalContent.received(sent)).as("at a peer").isEqualTo(content);
        assertThat(
                        List.of(
                                signal.withFingerprint(null),
                                signal.withListClass(null),
                                signal.withWindows(List.of()),
                                signal.withTerritories(List.of("HK")),
                                signal.withWork(null)))
                .extracting(SignalContent::published)
                .doesNotContain(content);
    }
}
