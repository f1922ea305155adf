package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LibraryTest {
    private static final ReferenceName NAME = ReferenceName.of("w-1", "r-1");

    @Test
    void aVersionThatIsRefusedLeavesTheOneBeforeInPlace() {
        short[] piece = TestingMusic.play(100, 30);
        long[] peaks = TestingEar.peaks(piece);
        Library library = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
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
        Library library = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
        library.put(NAME, TestingEar.peaks(before));
        ReferenceIndex.Work adding = library.adding(NAME, TestingEar.peaks(after));
        assertThat(finds(library, before)).isTrue();
        adding.run();
        adding.publish();
        assertThat(finds(library, before)).isFalse();
        assertThat(finds(library, after)).isTrue();
    }

    @Test
    void aLongReferenceThatFailedLeavesTheOneBeforeInPlace() {
        short[] before = TestingMusic.play(100, 30);
        Library library = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
        library.put(NAME, TestingEar.peaks(before));
        ReferenceIndex.Work adding =
                library.adding(NAME, TestingEar.peaks(TestingMusic.play(101, 30)));
        adding.abandon();
        adding.publish();
        assertThat(finds(library, before)).isTrue();
    }

    @Test
    void whatIsRetiredOrReplacedWhileItIsHashedDoesNotComeBack() {
        short[] piece = TestingMusic.play(100, 30);
        Library library = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
        ReferenceIndex.Work retired = library.adding(NAME, TestingEar.peaks(piece));
        retired.run();
        library.retire(NAME);
        retired.publish();
        assertThat(finds(library, piece)).isFalse();

        short[] newer = TestingMusic.play(101, 30);
        ReferenceIndex.Work replaced = library.adding(NAME, TestingEar.peaks(piece));
        ReferenceIndex.Work latest = library.adding(NAME, TestingEar.peaks(newer));
        replaced.run();
        latest.run();
        replaced.publish();
        latest.publish();
        assertThat(finds(library, piece)).isFalse();
        assertThat(finds(library, newer)).isTrue();
    }

    /** The middle of the piece falls where the feed goes on as another stretch. */
    @Test
    void aFeedAnswersTheSameWhereItsStretchesMeet() {
        ReferenceName feed = ReferenceName.ofFeed("w-1", "feed-1");
        short[] piece = TestingMusic.play(100, 60);
        Library whole = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
        Library divided = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
        divided.grow(feed, new long[] {Peak.pack(0, 100, 100)}, 0);
        long laterFrames = Feed.STRETCH_FRAMES - 1_300;
        for (Packet packet : TestingEar.packets(piece)) {
            long[] peaks = Library.newPeaks(packet);
            long[] later = LongStream.of(peaks).map(p -> p + (laterFrames << 30)).toArray();
            whole.grow(feed, peaks, 0);
            divided.grow(feed, later, 0);
        }
        for (Packet packet : TestingEar.packets(piece)) {
            List<FoundLine> expected = best(whole.ask(packet, false, 1).get());
            List<FoundLine> found = best(divided.ask(packet, false, 1).get());
            assertThat(found).as("packet %d", packet.sequence()).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).line().evidence())
                        .as("packet %d", packet.sequence())
                        .isCloseTo(expected.get(i).line().evidence(), withinPercentage(1));
            }
        }
    }

    private static List<FoundLine> best(List<FoundLine> found) {
        return found.stream().filter(line -> line.line().evidence() > 20).toList();
    }

    @Test
    void aFeedLosesWhatIsOldWhileItGoesOn() {
        ReferenceName feed = ReferenceName.ofFeed("w-1", "feed-1");
        short[] old = TestingMusic.play(100, 30);
        Library library = new Library(TestingEar.PROFILE, SearchSettings.DEFAULT);
        library.grow(feed, TestingEar.peaks(old), 0);
        long now = 3L * Feed.STRETCH_FRAMES;
        library.grow(feed, new long[] {Peak.startOf(now)}, 0);
        assertThat(finds(library, old)).isTrue();
        library.grow(feed, new long[0], now);
        assertThat(finds(library, old)).isFalse();
        library.grow(feed, new long[] {Peak.startOf(2 * now)}, 2 * now);
        library.retire(feed);
        library.grow(feed, TestingEar.peaks(old), 0);
        assertThat(finds(library, old)).as("begun anew").isTrue();
    }

    private static boolean finds(Library library, short[] piece) {
        return TestingEar.packets(piece).stream()
                .flatMap(packet -> library.ask(packet, true, 1).stream())
                .flatMap(List::stream)
                .anyMatch(found -> found.line().evidence() > 20);
    }
}
