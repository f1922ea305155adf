package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new recording that has the piece of seed 100, played in a hall, under other music. */
class NewRecordingTest {
    private static final String OWN = "own";
    private static final int SECONDS = 32;

    private static short[] recording(long seed, double gain) {
        short[] hall = TestingMusic.inHall(TestingMusic.play(100, SECONDS), 1.5, 1);
        return TestingLibrary.under(hall, gain, TestingMusic.play(seed, SECONDS));
    }

    private static Library library() {
        Library library = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
        for (int i = 0; i < 3; i++) {
            put(library, "work-" + i, TestingMusic.play(100 + i, SECONDS));
        }
        return library;
    }

    private static void put(Library library, String work, short[] music) {
        library.put(ReferenceName.of(work, "r-1"), TestingEar.peaks(music));
    }

    private static List<FoundLine> found(Library library, short[] recording) {
        library.merge();
        return TestingEar.packets(recording).stream()
                .map(packet -> asked(library, packet))
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<List<FoundLine>> asked(Library library, Packet packet) {
        return library.askNew(packet, OWN, 1);
    }

    private static double most(String work, List<FoundLine> found) {
        return found.stream()
                .filter(one -> one.workId().equals(work))
                .mapToDouble(one -> one.line().evidence())
                .max()
                .orElse(0);
    }

    /** As a new version of a recording does, which finds the one before. */
    @ParameterizedTest
    @ValueSource(longs = {300, 303})
    void itsEarlierVersionHidesNothing(long seed) {
        short[] recording = recording(seed, 0.08);
        double alone = most("work-0", found(library(), recording));
        Library library = library();
        put(library, OWN, recording);
        List<FoundLine> found = found(library, recording);
        assertThat(found).extracting(FoundLine::workId).doesNotContain(OWN);
        assertThat(most("work-0", found)).isEqualTo(alone).isGreaterThan(Thresholds.LEAST);
    }

    /** Another work has all of it, as a compilation does. */
    @ParameterizedTest
    @ValueSource(longs = {300, 303})
    void aStrongLineHidesNoWeakOne(long seed) {
        short[] recording = recording(seed, 0.08);
        double alone = most("work-0", found(library(), recording));
        Library library = library();
        put(library, "compilation", recording);
        List<FoundLine> found = found(library, recording);
        assertThat(most("compilation", found)).isGreaterThan(5 * Thresholds.LEAST);
        assertThat(most("work-0", found)).isEqualTo(alone).isGreaterThan(Thresholds.LEAST);
    }
}
