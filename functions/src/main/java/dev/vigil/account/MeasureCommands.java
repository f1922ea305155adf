package dev.vigil.account;

import dev.vigil.account.Derived.InForce;
import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.AccountCommandBuilder;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptMeasureBuilder;
import dev.vigil.schema.account.KeptSending;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Measures in force against what was commanded. One that is new goes out once it has held for the
 * settling time; one that is no longer in force is lifted at once, and once. What the platform does
 * not confirm is sent three times.
 */
final class MeasureCommands {
    static final int MAX_ATTEMPTS = 3;
    private static final long CONFIRM_MS = 10_000;

    private final LedgerRules rules;
    private final Account account;
    private final Derived derived;
    private final FoldOutput published;
    private final long nowMs;

    MeasureCommands(LedgerRules rules, Account account, Derived derived, FoldOutput published) {
        this.rules = rules;
        this.account = account;
        this.derived = derived;
        this.published = published;
        this.nowMs = derived.nowMs();
    }

    void publish() {
        List<KeptMeasure> next = new ArrayList<>();
        Set<String> inForce = new HashSet<>();
        List<KeptMeasure> known = account.book().measures();
        for (InForce one : derived.measures()) {
            KeptMeasure latest = latest(known, one.id());
            KeptMeasure kept = latest == null || isLifted(latest) ? next(one, latest) : latest;
            inForce.add(id(kept));
            next.add(commanded(about(kept, one)));
        }
        for (KeptMeasure kept : known) {
            KeptMeasure left =
                    inForce.contains(id(kept))
                            ? null
                            : kept.isKnown() ? lifted(kept) : unknown(kept);
            if (left != null) {
                next.add(left);
            }
        }
        AccountBook book = account.book();
        account.book(book.withMeasures(bounded(next)));
    }

    private String id(KeptMeasure one) {
        return one.commandId(account.accountId());
    }

    /** Its last round; null for none. */
    static KeptMeasure latest(List<KeptMeasure> known, String id) {
        return known.stream()
                .filter(one -> one.id().equals(id) && one.isKnown())
                .max(Comparator.comparingInt(KeptMeasure::round))
                .orElse(null);
    }

    static boolean isLifted(KeptMeasure kept) {
        return kept.lift() != null && kept.lift().isSent();
    }

    /** It comes into force; or comes back, as another command. */
    private KeptMeasure next(InForce one, KeptMeasure lifted) {
        return KeptMeasureBuilder.builder()
                .id(one.id())
                .round(lifted == null ? 1 : lifted.round() + 1)
                .derivedAt(Math.max(nowMs, one.from()))
                .build();
    }

    /** Once it was commanded its span is that of the command, whatever is read late. */
    private static KeptMeasure about(KeptMeasure kept, InForce one) {
        boolean isSent = kept.isKnown() && MeasureBook.orNone(kept.command()).isSent();
        return kept.with()
                .from(isSent ? kept.from() : one.from())
                .until(isSent ? kept.until() : one.until())
                .decisionRef(one.decisionRef())
                .build();
    }

    private KeptMeasure commanded(KeptMeasure kept) {
        if (rules.ladder().shadow()) {
            return kept;
        }
        KeptSending sending = MeasureBook.orNone(kept.command());
        // A person has decided: there is nothing to wait for.
        long settleMs = kept.decisionRef() == null ? rules.ladder().settleMs() : 0;
        long sendAt = kept.derivedAt() == null ? nowMs : kept.derivedAt() + settleMs;
        if (!sending.isSent() && nowMs < sendAt) {
            published.again(sendAt);
            return kept;
        }
        KeptSending next = sent(sending);
        if (next.attempts() > sending.attempts()) {
            published
                    .commands()
                    .add(command(kept, next).commandId(id(kept)).measure(kept.measure()).build());
        }
        return kept.with().command(next).derivedAt(null).build();
    }

    /** No longer in force: what was commanded is lifted, what was not is forgotten. */
    private KeptMeasure lifted(KeptMeasure kept) {
        boolean wasSent = MeasureBook.orNone(kept.command()).isSent() || isLifted(kept);
        if (!wasSent || isForGood(kept)) {
            return null;
        }
        KeptSending sending = MeasureBook.orNone(kept.lift());
        KeptSending next = sent(sending);
        if (next.attempts() > sending.attempts()) {
            published
                    .commands()
                    .add(
                            command(kept, next)
                                    .commandId(kept.liftId(account.accountId()))
                                    .measure(Measure.LIFT)
                                    .lifts(id(kept))
                                    .build());
        }
        long forgetAt = kept.from() + rules.memoryMs();
        published.again(forgetAt);
        KeptMeasure left = kept.withLift(next);
        boolean isOver = next.isConfirmed() && kept.measure() != Measure.SERVICE_ENDED;
        return nowMs >= forgetAt ? null : isOver ? left.withCommand(carriedOut(kept)) : left;
    }

    /** Of what has ended a report needs when it began; null where that was never confirmed. */
    private static KeptSending carriedOut(KeptMeasure kept) {
        KeptSending command = MeasureBook.orNone(kept.command());
        return command.isConfirmed()
                ? new KeptSending(null, 1, null, command.confirmedAt(), null)
                : null;
    }

    /** What is kept of an account that was ended long ago is that alone. */
    private boolean isForGood(KeptMeasure kept) {
        return kept.measure() == Measure.SERVICE_ENDED && account.book().endedAt() != null;
    }

    /** News of a command that is not known are kept a day. */
    private KeptMeasure unknown(KeptMeasure kept) {
        KeptMeasure seen = kept.derivedAt() == null ? kept.withDerivedAt(nowMs) : kept;
        long untilMs = seen.derivedAt() + Moments.DAY_MS;
        published.again(untilMs);
        return nowMs >= untilMs ? null : seen;
    }

    /** One attempt more where it is due; the same where it is not. */
    private KeptSending sent(KeptSending sending) {
        boolean isFirst = !sending.isSent();
        if (!isFirst && (sending.isConfirmed() || isExhausted(sending))) {
            return sending;
        }
        boolean hasFailed =
                sending.failedAt() != null && sending.failedAt() > sending.deadline() - CONFIRM_MS;
        if (!isFirst && !hasFailed && nowMs < sending.deadline()) {
            published.again(sending.deadline());
            return sending;
        }
        if (sending.attempts() >= MAX_ATTEMPTS) {
            published.again(sending.deadline());
            return sending;
        }
        long deadline = nowMs + CONFIRM_MS;
        published.again(deadline);
        return new KeptSending(
                isFirst ? nowMs : sending.issuedAt(),
                sending.attempts() + 1,
                deadline,
                sending.confirmedAt(),
                sending.failedAt());
    }

    private boolean isExhausted(KeptSending sending) {
        return isOverdue(sending, nowMs);
    }

    /** Sent as often as it is, and not confirmed: a person has to look. */
    static boolean isOverdue(KeptSending sending, long nowMs) {
        return sending != null
                && sending.attempts() >= MAX_ATTEMPTS
                && !sending.isConfirmed()
                && nowMs >= sending.deadline();
    }

    private AccountCommandBuilder command(KeptMeasure kept, KeptSending sending) {
        return AccountCommandBuilder.builder()
                .accountId(account.accountId())
                .from(kept.from())
                .until(kept.until())
                .step(kept.step())
                .reason(kept.decisionRef() == null ? "LADDER" : "DECISION")
                .decisionRef(kept.decisionRef())
                .issuedAt(sending.issuedAt())
                .deadline(sending.deadline())
                .attempt(sending.attempts() == 1 ? null : sending.attempts());
    }

    private static long from(KeptMeasure one) {
        return one.isKnown() ? one.from() : 0;
    }

    /** That a service was given back is needed as long as the decision that ended it is there. */
    private static boolean isOver(KeptMeasure one) {
        return isLifted(one) && one.measure() != Measure.SERVICE_ENDED;
    }

    /** Those that have ended leave first, the oldest of them. */
    private static List<KeptMeasure> bounded(List<KeptMeasure> all) {
        return all.stream()
                .sorted(
                        Comparator.comparing(MeasureCommands::isOver)
                                .thenComparing(
                                        Comparator.comparingLong(MeasureCommands::from).reversed())
                                .thenComparing(KeptMeasure::id)
                                .thenComparing(KeptMeasure::round))
                .limit(MeasureBook.MAX_MEASURES)
                .toList();
    }
}
