package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceActsTest {
    private final TestingFacts known =
            new TestingFacts().references("w-1", "clip", "master").references("w-2", "master");

    private List<Act> review(String workId, String reference, ReviewOutcome outcome, String session)
            throws Exception {
        return ReferenceActs.review(known, workId, reference, outcome, session, "oidc:li", NOW_MS);
    }

    @Test
    void allReferencesOfAWorkAreReviewedOrTheOneThatIsNamed() throws Exception {
        assertThat(review("w-1", null, ReviewOutcome.CONFIRMED, null))
                .allMatch(act -> act.topic() == Topic.REVIEWS && act.key().equals("w-1"))
                .extracting(Act::body)
                .containsExactly(
                        reviewed("w-1", "clip", ReviewOutcome.CONFIRMED, null),
                        reviewed("w-1", "master", ReviewOutcome.CONFIRMED, null));
        assertThat(review("w-1", "clip", ReviewOutcome.OVERTURNED, "room-1"))
                .extracting(Act::body)
                .containsExactly(reviewed("w-1", "clip", ReviewOutcome.OVERTURNED, "room-1"));
        assertThat(review("w-2", null, ReviewOutcome.OVERTURNED, "room-1")).hasSize(1);
    }

    private static ReferenceReview reviewed(
            String workId, String reference, ReviewOutcome outcome, String session) {
        return new ReferenceReview(workId, reference, outcome, session, "oidc:li", NOW_MS);
    }

    @Test
    void whatIsNotThereOrNotNamedIsRefused() {
        assertThatThrownBy(() -> review("w-9", null, ReviewOutcome.CONFIRMED, null))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "WORK: expected a work that has a reference, got 'w-9'; register one with"
                                + " vigil ingest FILE --as work --work w-9");
        assertThatThrownBy(() -> review("w-1", null, ReviewOutcome.OVERTURNED, "room-1"))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "--reference: expected the one that blocked the session, got none; w-1 has"
                                + " clip, master");
        assertThatThrownBy(() -> review("w-1", "other", ReviewOutcome.CONFIRMED, null))
                .isInstanceOf(ActRefused.class)
                .hasMessage(
                        "--reference: expected a reference of w-1, got 'other'; it has clip,"
                                + " master");
    }

    /** Before anything is read: the topic of references is large. */
    @Test
    void whatLacksTheSessionIsRefusedAtOnce() {
        assertThatThrownBy(() -> review("w-9", null, ReviewOutcome.OVERTURNED, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sessionId: expected");
    }
}
