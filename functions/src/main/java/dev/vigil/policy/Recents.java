package dev.vigil.policy;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.RecentChange;
import java.time.Duration;

/** Finished uploads that are judged again when something changes. */
public final class Recents {
    /** Where a window is announced an upload waits for it this long: the judge knows it for 7 d. */
    private static final long ANNOUNCED_MS = Duration.ofDays(6).toMillis();

    private Recents() {}

    /** How long an upload is judged again at most, where a window of its work is announced. */
    public static long longestMs(long lookBackMs) {
        return lookBackMs == 0 ? 0 : Math.max(lookBackMs, ANNOUNCED_MS);
    }

    /** True where a match is over and is to be judged again. */
    public static boolean isRecent(OpenMatch match) {
        return !match.evidence().open()
                && match.context() != null
                && match.context().kind() == SessionKind.UPLOAD;
    }

    public static boolean concerns(RecentChange change, OpenMatch match) {
        return change.all()
                || change.entries().entries().stream().anyMatch(entry -> concerns(entry, match))
                || change.referenceIds().contains(match.evidence().referenceId())
                || !change.grantees().isEmpty()
                        && AuthorizationFit.grantees(match.context()).stream()
                                .anyMatch(change.grantees()::contains);
    }

    /** An entry may have been on other references before, but for one that keeps an upload down. */
    private static boolean concerns(ListEntry entry, OpenMatch match) {
        return !entry.keepsUploadDown() || entry.concerns(match.evidence().referenceId());
    }
}
