package dev.vigil.schema.event;

import java.util.List;

/**
 * The clock of a notice has stopped: no alert of this generation follows.
 *
 * @param alertKey {@code noticeId/generation/resolved}
 * @param stoppedAt when it was done, by its proof
 */
public record EscalationResolved(
        String alertKey,
        String noticeId,
        int generation,
        NoticeState outcome,
        long stoppedAt,
        long dueAt,
        List<String> firedLevels) {}
