package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.schema.media.KeptPicture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and chunks of the {@code references} topic. */
class ReferenceWireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "w/r/1/0",
                "w/r/1/manifest",
                "w/r/1/pictures-0",
                "作品/录音/9223372036854775807/2147483647"
            })
    void keyIsReadAsWritten(String key) {
        assertThat(ReferenceKey.parse(key)).hasToString(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "w",
                "w/r/1",
                "w/r/1/0/",
                "/r/1/0",
                "w//1/0",
                "w/r//0",
                "w/r/1/",
                "w/r/0/0",
                "w/r/-1/0",
                "w/r/+1/0",
                "w/r/01/0",
                "w/r/1/-1",
                "w/r/1/-2",
                "w/r/1/+0",
                "w/r/1/00",
                "w/r/1/x",
                "w/r/1/Manifest",
                "w/r/1/pictures-",
                "w/r/1/pictures--1",
                "w/r/1/pictures-00",
                "w/r/1/pictures-manifest",
                "w/r/1/2147483648",
                "w/r/٣/0",
                "w w/r/1/0"
            })
    void otherKeysAreRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceKey.parse(key))
                .withMessageStartingWith("key: expected");
    }

    @Test
    void aChunkOfKeptPicturesIsNoChunkOfWords() {
        ReferenceKey key = ReferenceKey.parse("w/r.video/1/pictures-7");
        assertThat(key).isEqualTo(new ReferenceKey("w", "r.video", 1, 7, true));
        assertThat(key).isNotEqualTo(new ReferenceKey("w", "r.video", 1, 7));
    }

    @Test
    void noKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReferenceKey.parse(null));
    }

    @Test
    void keptPicturesOutOfOrderTornOrTooManyAreRefused() {
        KeptPicture first = new KeptPicture(16, 2, 2, new byte[] {1, 2, 3, 4});
        KeptPicture then = new KeptPicture(32, 2, 2, new byte[] {5, 6, 7, 8});
        byte[] good = KeptPicturesCodec.payload(List.of(first, then));
        assertThat(KeptPicturesCodec.read(good))
                .hasSize(2)
                .element(1)
                .satisfies(one -> assertThat(one.luma()).containsExactly(5, 6, 7, 8));
        byte[] unordered = KeptPicturesCodec.payload(List.of(then, first));
        byte[] tooMany = new byte[61 * 13];
        for (int i = 0; i < 61; i++) {
            ByteBuffer.wrap(tooMany, 13 * i, 13).putLong(i).putShort((short) 1).putShort((short) 1);
        }
        for (byte[] bad : new byte[][] {unordered, tooMany, Arrays.copyOf(good, 31)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeptPicturesCodec.read(bad))
                    .withMessageStartingWith("data: expected up to 60 pictures in order of time");
        }
    }

    @Test
    void peaksAreReadAsWritten() {
        long[] peaks = {Long.MIN_VALUE, -1, 0, 0, 5, Long.MAX_VALUE};
        byte[] payload = PeaksCodec.payload(peaks);
        assertThat(payload).hasSize(48).startsWith(0x80, 0, 0, 0, 0, 0, 0, 0);
        assertThat(PeaksCodec.read(payload)).containsExactly(peaks);
        assertThat(PeaksCodec.read(new byte[0])).isEmpty();
        assertThat(PeaksCodec.read(new byte[65_536 * 8])).hasSize(65_536);
    }

    @Test
    void tornUnsortedOrTooManyPeaksAreRefused() {
        for (byte[] torn : new byte[][] {null, new byte[7], new byte[65_537 * 8]}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PeaksCodec.read(torn))
                    .withMessageStartingWith("data: expected up to 65536 words");
        }
        byte[] unsorted = PeaksCodec.payload(new long[] {2, 1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeaksCodec.read(unsorted))
                .withMessageContaining("got an earlier one at 1");
    }

    @Test
    void profileIsInTheContentType() {
        assertThat(PeaksCodec.profile(PeaksCodec.contentType("audio/17"))).isEqualTo("audio/17");
        for (String other : new String[] {null, "", "application/json", "audio/L16"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> PeaksCodec.profile(other));
        }
    }

    /** The digest of FIPS 180-2, appendix B.1; cutting differently changes nothing. */
    @Test
    void digestIsSha256OfThePayloadsInOrder() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(PeaksCodec.digest(List.of(new byte[] {'a', 'b', 'c'}))).isEqualTo(abc);
        assertThat(PeaksCodec.digest(List.of(new byte[] {'a'}, new byte[] {'b', 'c'})))
                .isEqualTo(abc);
    }
}
