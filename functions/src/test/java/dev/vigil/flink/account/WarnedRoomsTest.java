package dev.vigil.flink.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.account.LiveWarnings;
import dev.vigil.schema.account.LiveWarning;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a task has sent on of running streams. */
class WarnedRoomsTest {
    private static final long NOON_MS = 1_795_766_400_000L;

    private final WarnedRooms rooms = new WarnedRooms();

    private boolean isNews(String session, String work, Long stopBy, long at) {
        return rooms.isNews(
                new LiveWarning("session:" + session, work, List.of(), List.of(), stopBy, at));
    }

    @Test
    void eachWorkOfEachStreamIsNews() {
        assertThat(isNews("s-1", "film", null, NOON_MS)).isTrue();
        assertThat(isNews("s-1", "film", null, NOON_MS + 1)).isFalse();
        assertThat(isNews("s-1", "song", null, NOON_MS + 2)).isTrue();
        assertThat(isNews("s-2", "film", null, NOON_MS + 2)).isTrue();
    }

    @Test
    void aTimeIsNews() {
        assertThat(isNews("s-1", "film", null, NOON_MS)).isTrue();
        assertThat(isNews("s-1", "film", NOON_MS + 60_000, NOON_MS + 1)).isTrue();
        assertThat(isNews("s-1", "film", NOON_MS + 60_000, NOON_MS + 2)).isFalse();
    }

    /** The account may have had it too late. */
    @Test
    void whatGoesOnIsSentAgainOnceTheFirstWouldBeTooLate() {
        assertThat(isNews("s-1", "film", null, NOON_MS)).isTrue();
        assertThat(isNews("s-1", "film", null, NOON_MS + LiveWarnings.LATE_MS - 1)).isFalse();
        assertThat(isNews("s-1", "film", null, NOON_MS + LiveWarnings.LATE_MS)).isTrue();
        assertThat(isNews("s-1", "film", null, NOON_MS + LiveWarnings.LATE_MS + 1)).isFalse();
    }

    @Test
    void thoseThatWereNotUsedLongestLeave() {
        for (int i = 0; i < WarnedRooms.MOST; i++) {
            isNews("s-" + i, "film", null, NOON_MS);
        }
        assertThat(isNews("s-0", "film", null, NOON_MS + 1)).isFalse();
        assertThat(isNews("another", "film", null, NOON_MS + 1)).isTrue();
        assertThat(rooms.size()).isEqualTo(WarnedRooms.MOST);
        assertThat(isNews("s-0", "film", null, NOON_MS + 2)).isFalse();
        assertThat(isNews("s-1", "film", null, NOON_MS + 2)).isTrue();
    }
}
