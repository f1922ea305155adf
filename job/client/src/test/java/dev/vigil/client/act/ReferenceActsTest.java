package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.Modality;
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

    private List<String> meant(String reference, Modality modality, ReviewOutcome outcome)
            throws Exception {
        String session = outcome == ReviewOutcome.OVERTURNED ? "room-1" : null;
        known.references("w-3", "film", "film.video", "trailer", "trailer.video");
        return ReferenceActs.review(
                        known, "w-3", reference, modality, outcome, session, null, NOW_MS)
                .stream()
                .map(act -> ((ReferenceReview) act.body()).referenceId())
                .toList();
    }

    /** A block by sound and by pictures falls only if both are overturned. */
    @Test
    void aRecordingIsItsSoundAndItsPictures() throws Exception {
        known.references("w-4", "film", "film.video");
        assertThat(review("w-4", null, ReviewOutcome.OVERTURNED, "room-1")).hasSize(2);
        for (ReviewOutcome outcome : ReviewOutcome.values()) {
            assertThat(meant("film", Modality.AV, outcome)).containsExactly("film", "film.video");
        }
        known.references("w-5", "film.video", "trailer");
        assertThat(review("w-5", "film", ReviewOutcome.CONFIRMED, null))
                .as("a film without sound")
                .extracting(Act::body)
                .containsExactly(reviewed("w-5", "film.video", ReviewOutcome.CONFIRMED, null));
    }

    /** Music that others use says nothing against the pictures that are shown to it. */
    @Test
    void oneOfThemMayBeMeantAlone() throws Exception {
        ReviewOutcome outcome = ReviewOutcome.QUARANTINED;
        assertThat(meant("film", Modality.AUDIO, outcome)).containsExactly("film");
        assertThat(meant("film", Modality.VIDEO, outcome)).containsExactly("film.video");
        assertThat(meant("film.video", Modality.AV, outcome)).containsExactly("film.video");
        assertThat(meant(null, Modality.AUDIO, outcome)).containsExactly("film", "trailer");
        assertThatThrownBy(() -> meant("film.video", Modality.AUDIO, outcome))
                .isInstanceOf(ActRefused.class)
                .hasMessageContaining("got 'film.video' of AUDIO alone; it has film, film.video,");
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
