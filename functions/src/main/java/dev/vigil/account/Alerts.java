package dev.vigil.account;

import dev.vigil.schema.account.KeptAlert;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptReport;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertBuilder;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ReportState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person has to look at. Published when it begins, each day while it lasts where nothing
 * happens by itself, and when it is over.
 */
final class Alerts {
    private static final int MAX_ALERTS = 100;

    private final boolean isTried;
    private final int decisionDays;
    private final Account account;
    private final Derived derived;
    private final FoldOutput published;
    private final long nowMs;

    Alerts(StrikeLadder ladder, Account account, Derived derived, FoldOutput published) {
        this.isTried = ladder.shadow();
        this.decisionDays = ladder.decisionDays();
        this.account = account;
        this.derived = derived;
        this.published = published;
        this.nowMs = derived.nowMs();
    }

    void publish() {
        Map<String, KeptAlert> now = active();
        Map<String, KeptAlert> next = new TreeMap<>();
        for (KeptAlert known : account.book().alerts()) {
            String key = key(known);
            KeptAlert still = now.remove(key);
            if (still == null) {
                published.alerts().add(alert(known, nowMs, nowMs));
            } else {
                next.put(key, repeated(known));
            }
        }
        now.forEach(
                (key, begun) -> {
                    if (next.size() < MAX_ALERTS) {
                        next.put(key, repeated(begun));
                    }
                });
        account.book(account.book().withAlerts(List.copyOf(next.values())));
    }

    private Map<String, KeptAlert> active() {
        List<KeptAlert> all = new ArrayList<>();
        undecided(all);
        openAppeals(all);
        account.book().measures().forEach(one -> unconfirmed(one, all));
        account.warnings().entries().forEach(one -> undeliverable(one, all));
        account.book().reports().forEach(one -> correction(one, all));
        Map<String, KeptAlert> active = new TreeMap<>();
        all.forEach(one -> active.put(key(one), one));
        return active;
    }

    private void undecided(List<KeptAlert> all) {
        Long decideBy =
                derived.open() == null || derived.proposal() == null || isTried
                        ? null
                        : derived.proposal().decideBy();
        if (decideBy != null && decideBy <= nowMs) {
            all.add(begun(LedgerAlertKind.UNDECIDED, derived.proposal().proposalId(), decideBy));
        }
    }

    /** Of each subject the appeal that was filed first, while it holds something up. */
    private void openAppeals(List<KeptAlert> all) {
        Map<String, KeptAlert> bySubject = new TreeMap<>();
        for (Map.Entry<String, KeptAppeal> one : account.appeals().entries()) {
            KeptAppeal appeal = one.getValue();
            if (appeal.filedAt() != null && appeal.outcome() == null && !isTried) {
                long decideBy = appeal.filedAt() + decisionDays * Moments.DAY_MS;
                String subject =
                        isHeldUp(one.getKey(), appeal)
                                ? appeal.offenceId()
                                : isInForce(appeal.measureId()) ? appeal.measureId() : null;
                if (subject != null) {
                    bySubject.merge(
                            subject,
                            begun(LedgerAlertKind.APPEAL_OPEN, one.getKey(), decideBy),
                            (a, b) -> b.since() < a.since() ? b : a);
                }
            }
        }
        for (KeptAlert one : bySubject.values()) {
            published.again(one.since());
            if (one.since() <= nowMs) {
                all.add(one);
            }
        }
    }

    private boolean isHeldUp(String id, KeptAppeal appeal) {
        JudgedOffence offence =
                appeal.offenceId() == null ? null : derived.offence(appeal.offenceId());
        return offence != null
                && offence.state() == OffenceState.SUSPENDED
                && offence.disputed().contains(Settled.appeal(id));
    }

    private boolean isInForce(String commandId) {
        return commandId != null
                && derived.measures().stream()
                        .map(one -> account.accountId() + "/" + one.id())
                        .anyMatch(commandId.replaceFirst("/[0-9]+$", "")::equals);
    }

    private void unconfirmed(KeptMeasure one, List<KeptAlert> all) {
        boolean isLifted = one.lift() != null && one.lift().isSent();
        if (!isLifted && MeasureCommands.isOverdue(one.command(), nowMs)) {
            all.add(
                    begun(
                            LedgerAlertKind.UNCONFIRMED,
                            one.commandId(account.accountId()),
                            one.command().deadline()));
        }
        if (MeasureCommands.isOverdue(one.lift(), nowMs)) {
            all.add(
                    begun(
                            LedgerAlertKind.UNCONFIRMED,
                            one.liftId(account.accountId()),
                            one.lift().deadline()));
        }
    }

    private void undeliverable(Map.Entry<String, KeptWarning> one, List<KeptAlert> all) {
        Long since = WarningBook.undeliverableSince(one.getValue());
        if (since == null) {
            return;
        }
        boolean isOver =
                WarningBook.isAnnounced(one.getValue())
                        || Warnings.isVoid(account, one.getKey(), one.getValue())
                        || !Warnings.isStill(derived, one.getValue());
        if (!isOver) {
            all.add(begun(LedgerAlertKind.UNDELIVERABLE, one.getKey(), since));
        }
    }

    private static void correction(KeptReport one, List<KeptAlert> all) {
        if (one.state() == ReportState.CORRECTED) {
            all.add(begun(LedgerAlertKind.CORRECTION, one.reportId(), one.at()));
        }
    }

    private static KeptAlert begun(LedgerAlertKind kind, String subject, long since) {
        return new KeptAlert(kind, subject, since, 0);
    }

    private static String key(KeptAlert one) {
        return one.subject() + "/" + one.kind();
    }

    /** Each day anew, counted from its begin: a fold that is late repeats it once. */
    private KeptAlert repeated(KeptAlert one) {
        boolean isFirst = one.at() == 0;
        long nextAt = one.at() + Moments.DAY_MS;
        if (!isFirst && nowMs < nextAt) {
            published.again(nextAt);
            return one;
        }
        long days = Math.max(0, nowMs - one.since()) / Moments.DAY_MS;
        long at = one.since() + days * Moments.DAY_MS;
        KeptAlert next = one.withAt(at);
        published.alerts().add(alert(next, at, null));
        published.again(at + Moments.DAY_MS);
        return next;
    }

    private LedgerAlert alert(KeptAlert one, long at, Long resolvedAt) {
        return LedgerAlertBuilder.builder()
                .alertKey(key(one))
                .kind(one.kind())
                .accountId(account.accountId())
                .subject(one.subject())
                .since(one.since())
                .at(at)
                .count(1)
                .resolvedAt(resolvedAt)
                .build();
    }
}
