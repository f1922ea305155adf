package dev.vigil.account;

import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.KeptWarningBuilder;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.input.RecordPosition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The receipts of a warning, in any order. */
final class WarningBook {
    /** Until the second, third and fourth attempt, from the first failure of the one before. */
    private static final long[] RETRY_MS = {0, Moments.HOUR_MS, Moments.DAY_MS};

    /** To reach the user; what fails as often is announced in public. */
    private static final int ATTEMPTS = RETRY_MS.length + 1;

    /** Those that a user must not miss: about an offence, or the end of the service. */
    private static final Set<WarningKind> ANNOUNCED =
            EnumSet.of(
                    WarningKind.FIRST, WarningKind.STRIKE, WarningKind.PROPOSAL, WarningKind.ENDED);

    /** Half of them the earliest, half the latest: of any order the same remain. */
    private static final int MAX_TIMES = 8;

    /** The platform's clock may be this much behind: its failure is still of this revision. */
    private static final long SKEW_MS = 5_000;

    private WarningBook() {}

    static KeptWarning named(long seenAt, RecordPosition position) {
        return KeptWarningBuilder.builder()
                .revision(0)
                .attempt(0)
                .seenAt(seenAt)
                .position(position)
                .build();
    }

    static KeptWarning with(KeptWarning known, WarningReceipt receipt) {
        long at = receipt.at();
        boolean isDelivery = receipt.state().compareTo(ReceiptState.DELIVERED) >= 0;
        if (receipt.inPublic() && isDelivery) {
            return known.withAnnounced(with(known.announced(), at));
        }
        return switch (receipt.state()) {
            case FAILED -> known.withFailed(with(known.failed(), at));
            case SENT -> known.withSentAt(Moments.earlier(known.sentAt(), at));
            case DELIVERED -> known.withDelivered(with(known.delivered(), at));
            case READ -> known.withRead(with(known.read(), at));
            case ACKNOWLEDGED -> known.withAcknowledged(with(known.acknowledged(), at));
        };
    }

    private static List<Long> with(List<Long> times, long at) {
        List<Long> all = Stream.concat(times.stream(), Stream.of(at)).distinct().sorted().toList();
        int over = all.size() - MAX_TIMES;
        return over <= 0
                ? all
                : Stream.concat(
                                all.stream().limit(MAX_TIMES / 2),
                                all.stream().skip(MAX_TIMES / 2 + over))
                        .toList();
    }

    /** Times at which it had reached the level, or a later one. */
    static List<Long> reached(KeptWarning warning, ReceiptState level) {
        return Stream.of(
                        level.compareTo(ReceiptState.DELIVERED) <= 0
                                ? warning.delivered()
                                : List.<Long>of(),
                        level.compareTo(ReceiptState.READ) <= 0 ? warning.read() : List.<Long>of(),
                        warning.acknowledged())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether a delivery then was of a revision that named the offence. */
    static boolean wasNamed(KeptWarning warning, int offence, long deliveredAt) {
        return warning.kind() == WarningKind.LIVE
                ? shownAt(warning, offence) - SKEW_MS <= deliveredAt
                : warning.joinedAt(offence) <= deliveredAt;
    }

    /**
     * The first time that a room's warning was issued: nothing was shown before it, whatever the
     * clock of the platform says.
     */
    static long shownAt(KeptWarning live, int offence) {
        long joinedAt = live.joinedAt(offence);
        return joinedAt == 0 ? live.issuedAt() : joinedAt;
    }

    static boolean isDelivered(KeptWarning warning) {
        return !reached(warning, ReceiptState.DELIVERED).isEmpty();
    }

    /** A delivery of the revision before does not count for this one. */
    private static boolean isDeliveredSince(KeptWarning warning) {
        return reached(warning, ReceiptState.DELIVERED).stream()
                .anyMatch(at -> at >= warning.issuedAt());
    }

    /** Null where it need not be sent again: what a room shows is over by then. */
    static Long retryAt(KeptWarning warning) {
        List<Long> failed = failures(warning);
        int attempt = warning.attempt();
        boolean isOver =
                warning.kind() == WarningKind.LIVE
                        || isDeliveredSince(warning)
                        || warning.kind() == WarningKind.LIFTED && isAnnounced(warning)
                        || failed.size() < attempt;
        if (isOver || attempt > ATTEMPTS) {
            return null;
        }
        return attempt < ATTEMPTS
                ? Long.valueOf(failed.get(attempt - 1) + RETRY_MS[attempt - 1])
                : announceAt(warning, failed);
    }

    private static Long announceAt(KeptWarning warning, List<Long> failed) {
        return ANNOUNCED.contains(warning.kind()) && !isAnnounced(warning)
                ? failed.get(ATTEMPTS - 1)
                : null;
    }

    /** The attempt after all that were to reach the user. */
    static boolean isAnnouncement(KeptWarning warning) {
        return warning.attempt() > ATTEMPTS;
    }

    /** Since when all attempts have failed; null for not. */
    static Long undeliverableSince(KeptWarning warning) {
        List<Long> failed = failures(warning);
        return !warning.isKnown()
                        || warning.kind() == WarningKind.LIVE
                        || isDeliveredSince(warning)
                        || failed.size() < ATTEMPTS
                ? null
                : failed.get(ATTEMPTS - 1);
    }

    /** This revision was: one of before does not name what joined it. */
    static boolean isAnnounced(KeptWarning warning) {
        return warning.announced().stream().anyMatch(at -> at >= warning.issuedAt());
    }

    /**
     * What a start without state has read again: a failure that seems earlier than the revision is
     * of the one before, unless the revision may have been repeated for it.
     */
    static KeptWarning ofRevision(KeptWarning warning) {
        List<Long> before =
                warning.failed().stream().filter(at -> at < warning.issuedAt()).toList();
        if (warning.revision() <= 1 || before.isEmpty()) {
            return warning;
        }
        int dropped = Math.max(0, before.size() - (warning.attempt() - 1));
        return warning.withFailed(warning.failed().stream().skip(dropped).toList());
    }

    /** Of its failures one for each attempt: what was read before leaves room for what comes. */
    static KeptWarning thinned(KeptWarning warning) {
        List<Long> failed = warning.isKnown() ? failures(warning) : warning.failed();
        return failed.size() == warning.failed().size() ? warning : warning.withFailed(failed);
    }

    /**
     * The first failure of each attempt: no receipt names its attempt, and an attempt may fail in
     * several ways, or several times. One that is earlier than the next attempt is of those before.
     */
    private static List<Long> failures(KeptWarning warning) {
        List<Long> first = new ArrayList<>(ATTEMPTS);
        for (long at : warning.failed()) {
            int known = first.size();
            long earliest =
                    known == 0
                            ? warning.issuedAt() - SKEW_MS
                            : first.get(known - 1) + Math.max(1, RETRY_MS[known - 1] - SKEW_MS);
            if (at >= earliest) {
                first.add(at);
            }
            if (first.size() == ATTEMPTS) {
                break;
            }
        }
        return first;
    }
}
