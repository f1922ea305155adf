package dev.vigil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Push;
import dev.vigil.fixtures.broker.TestingKafka;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.SessionStartedBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeakSegmentCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeakCutterTest {
    private static final long START_MS = 1_795_000_000_000L;
    private static final short[] MUSIC = Composer.compose(6, 21, PcmSource.RATE_HZ).pcm();
    private static final Profile PROFILE = Profile.CURRENT;

    private final TestingKafka kafka = new TestingKafka();

    @Test
    void whatIsSentMakesThePacketsOfTheSound() throws Exception {
        List<Packet> heard = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(PROFILE, heard::add);
        ear.hear(MUSIC, PcmSource.RATE_HZ, 1);
        ear.finish();

        List<Packet> packets = new ArrayList<>();
        PeakWindow window = new PeakWindow(PROFILE, packets::add);
        List<PeakSegment> sent = push(SessionKind.LIVE);
        sent.forEach(slice -> PeakSlices.into(window, PeakSlices.checked(slice)));
        window.finish(sent.get(sent.size() - 1).toFrame());

        assertThat(packets).hasSizeGreaterThan(8).usingRecursiveComparison().isEqualTo(heard);
    }

    @Test
    void numbersCountAndTimesAreThoseOfTheFrames() throws Exception {
        List<PeakSegment> sent = push(SessionKind.LIVE);
        for (int i = 0; i < sent.size(); i++) {
            PeakSegment slice = sent.get(i);
            assertThat(slice.seq()).isEqualTo(i);
            assertThat(slice.captureTime() - START_MS)
                    .isEqualTo(Math.round(PROFILE.millis(slice.fromFrame())));
        }
    }

    @Test
    void anUploadHappensAtOneMoment() throws Exception {
        assertThat(push(SessionKind.UPLOAD))
                .extracting(PeakSegment::captureTime)
                .containsOnly(START_MS);
    }

    @Test
    void itIsAThirtiethOfTheSound() throws Exception {
        push(SessionKind.LIVE);
        int bytes = kafka.sent().stream().mapToInt(record -> record.value().length).sum();
        assertThat(bytes).isLessThan(2 * MUSIC.length / 25);
    }

    private List<PeakSegment> push(SessionKind kind) throws Exception {
        SessionStarted started =
                SessionStartedBuilder.builder()
                        .sessionId("show")
                        .kind(kind)
                        .accountId("bob")
                        .serviceTerritories(List.of("CN"))
                        .startAt(START_MS)
                        .build();
        new SessionPush(new Push(kafka.producer), SessionPush.Pace.NONE, () -> false, true)
                .push(started, PcmSource.of(MUSIC), Progress.none());
        return kafka.sent().stream()
                .filter(record -> TestingKafka.type(record) == EventType.SEGMENT)
                .map(record -> PeakSegmentCodec.read(TestingKafka.envelope(record), record.value()))
                .toList();
    }
}
