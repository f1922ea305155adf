package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.state.ReferenceName;
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
}
