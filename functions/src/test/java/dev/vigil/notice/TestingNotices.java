package dev.vigil.notice;

import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NoticeReceived;
import dev.vigil.schema.event.NoticeWork;
import java.util.Arrays;
import java.util.List;

/** Notices for tests. */
public final class TestingNotices {
    public static final long T0_MS = 1_800_000_000_000L;
    public static final long MINUTE_MS = 60_000;
    public static final long HOUR_MS = 60 * MINUTE_MS;
    public static final long DAY_MS = 24 * HOUR_MS;
    public static final long GRACE_MS = 10_000;
    public static final String NOTICE = "n-1";

    private TestingNotices() {}

    /** Of one work, received at {@code receivedAtMs}. */
    public static NoticeReceived notice(String noticeId, long receivedAtMs, String... items) {
        return new NoticeReceived(
                noticeId,
                "mail",
                receivedAtMs,
                "notifier-1",
                List.of(new NoticeWork("A work", "work-1")),
                Arrays.stream(items).map(item -> new NoticeItem(item, null)).toList(),
                null);
    }
}
