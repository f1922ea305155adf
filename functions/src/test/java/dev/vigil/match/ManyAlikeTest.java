package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Profile;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hit that a hundred compilations register: references of one recording, nearly equal. */
class ManyAlikeTest {
    private static final Profile PROFILE = Profile.CURRENT;
    private static final double THRESHOLD = 20;

    private final Align align = AudioProfile.of(PROFILE).align();
    private List<AlignTrack> tracks = List.of();
    private final Set<Long> open = new HashSet<>();
    private int opened;
    private int closed;
    private int mostOpen;
    private int leftOut;

    private void take(long toFrame, boolean last, double threshold, List<Line> lines) {
        take(align.step(tracks, toFrame, last, threshold, lines));
    }

    private void take(Align.Outcome outcome) {
        tracks = outcome.tracks();
        leftOut += outcome.leftOut();
        for (MatchSpan span : outcome.changes()) {
            if (span.phase() == MatchSpan.OPENED) {
                assertThat(open.add(span.line())).isTrue();
                opened++;
            } else if (span.phase() == MatchSpan.CLOSED) {
                assertThat(open.remove(span.line())).isTrue();
                closed++;
            }
            mostOpen = Math.max(mostOpen, open.size());
        }
        assertThat(tracks)
                .filteredOn(AlignTrack::isOpen)
                .extracting(AlignTrack::id)
                .hasSameElementsAs(open);
        assertThat(tracks.size()).isLessThanOrEqualTo(64);
    }

    /** In the real index, of which an answer names 24 at most. */
    @ParameterizedTest
    @ValueSource(ints = {60, 100, 200})
    void nearEqualReferencesOpenAboutAsManyMatchesAsAreOpenAtOnce(int references) {
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(PROFILE, packets::add);
        ear.hear(TestingMusic.play(100, 90), 11_025, 1);
        ear.finish();
        Library library = library(packets, references);
        for (Packet packet : packets) {
            List<Line> lines =
                    library.ask(packet, false, 1).orElse(List.of()).stream()
                            .map(FoundLine::line)
                            .toList();
            take(packet.toFrame(), packet.last(), 30, lines);
        }
        assertThat(opened).isEqualTo(closed).isGreaterThan(10);
        assertThat(opened).isLessThanOrEqualTo(mostOpen + mostOpen / 2);
        assertThat(mostOpen).isLessThanOrEqualTo(Align.MOST_OPEN);
    }

    private static Library library(List<Packet> packets, int references) {
        long[] all =
                packets.stream().map(Library::newPeaks).flatMapToLong(Arrays::stream).toArray();
        Random random = new Random(references);
        Library library = new Library(PROFILE, SearchSettings.DEFAULT);
        for (int r = 0; r < references; r++) {
            long[] some = Arrays.stream(all).filter(x -> random.nextDouble() > 0.05).toArray();
            library.put(ReferenceName.of("work-" + r, "master"), some);
        }
        library.maintain();
        library.merge();
        return library;
    }

    /** As shards bring them together: all are named in each answer. */
    @ParameterizedTest
    @ValueSource(ints = {24, 64, 70, 96, 300})
    void noneOfThoseThatShardsNameStaysOpenForEver(int references) {
        for (int packet = 1; packet <= 90; packet++) {
            List<Line> lines = new ArrayList<>();
            for (int r = 0; r < references; r++) {
                lines.add(line(r, 60, 86L * packet));
            }
            take(86L * packet, packet == 90, THRESHOLD, lines);
        }
        assertThat(open).isEmpty();
        assertThat(opened).isEqualTo(closed).isEqualTo(Math.min(references, Align.MOST_OPEN));
        assertThat(leftOut > 0).isEqualTo(references > Align.MOST_OPEN);
    }

    @Test
    void whatTheAnswerHadNoRoomForIsNotSilent() {
        Random random = new Random(1);
        for (int packet = 1; packet <= 300; packet++) {
            take(86L * packet, false, THRESHOLD, some(random, 40, 24, packet));
        }
        assertThat(closed).as("in ten minutes").isZero();
        assertThat(opened).isEqualTo(40);
    }

    private static List<Line> some(Random random, int of, int named, int packet) {
        List<Long> references = new ArrayList<>();
        for (long r = 0; r < of; r++) {
            references.add(r);
        }
        Collections.shuffle(references, random);
        return references.subList(0, named).stream().map(r -> line(r, 60, 86L * packet)).toList();
    }

    /**
     * Another hit that as many have registered follows: it does not wait for the first to close.
     */
    @Test
    void theNextHitIsOpenWithinSecondsAndTheFirstCloses() {
        for (int packet = 1; packet <= 90; packet++) {
            take(86L * packet, false, THRESHOLD, some(new Random(packet), 100, 24, packet));
        }
        assertThat(open).hasSize(Align.MOST_OPEN);
        int before = opened;
        for (int packet = 91; packet <= 94; packet++) {
            long to = 86L * packet;
            List<Line> lines = new ArrayList<>();
            for (long r = 1_000; r < 1_024; r++) {
                lines.add(line(r, 60, 86 * 90, to));
            }
            take(to, false, THRESHOLD, lines);
        }
        assertThat(opened - before).as("within 8 s").isEqualTo(24);
        for (int packet = 95; packet <= 100; packet++) {
            take(86L * packet, false, THRESHOLD, List.of(line(1_000, 60, 86 * 90, 86L * packet)));
        }
        assertThat(open).as("the new ones, the last of which have just fallen silent").hasSize(1);
    }

    private static Line line(long reference, double evidence, long to) {
        return line(reference, evidence, Math.max(0, to - 688), to);
    }

    private static Line line(long reference, double evidence, long from, long to) {
        long heard = Math.max(from, to - 688);
        return LineBuilder.builder()
                .reference(reference)
                .tempo(1)
                .offsetFrames(1_000)
                .anchors(20)
                .matched(100)
                .expected(10)
                .evidence(evidence)
                .queryFromFrame(heard)
                .queryToFrame(to - 4)
                .refFromFrame(1_000 + heard)
                .refToFrame(1_000 + to - 4)
                .build();
    }
}
