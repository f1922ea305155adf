package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.NOTIFIER;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.notice;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.TriageOutcome;
import org.junit.jupiter.api.Test;

/** Content that was removed and is back, while the notice on it is rejected or covered. */
class BackWhileItDoesNotCountTest {
    private static final long BACK_MS = T0_MS + 9 * DAY_MS;

    @Test
    void aRejectedNoticeThatCountsAfterAllKnowsThatTheContentIsBack() {
        OneNotice one = OneNotice.of(notice(NOTICE, T0_MS, "a"));
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.REJECTED, T0_MS + HOUR_MS)));
        one.done("a", T0_MS + 5 * HOUR_MS);
        one.walk(T0_MS + 6 * HOUR_MS);
        one.back("a", T0_MS + 20 * HOUR_MS);
        one.on(NoticeInput.triaged(triage(NOTICE, TriageOutcome.ACCEPTED, T0_MS + 21 * HOUR_MS)));
        one.walk(T0_MS + 33 * HOUR_MS);
        assertThat(one.status().itemsOpen()).containsExactly("a");
        assertThat(one.levels()).containsExactly("2/E0", "2/E2");
        assertThat(one.status().dueAt()).isEqualTo(T0_MS + 44 * HOUR_MS);
    }

    @Test
    void aReleasedNoticeIsNotDueBeforeTheContentWasBack() {
        OneNotice one = OneNotice.of(complete("n-2", T0_MS, "a", "b"));
        link(one, LinkKind.DUPLICATE, "a", T0_MS);
        link(one, LinkKind.DUPLICATE, "b", T0_MS);
        one.done("a", T0_MS + 2 * HOUR_MS);
        one.walk(T0_MS + 2 * HOUR_MS);
        one.back("a", BACK_MS);
        one.done("b", BACK_MS);
        link(one, LinkKind.RELEASED, "a", BACK_MS + HOUR_MS);
        link(one, LinkKind.RELEASED, "b", BACK_MS + HOUR_MS);
        one.walk(BACK_MS + 12 * HOUR_MS);
        assertThat(one.status().itemsOpen()).containsExactly("a");
        assertThat(one.status().dueAt()).isEqualTo(BACK_MS + DAY_MS);
        assertThat(one.breaches).as("b was done late, a was not").hasSize(1);
        assertThat(one.breaches.get(0).itemsOpen()).isEmpty();
    }

    private static void link(OneNotice one, LinkKind kind, String item, long atMs) {
        one.on(
                NoticeInput.linked(
                        new NoticeLink(kind, "n-2", item, "n-1", T0_MS - HOUR_MS, NOTIFIER, null),
                        atMs));
    }
}
