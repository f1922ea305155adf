package dev.vigil.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeskIdsTest {
    private final DeskIds ids =
            new DeskIds(
                    DeskPlan.of(300, 600, 1_795_000_000_000L),
                    List.of("request-1"),
                    List.of("draft-1"),
                    List.of("batch-1"));

    @Test
    void anAddressHasAnIdOfTheStoreInPlaceOfItsBraces() {
        SplittableRandom random = new SplittableRandom(1);

        assertThat(ids.address("/notice/{id}/triage", random)).matches("/notice/n-\\d+/triage");
        assertThat(ids.address("/command/{id}", random))
                .matches("/command/(live|upload)-\\d+%2Fcommand%2F1");
        assertThat(ids.address("/record/{topic}/{part}/{off}", random))
                .matches("/record/[a-z.]+/\\d/\\d+");
        assertThat(ids.address("/draft/{id}", random)).isEqualTo("/draft/draft-1");
        assertThat(ids.address("/list/draft/{id}", random)).isEqualTo("/list/draft/batch-1");
    }

    /** A page that is added is measured, or the benchmark fails. */
    @Test
    void aPageAboutAnotherKindOfThingIsNamed() {
        assertThatThrownBy(() -> ids.address("/planet/{id}", new SplittableRandom(1)))
                .hasMessageContaining("/planet/{id}: expected a page about one of [account,")
                .hasMessageContaining("got 'planet'; give DeskIds its ids");
    }
}
