package dev.vigil.desk.act;

import dev.vigil.schema.notice.NoticeStatus;

/** A form was made from an older state, and what it is about has changed since. */
public final class StaleForm extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient NoticeStatus was;
    private final transient NoticeStatus now;

    /**
     * @param was null where it is no longer known
     */
    StaleForm(NoticeStatus was, NoticeStatus now) {
        super(now.noticeId());
        this.was = was;
        this.now = now;
    }

    public NoticeStatus was() {
        return was;
    }

    public NoticeStatus now() {
        return now;
    }
}
