package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What offences rest on: entries of the list, and what people found of references. */
class GroundDoorTest {
    private static final long NOW_MS = Arriving.NOW_MS;

    private final GroundDoor door = new GroundDoor(() -> NOW_MS, Authorities.ANYBODY);

    static Stream<Arriving> all() {
        return Stream.of(
                onList(EventType.LIST_UPSERTED, entry(1, null)),
                onList(EventType.LIST_WITHDRAWN, entry(2, NOW_MS)),
                Arriving.on(Topic.REVIEWS, EventType.REFERENCE_REVIEWED, "w-1", review(NOW_MS)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aGoodRecordGoesInUnderItsGround(Arriving good) {
        GroundFact fact = enter(good);
        assertThat(fact.dead()).isNull();
        assertThat(fact.time()).isEqualTo(NOW_MS);
        assertThat(fact.ground())
                .isEqualTo(fact.kind() == GroundFact.Kind.ENTRY ? "list/e-1" : "reference/w-1/r-1");
    }

    @ParameterizedTest
    @MethodSource("all")
    void onAnotherTopicItIsRefused(Arriving good) {
        Topic other = good.topic() == Topic.LIST ? Topic.REVIEWS : Topic.LIST;
        assertThat(reason(good.on(other))).isEqualTo("WRONG_TOPIC");
    }

    @ParameterizedTest
    @MethodSource("all")
    void underAnotherKeyItIsRefused(Arriving good) {
        assertThat(reason(good.keyed("other"))).isEqualTo("KEY_MISMATCH");
    }

    @Test
    void aReviewAheadIsRefused() {
        Arriving ahead =
                Arriving.on(
                        Topic.REVIEWS,
                        EventType.REFERENCE_REVIEWED,
                        "w-1",
                        review(Arriving.AHEAD_MS));
        assertThat(reason(ahead)).isEqualTo("TIME_AHEAD");
    }

    @Test
    void aWithdrawalIsWithdrawn() {
        assertThat(reason(onList(EventType.LIST_WITHDRAWN, entry(2, null)))).isEqualTo("BAD_DATA");
        assertThat(reason(onList(EventType.LIST_UPSERTED, entry(2, NOW_MS)))).isEqualTo("BAD_DATA");
    }

    @Test
    void aTombstoneFellsNothing() {
        assertThat(onList(EventType.LIST_WITHDRAWN, null).at(door)).isEmpty();
    }

    private GroundFact enter(Arriving arriving) {
        return arriving.only(door);
    }

    private String reason(Arriving arriving) {
        return enter(arriving).dead().reason();
    }

    private static Arriving onList(EventType type, Object data) {
        return Arriving.on(Topic.LIST, type, "e-1", data);
    }

    private static ListEntry entry(long version, Long withdrawnAt) {
        return ListEntryBuilder.builder()
                .entryId("e-1")
                .version(version)
                .listClass(ListClass.FORBIDDEN)
                .workId("w-1")
                .issuedAt(NOW_MS)
                .withdrawnAt(withdrawnAt)
                .build();
    }

    private static ReferenceReview review(long at) {
        return new ReferenceReview("w-1", "r-1", ReviewOutcome.QUARANTINED, null, "oidc:mei", at);
    }
}
