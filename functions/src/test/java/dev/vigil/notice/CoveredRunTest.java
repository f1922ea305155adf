package dev.vigil.notice;

import static dev.vigil.notice.TestingNotices.DAY_MS;
import static dev.vigil.notice.TestingNotices.GRACE_MS;
import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.NOTICE;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.LinkKind;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import org.junit.jupiter.api.Test;

class CoveredRunTest {
    private static final Facts FACTS = Facts.none("test");

    private final NoticeMachine machine = new NoticeMachine(ClockRules.DEFAULTS);

    /** Nothing was done, so there is no proof that could clear it again and again. */
    @Test
    void aBreachedRunWhoseItemsAreAllCoveredEndsOnce() {
        NoticeCase known =
                machine.opened(
                                NoticeInput.received(
                                        TestingNotices.notice(NOTICE, T0_MS, "a", "b")),
                                FACTS)
                        .next();
        known = due(known, T0_MS);
        known = news(known, ItemNews.Kind.DONE, T0_MS + HOUR_MS);
        known = news(known, ItemNews.Kind.BACK, T0_MS + 2 * HOUR_MS);
        long overdue = T0_MS + 2 * HOUR_MS + DAY_MS + GRACE_MS;
        known = due(known, overdue);
        NoticeLink link =
                new NoticeLink(
                        LinkKind.DUPLICATE, NOTICE, "a", "n-0", T0_MS - 1, "notifier-1", null);
        known = machine.on(known, NoticeInput.linked(link, overdue + 1), FACTS).next();

        known = due(known, overdue + 2);

        assertThat(known.runs().get(1).clock()).isEqualTo(ClockState.CLOSED_LATE);
        assertThat(known.runs().get(1).correction().cleared()).isFalse();
    }

    private NoticeCase news(NoticeCase known, ItemNews.Kind kind, long atMs) {
        ItemNews news = new ItemNews(kind, "a", atMs, null);
        NoticeCase next = machine.on(known, NoticeInput.news(NOTICE, news, atMs), FACTS).next();
        return due(next, atMs + 1);
    }

    private NoticeCase due(NoticeCase known, long nowMs) {
        return machine.due(known, nowMs, FACTS).next();
    }
}
