package dev.vigil.client.notice;

import dev.vigil.client.bus.Event;
import dev.vigil.schema.notice.NoticeStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Notices as they are now. All that something is left to do about; of those that are over the
 * latest, so that it has room for years of {@code notice.status}.
 */
public final class NoticeBoard {
    /** Notices that are over. */
    public static final int MOST_OVER = 1_000;

    private final Predicate<NoticeStatus> wanted;
    private final Map<String, ListedNotice> open = new HashMap<>();
    private final Map<String, ListedNotice> over =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ListedNotice> eldest) {
                    leftOut = leftOut || size() > MOST_OVER;
                    return size() > MOST_OVER;
                }
            };

    private boolean any;
    private boolean leftOut;

    /**
     * Without notices.
     *
     * @param wanted which of them it is about
     */
    public NoticeBoard(Predicate<NoticeStatus> wanted) {
        this.wanted = wanted;
    }

    /** Takes the next record of the topic; gives what it changes of what is shown. */
    public Optional<ListedNotice> take(Event event) {
        if (event.data() == null) {
            forget(event.key());
            return Optional.empty();
        }
        return event.readable(NoticeStatus.class).flatMap(this::take);
    }

    Optional<ListedNotice> take(NoticeStatus status) {
        any = true;
        ListedNotice now = ListedNotice.of(status);
        ListedNotice before = forget(now.noticeId());
        boolean shown = wanted.test(status);
        if (shown) {
            (now.over() ? over : open).put(now.noticeId(), now);
        }
        boolean changed = shown ? !now.equals(before) : before != null;
        return changed ? Optional.of(now) : Optional.empty();
    }

    private ListedNotice forget(String noticeId) {
        ListedNotice before = open.remove(noticeId);
        return before == null ? over.remove(noticeId) : before;
    }

    /**
     * Those with something left to do, the most urgent first, then the others, the latest first.
     */
    public List<ListedNotice> rows() {
        List<ListedNotice> rows = new ArrayList<>(open.values());
        rows.sort(ListedNotice.BY_URGENCY);
        List<ListedNotice> latest = new ArrayList<>(over.values());
        Collections.reverse(latest);
        rows.addAll(latest);
        return rows;
    }

    /** True once there was a notice at all, be it wanted or not. */
    public boolean any() {
        return any;
    }

    /** True where older notices that are over are not shown. */
    public boolean leftOut() {
        return leftOut;
    }
}
