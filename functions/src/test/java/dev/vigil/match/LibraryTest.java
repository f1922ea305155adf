package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.state.ReferenceName;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryTest {
    private static final ReferenceName NAME = ReferenceName.of("w-1", "r-1");

    @Test
    void aVersionThatIsRefusedLeavesTheOneBeforeInPlace() {
        short[] piece = TestingMusic.play(100, 30);
        long[] peaks = TestingEar.peaks(piece);
        Library library = new Library(TestingEar.PROFILE, Listening.DEFAULT);
        library.put(NAME, peaks);
        long[] torn = {peaks[1], peaks[0]};

        assertThatIllegalArgumentException().isThrownBy(() -> library.put(NAME, torn));

        assertThat(TestingEar.packets(piece))
                .filteredOn(packet -> Tiers.DEFAULT.plan(packet, true) == Tiers.Plan.SEARCH)
                .isNotEmpty()
                .allSatisfy(packet -> assertThat(library.ask(packet, true, 1).get()).isNotEmpty());
    }

    @Test
    void aLongReferenceTakesItsPlaceWhenItIsPublished() {
        short[] before = TestingMusic.play(100, 30);
        short[] after = TestingMusic.play(101, 30);
        Library library = new Library(TestingEar.PROFILE, Listening.DEFAULT);
        library.put(NAME, TestingEar.peaks(before));
        Library.Adding adding = library.adding(NAME, TestingEar.peaks(after));
        assertThat(finds(library, before)).isTrue();
        adding.run();
        library.publish(adding);
        assertThat(finds(library, before)).isFalse();
        assertThat(finds(library, after)).isTrue();
    }

    @Test
    void whatIsRetiredOrReplacedWhileItIsHashedDoesNotComeBack() {
        short[] piece = TestingMusic.play(100, 30);
        Library library = new Library(TestingEar.PROFILE, Listening.DEFAULT);
        Library.Adding retired = library.adding(NAME, TestingEar.peaks(piece));
        retired.run();
        library.retire(NAME);
        library.publish(retired);
        assertThat(finds(library, piece)).isFalse();

        short[] newer = TestingMusic.play(101, 30);
        Library.Adding replaced = library.adding(NAME, TestingEar.peaks(piece));
        Library.Adding latest = library.adding(NAME, TestingEar.peaks(newer));
        replaced.run();
        latest.run();
        library.publish(replaced);
        library.publish(latest);
        assertThat(finds(library, piece)).isFalse();
        assertThat(finds(library, newer)).isTrue();
    }

    private static boolean finds(Library library, short[] piece) {
        return TestingEar.packets(piece).stream()
                .flatMap(packet -> library.ask(packet, true, 1).stream())
                .flatMap(List::stream)
                .anyMatch(found -> found.line().evidence() > 20);
    }
}
