package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may be looked at is what the evidence is made of. */
class MatchedPeaksTest {
    private static final long[] REFERENCE = TestingEar.peaks(TestingMusic.play(100, 40));
    private static final Index INDEX = index();

    private static Index index() {
        Index index = new Index(TestingEar.PROFILE);
        index.add(REFERENCE);
        return index;
    }

    private static List<Packet> faster() {
        return TestingEar.packets(TestingMusic.play(100, 14, 1.03, 1.03));
    }

    @Test
    void thereAreAsManyAsTheEvidenceCounts() {
        int lines = 0;
        for (Packet packet : faster()) {
            for (Line line : new Searcher(INDEX).search(packet)) {
                assertThat(MatchedPeaks.along(line, packet.peaks(), REFERENCE))
                        .hasSize(line.matched());
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(5);
    }

    @Test
    void eachIsNearTheLineAndInPitch() {
        Packet packet = faster().get(5);
        Line line = new Searcher(INDEX).search(packet).get(0);
        List<MatchedPeaks> meetings = MatchedPeaks.along(line, packet.peaks(), REFERENCE);
        Set<Long> queries = new HashSet<>();
        for (MatchedPeaks meeting : meetings) {
            double there = line.refAt((double) Peak.time(meeting.query()) / Peak.PER_FRAME);
            double off = (double) Peak.time(meeting.reference()) / Peak.PER_FRAME - there;
            double bands =
                    (double) (Peak.frequency(meeting.reference()) - Peak.frequency(meeting.query()))
                            / Peak.PER_BAND;
            assertThat(off).isBetween(-1.5, 1.5);
            assertThat(bands - line.pitchBands()).isBetween(-0.9, 0.9);
            assertThat(queries.add(meeting.query())).isTrue();
        }
        assertThat(meetings).hasSizeGreaterThan(60);
    }

    @Test
    void aWrongLineHasFewMeetings() {
        Packet packet = faster().get(5);
        Line line = new Searcher(INDEX).search(packet).get(0);
        Line wrong =
                LineBuilder.builder()
                        .tempo(line.tempo())
                        .offsetFrames(line.offsetFrames() + 37)
                        .pitchBands(line.pitchBands())
                        .build();
        assertThat(MatchedPeaks.along(wrong, packet.peaks(), REFERENCE).size())
                .isLessThan(line.matched() / 2);
    }

    @Test
    void hitsOfACopyLieOnItsLineInAnyPartOfTheIndex() {
        Index compacted = new Index(TestingEar.PROFILE);
        compacted.add(TestingEar.peaks(TestingMusic.play(7, 20)));
        compacted.add(REFERENCE);
        compacted.compact();
        assertThat(shareOnTheLine(INDEX, 0)).isGreaterThan(0.2);
        assertThat(shareOnTheLine(compacted, 1)).isGreaterThan(0.2);
    }

    private static double shareOnTheLine(Index index, int wanted) {
        List<Double> off = new ArrayList<>();
        for (Packet packet : faster()) {
            new Searcher(index)
                    .hits(
                            packet,
                            (reference, query, ref) -> {
                                if (reference == wanted) {
                                    off.add(ref - 1.03 * query);
                                }
                            });
        }
        assertThat(off).hasSizeGreaterThan(100);
        return (double) off.stream().filter(frames -> Math.abs(frames) < 3).count() / off.size();
    }

    @Test
    void hitsOfAPacketAreThoseOfWhatIsNewInIt() {
        List<Packet> packets = faster();
        List<Double> frames = new ArrayList<>();
        new Searcher(INDEX).hits(packets.get(4), (reference, query, ref) -> frames.add(query));
        assertThat(frames).isNotEmpty();
        // An anchor stands at most 45 frames before the peak that completes its hash.
        assertThat(frames)
                .allMatch(frame -> frame >= packets.get(4).fromFrame() - 45)
                .allMatch(frame -> frame < packets.get(4).toFrame());
    }
}
