package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadLetterLimiterTest {
    private static final long NOW_MS = 1_790_000_000_000L;

    private final DeadLetterLimiter repeats = new DeadLetterLimiter();
    private long offset;

    @Test
    void aSessionWhoseEverySegmentIsRefusedIsCountedAfterTwentyInAMinute() {
        for (int i = 0; i < 20; i++) {
            assertThat(published("s-1", NOW_MS + i))
                    .hasValueSatisfying(DeadLetterLimiterTest::countsNothing);
        }
        for (int i = 20; i < 30; i++) {
            assertThat(published("s-1", NOW_MS + i)).isEmpty();
        }
        assertThat(published("s-1", NOW_MS + DeadLetterLimiter.MINUTE_MS))
                .hasValueSatisfying(first -> assertThat(first.leftOut()).isEqualTo(10));
        assertThat(published("s-1", NOW_MS + DeadLetterLimiter.MINUTE_MS + 1))
                .hasValueSatisfying(DeadLetterLimiterTest::countsNothing);
    }

    @Test
    void anotherKeyReasonTopicOrStageIsPublished() {
        for (int i = 0; i < 21; i++) {
            published("s-1", NOW_MS);
        }
        assertThat(published("s-2", NOW_MS)).isPresent();
        assertThat(published("media.live", "door", "NO_VALUE", "s-1", NOW_MS)).isPresent();
        assertThat(published("media.feeds", "door", "BAD_SEGMENT", "s-1", NOW_MS)).isPresent();
        assertThat(published("media.live", "ear", "BAD_SEGMENT", "s-1", NOW_MS)).isPresent();
        assertThat(published("media.live", "door", "BAD_SEGMENT", null, NOW_MS)).isPresent();
    }

    @Test
    void aClockThatIsSetBackLeavesNothingOutForLong() {
        for (int i = 0; i < 21; i++) {
            published("s-1", NOW_MS);
        }
        assertThat(published("s-1", NOW_MS - DeadLetterLimiter.MINUTE_MS)).isPresent();
    }

    @Test
    void endlesslyManyKeysAreForgottenLeastRecentlyUsedFirst() {
        for (int i = 0; i < 21; i++) {
            published("busy", NOW_MS);
        }
        for (int i = 0; i < 3 * DeadLetterLimiter.MOST_KINDS; i++) {
            published("stranger-" + i, NOW_MS);
            assertThat(published("busy", NOW_MS)).isEmpty();
        }
        assertThat(repeats.kinds()).isEqualTo(DeadLetterLimiter.MOST_KINDS);
    }

    private static void countsNothing(DeadLetter letter) {
        assertThat(letter.leftOut()).isNull();
    }

    private Optional<DeadLetter> published(String key, long nowMs) {
        return published("media.live", "door", "BAD_SEGMENT", key, nowMs);
    }

    private Optional<DeadLetter> published(
            String topic, String stage, String reason, String key, long nowMs) {
        DeadLetter letter =
                DeadLetterBuilder.builder()
                        .deadLetterId(topic + "/0/" + offset)
                        .topic(topic)
                        .offset(offset++)
                        .stage(stage)
                        .reason(reason)
                        .message("")
                        .key(key)
                        .bytes(new byte[0])
                        .build();
        return repeats.published(letter, nowMs);
    }
}
