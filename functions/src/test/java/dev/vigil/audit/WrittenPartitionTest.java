package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held of a partition for this log and for the next one. */
class WrittenPartitionTest {
    private static final String ORIGIN = "site.example/audit/1";
    private static final long NOW_MS = 1_795_507_200_000L;

    private final WrittenPartition partition = new WrittenPartition("verdicts", 0);

    private void give(long... offsets) {
        for (long offset : offsets) {
            byte[] digest = new byte[TreeHasher.BYTES];
            digest[0] = 1;
            partition.add(offset, digest, NOW_MS);
        }
    }

    private static long[] upTo(long last) {
        return LongStream.rangeClosed(0, last).toArray();
    }

    private List<PageLeaf> cut(PartitionPages pages) {
        List<AuditPage> out = new ArrayList<>();
        pages.cut(ORIGIN, 1_000, NOW_MS + AuditLog.PAGE_MS, 100, out);
        return out.stream().map(page -> PageLeaf.parse(page.leaf())).toList();
    }

    private void readBack(PartitionPages pages) {
        List<AuditPage> out = new ArrayList<>();
        pages.cut(ORIGIN, 1_000, NOW_MS + AuditLog.PAGE_MS, 100, out);
        out.forEach(page -> pages.readBack(page, PageLeaf.parse(page.leaf()), NOW_MS));
    }

    @Test
    void theNextLogHasAllOfATopicThatWasMadeAnewAndThisOneWhatIsBehind() {
        give(upTo(4));
        assertThat(partition.isGivenAgain(5)).isFalse();
        assertThat(partition.isGivenAgain(0)).isTrue();
        assertThat(partition.beginAgain(0, false, NOW_MS)).isZero();
        give(upTo(6));
        assertThat(partition.held()).isEqualTo(7 + 7);
        assertThat(partition.givenAgain()).isEqualTo(7);
        assertThat(partition.open()).isEqualTo(7);
        assertThat(cut(partition.pages())).extracting(PageLeaf::to).containsExactly(6L);
        assertThat(partition.sentRecords()).isEqualTo(7);
    }

    /** Those that the topic gave first are on pages of the log before the one that begins it. */
    @Test
    void whatIsLeftOfTheTopicAsItWasIsPagedFirst() {
        give(upTo(4));
        partition.beginAgain(0, true, NOW_MS);
        give(upTo(2));
        assertThat(partition.toPage(true)).isSameAs(partition.pages());
        readBack(partition.pages());
        assertThat(partition.toPage(false)).isSameAs(partition.pages());
        assertThat(cut(partition.toPage(true)))
                .extracting(PageLeaf::prev, PageLeaf::from, PageLeaf::to)
                .containsExactly(tuple(PageLeaf.NONE, 0L, 2L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void madeAnewOnceMoreWhatWasGivenInBetweenIsGone(boolean mayBeginAnew) {
        give(upTo(4));
        partition.beginAgain(0, mayBeginAnew, NOW_MS);
        give(upTo(6));
        assertThat(partition.beginAgain(3, mayBeginAnew, NOW_MS)).isEqualTo(7);
        give(3);
        assertThat(partition.givenAgain()).as("3, and that up to 2 was not read").isEqualTo(2);
        assertThat(partition.pages().read()).isEqualTo(mayBeginAnew ? 4 : 6);
    }

    /** Which of the two is published can't be known before it is read back. */
    @Test
    void aPageThatIsOnItsWayKeepsIt() {
        give(upTo(1));
        readBack(partition.pages());
        partition.beginAgain(0, true, NOW_MS);
        give(upTo(1));
        assertThat(cut(partition.toPage(true))).hasSize(1);
        assertThat(partition.beginAgain(0, true, NOW_MS)).isZero();
        assertThat(partition.held()).isEqualTo(2);
    }

    @Test
    void whatGoesOnInTheLogIsNotHeldForTheNextWhateverIsSaid() {
        partition.beginAsSaid();
        give(upTo(2));
        assertThat(partition.isMadeAnew()).isTrue();
        assertThat(partition.held()).isEqualTo(6);
        partition.goesOn();
        assertThat(partition.isMadeAnew()).isFalse();
        assertThat(partition.held()).isEqualTo(3);
        assertThat(partition.isGivenAgain(2)).isTrue();
        partition.beginAsSaid();
        assertThat(partition.isMadeAnew()).as("of a partition that was read").isFalse();
    }

    @Test
    void whatWasHeldForTheNextLogIsThatOfThisOneWhenItBegins() {
        give(upTo(4));
        partition.beginAgain(0, true, NOW_MS);
        give(upTo(2));
        assertThat(partition.begun(false, NOW_MS)).as("on no page of the log before").isEqualTo(5);
        assertThat(partition.isMadeAnew()).isFalse();
        assertThat(partition.held()).isEqualTo(3);
        assertThat(partition.pages().read()).isEqualTo(2);
        assertThat(partition.pages().goesOnBehind(3)).isEmpty();
    }

    /** A topic that goes on as it was shows that the page that began it was wrong. */
    @Test
    void whereAnotherRunBeganItThisOneKnowsWhereItWas() {
        give(upTo(4));
        readBack(partition.pages());
        assertThat(partition.begun(false, NOW_MS)).isZero();
        assertThat(partition.held()).isZero();
        assertThat(partition.pages().goesOnBehind(5)).hasValue(4);
    }

    @Test
    void aRunWithoutStateHasReadNothingOfWhatItSeemedToList() {
        give(upTo(4));
        assertThat(partition.begun(true, NOW_MS)).isEqualTo(5);
        assertThat(partition.held()).as("that up to 4 was not read").isEqualTo(1);
        assertThat(partition.pages().goesOnBehind(5)).isEmpty();
    }

    @Test
    void bothAreKeptOverARestart() {
        give(upTo(4));
        partition.beginAgain(0, false, NOW_MS);
        give(upTo(2));
        WrittenPartition restored = new WrittenPartition("verdicts", 0);
        List<AuditPartitionState> states = partition.states(true);
        assertThat(states).extracting(AuditPartitionState::carried).containsExactly(true, false);
        states.forEach(one -> restored.restore(new PartitionPages(one), one.anew()));
        assertThat(restored.held()).isEqualTo(partition.held());
        assertThat(restored.givenAgain()).isEqualTo(3);
    }

    @Test
    void whichHasMoreOnNoPageIsForgottenFirst() {
        give(upTo(4));
        partition.beginAgain(0, false, NOW_MS);
        give(upTo(2));
        assertThat(partition.dropOldest(3)).isEqualTo(2);
        assertThat(partition.pages().open()).isEqualTo(3);
        readBack(partition.pages());
        assertThat(partition.open()).isEqualTo(3);
        assertThat(partition.dropOldest(3)).isEqualTo(2);
        assertThat(partition.held()).isEqualTo(1);
    }
}
