package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.register.Overlaps;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.ReferenceHealth;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.register.ReferenceOverlapBuilder;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyDoorTest {
    private static final long NOW_MS = Arriving.NOW_MS;

    private final PolicyDoor door = new PolicyDoor(() -> NOW_MS);

    @Test
    void aWorkGoesToEachOfItsOwnersOnce() {
        assertThat(enter(Topic.WORKS, EventType.WORK_REGISTERED, "w", work("a", "b", "a")))
                .extracting(RightsInput::kind, RightsInput::ownerId, RightsInput::workId)
                .containsExactly(
                        tuple(RightsInput.Kind.WORK, "a", "w"),
                        tuple(RightsInput.Kind.WORK, "b", "w"));
    }

    @Test
    void aPolicyGoesToItsOwnerAndAReviewToItsWork() {
        MatchPolicy policy = new MatchPolicy("a", 1, List.of(MatchRule.always(Action.WARN)), null);
        assertThat(enter(Topic.POLICIES, EventType.MATCH_POLICY, "a", policy))
                .containsExactly(RightsInput.policy(null, policy));
        ReferenceReview review =
                new ReferenceReview("w", "r", ReviewOutcome.CONFIRMED, null, "reviewer", NOW_MS);
        assertThat(enter(Topic.REVIEWS, EventType.REFERENCE_REVIEWED, "w", review))
                .containsExactly(RightsInput.review(review));
    }

    @Test
    void whatTheJobHasPublishedOfSharedSoundIsReadBack() {
        ReferenceOverlap overlap =
                ReferenceOverlapBuilder.builder()
                        .workId("w")
                        .referenceId("r")
                        .overlapId("o")
                        .otherWorkId("x")
                        .otherReferenceId("y")
                        .owners(List.of("a"))
                        .otherOwners(List.of("a", "b"))
                        .spans(List.of(new OverlapSpan(1, 2, 3, 4, true)))
                        .there(true)
                        .at(NOW_MS)
                        .build();
        assertThat(
                        enter(
                                Topic.REFERENCE_HEALTH,
                                EventType.REFERENCE_OVERLAP,
                                "w/overlap/o",
                                overlap))
                .containsExactly(RightsInput.shared(Overlaps.shared(overlap)));
        assertThat(refused(Topic.REFERENCE_HEALTH, EventType.REFERENCE_OVERLAP, "w", overlap))
                .isEqualTo("KEY_MISMATCH");
        ReferenceHealth health =
                new ReferenceHealth("w", "r", HealthState.CONFIRMED, null, 0, 0, NOW_MS);
        assertThat(enter(Topic.REFERENCE_HEALTH, EventType.REFERENCE_HEALTH, "w/r", health))
                .as("in its state")
                .isEmpty();
    }

    @Test
    void theKeyIsTheIdAndTheTopicItsOwn() {
        assertThat(refused(Topic.WORKS, EventType.WORK_REGISTERED, "other", work("a")))
                .isEqualTo("KEY_MISMATCH");
        assertThat(refused(Topic.POLICIES, EventType.WORK_REGISTERED, "w", work("a")))
                .isEqualTo("WRONG_TOPIC");
        assertThat(refused(Topic.WORKS, EventType.LIST_UPSERTED, "w", work("a")))
                .isEqualTo("WRONG_TOPIC");
        assertThat(refused(Topic.POLICIES, EventType.MATCH_POLICY, "w", work("a")))
                .isEqualTo("BAD_DATA");
    }

    private static RegisteredWork work(String... owners) {
        return new RegisteredWork(
                "w",
                1,
                null,
                null,
                null,
                Stream.of(owners).map(id -> new OwnerShare(id, null, null)).toList());
    }

    private String refused(Topic topic, EventType type, String key, Object event) {
        List<RightsInput> inputs = enter(topic, type, key, event);
        assertThat(inputs).extracting(RightsInput::kind).containsExactly(RightsInput.Kind.DEAD);
        return inputs.get(0).dead().reason();
    }

    private List<RightsInput> enter(Topic topic, EventType type, String key, Object event) {
        return Arriving.on(topic, type, key, event).at(door);
    }
}
