package dev.vigil.schema.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.SegmentCodec;
import java.io.IOException;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    /** As segments were once: the guard can fail. */
    public record OfShorts(short[] pcm) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 22_015, 22_016, 23_808})
    void crossesToAnotherTaskUnchanged(int samples) throws IOException {
        short[] pcm = noise(samples);
        MediaInput input = MediaInput.segment(new Segment("s-1", 3, 17, 11_025, 1, pcm));
        TypeSerializer<MediaInput> serializer = serializer(MediaInput.class);
        Written bytes = written(input, serializer);
        DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
        MediaInput arrived = serializer.deserialize(in);
        assertThat(arrived).usingRecursiveComparison().isEqualTo(input);
        assertThat(arrived.segment().pcm()).isEqualTo(pcm);
        assertThat(in.available()).isZero();
    }

    /** Sample by sample the crossing takes fifteen times as long. */
    @Test
    void crossesInOnePiece() throws IOException {
        short[] pcm = noise(22_016);
        Segment segment = new Segment("s-1", 3, 17, 11_025, 1, pcm);
        assertThat(written(MediaInput.segment(segment), serializer(MediaInput.class)).samples)
                .isZero();
        assertThat(written(new OfShorts(pcm), serializer(OfShorts.class)).samples)
                .isEqualTo(pcm.length);
    }

    @Test
    void isThePayloadItself() {
        byte[] payload = new byte[22_050];
        Envelope envelope =
                SegmentCodec.envelope(new Segment("s-1", 0, 0, 11_025, 1, payload), "/edge");
        Segment read = SegmentCodec.read(envelope, payload);
        assertThat(read.data()).isSameAs(payload);
        assertThat(SegmentCodec.payload(read)).isSameAs(payload);
    }

    @Test
    void samplesAreInNetworkByteOrder() {
        short[] pcm = {0, 1, -1, Short.MIN_VALUE, Short.MAX_VALUE, 0x1234};
        Segment segment = new Segment("s-1", 0, 0, 11_025, 2, pcm);
        assertThat(segment.data())
                .isEqualTo(new byte[] {0, 0, 0, 1, -1, -1, (byte) 0x80, 0, 0x7f, -1, 0x12, 0x34});
        assertThat(segment.pcm()).isEqualTo(pcm);
    }

    /** The door refuses it; made by hand it has whole samples. */
    @Test
    void halfASampleIsNone() {
        byte[] odd = {0x12, 0x34, 0x56};
        Segment segment = new Segment("s-1", 0, 0, 8_000, 1, odd);
        assertThat(segment.pcm()).containsExactly((short) 0x1234);
        assertThat(segment.lengthMs()).isEqualTo(0.125);
    }

    private static short[] noise(int samples) {
        Random random = new Random(samples);
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) random.nextInt();
        }
        return pcm;
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    }

    private static <T> Written written(T value, TypeSerializer<T> serializer) throws IOException {
        Written out = new Written();
        serializer.serialize(value, out);
        return out;
    }

    /** Counts what is written as one sample at a time. */
    private static final class Written extends DataOutputSerializer {
        private int samples;

        Written() {
            super(128);
        }

        @Override
        public void writeShort(int value) throws IOException {
            samples++;
            super.writeShort(value);
        }
    }
}
