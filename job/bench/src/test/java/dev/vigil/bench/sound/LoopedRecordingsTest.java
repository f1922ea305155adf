package dev.vigil.bench.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeakSegmentCodec;
import dev.vigil.schema.wire.PeaksCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopedRecordingsTest {
    private static final Profile PROFILE = Profile.CURRENT;
    private static final List<short[]> RECORDINGS =
            List.of(
                    Composer.compose(3, 20, PcmSource.RATE_HZ).pcm(),
                    Composer.compose(4, 21, PcmSource.RATE_HZ).pcm());
    private static final LoopedRecordings TAPE = new LoopedRecordings(RECORDINGS);

    @Test
    void soundRunsOnFromAnyCellAndRoundTheEnd() {
        int cell = TAPE.cells() - 2;
        ByteBuffer heard = ByteBuffer.allocate(2 * (int) LoopedRecordings.endSample(4));
        for (int number = 0; number < 5; number++) {
            heard.put(TAPE.sound(cell, number));
        }
        short[] samples = new short[heard.position() / 2];
        heard.flip().asShortBuffer().get(samples);
        short[] all = Arrays.copyOf(RECORDINGS.get(0), whole());
        int rest = all.length - RECORDINGS.get(0).length;
        System.arraycopy(RECORDINGS.get(1), 0, all, RECORDINGS.get(0).length, rest);
        for (int i = 0; i < samples.length; i++) {
            assertThat(samples[i])
                    .isEqualTo(all[(cell * LoopedRecordings.SAMPLES + i) % all.length]);
        }
    }

    @Test
    void peaksOfTheWholeTapeMakeThePacketsOfItsSound() {
        List<Packet> heard = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(PROFILE, heard::add);
        RECORDINGS.forEach(pcm -> ear.hear(pcm, PcmSource.RATE_HZ, 1));
        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        for (int number = 0; number < heard.size(); number++) {
            PeakSlices.into(window, PeakSlices.checked(slice(0, number)));
        }
        assertThat(packets).hasSizeGreaterThan(15).usingRecursiveComparison().isEqualTo(heard);
    }

    @Test
    void framesCountFromTheBeginningOfTheStream() {
        int cell = TAPE.cells() - 2;
        for (int number = 0; number < 5; number++) {
            PeakSegment moved = PeakSlices.checked(slice(cell, number));
            PeakSegment there = slice(0, (cell + number) % TAPE.cells());
            long frames = there.fromFrame() - moved.fromFrame();
            assertThat(moved.fromFrame()).isEqualTo(86L * number);
            assertThat(moved.peaks())
                    .isNotEmpty()
                    .isEqualTo(
                            Arrays.stream(there.peaks())
                                    .map(peak -> peak - Peak.startOf(frames))
                                    .toArray());
        }
    }

    /** Of a minute some frames are left when the last whole segment is over. */
    @Test
    void theLastSegmentHasNoPeaksBehindItsEnd() {
        short[] minute = Composer.compose(3, 60, PcmSource.RATE_HZ).pcm();
        LoopedRecordings tape = new LoopedRecordings(List.of(minute));
        for (int number = 0; number <= tape.cells(); number++) {
            assertThat(PeakSlices.checked(slice(tape, 0, number)).peaks()).isNotEmpty();
        }
    }

    private static int whole() {
        return TAPE.cells() * LoopedRecordings.SAMPLES;
    }

    private static PeakSegment slice(int cell, int number) {
        return slice(TAPE, cell, number);
    }

    private static PeakSegment slice(LoopedRecordings tape, int cell, int number) {
        Envelope envelope =
                new Envelope(
                        "id",
                        "/test",
                        EventType.SEGMENT.type(),
                        "show",
                        0,
                        PeaksCodec.contentType(Profile.CURRENT.id()),
                        (long) number,
                        1_997L);
        return PeakSegmentCodec.read(envelope, tape.peaks(cell, number));
    }
}
