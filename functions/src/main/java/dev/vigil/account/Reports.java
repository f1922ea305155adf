package dev.vigil.account;

import dev.vigil.schema.account.DeliveryState;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.DepartmentReportBuilder;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptDecision;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptReport;
import dev.vigil.schema.account.KeptReportBuilder;
import dev.vigil.schema.account.KeptSending;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ReportDecided;
import dev.vigil.schema.account.ReportDecision;
import dev.vigil.schema.account.ReportDelivered;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.ReportedDispute;
import dev.vigil.schema.account.ReportedOffence;
import dev.vigil.schema.account.ReportedWarning;
import dev.vigil.schema.account.ReportedWarningBuilder;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.WaitingDecision;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Reports to the competent department: a draft with each proposal, kept up with the facts until a
 * person approves it. An offence that falls once it was sent corrects it. A ladder that is only
 * tried drafts none.
 */
final class Reports {
    private static final int MAX_LISTED = 100;
    private static final int MAX_WAIVED = 20;
    private static final int MAX_MEASURES = 50;

    private final LedgerRules rules;
    private final Account account;
    private final Derived derived;
    private final FoldOutput published;
    private final long nowMs;

    Reports(LedgerRules rules, Account account, Derived derived, FoldOutput published) {
        this.rules = rules;
        this.account = account;
        this.derived = derived;
        this.published = published;
        this.nowMs = derived.nowMs();
    }

    void publish() {
        List<KeptReport> all = new ArrayList<>(account.book().reports());
        if (derived.open() != null
                && !rules.ladder().shadow()
                && all.stream()
                        .noneMatch(one -> derived.open().offences().contains(one.anchor()))) {
            all.add(draft(derived.open().anchor()));
        }
        for (WaitingDecision waiting : account.book().waiting()) {
            take(waiting, all);
        }
        List<KeptReport> next = new ArrayList<>();
        for (KeptReport one : all) {
            long forgetAt = one.at() + rules.memoryMs();
            published.again(forgetAt);
            if (nowMs < forgetAt && !isAboutNothing(one)) {
                next.add(published(corrected(one)));
            }
        }
        int from = Math.max(0, next.size() - AccountLimits.REPORTS);
        account.book(
                account.book()
                        .with()
                        .reports(List.copyOf(next.subList(from, next.size())))
                        .waiting(List.of())
                        .build());
    }

    /** It was not decided, and the offence that its proposal was about is forgotten. */
    private boolean isAboutNothing(KeptReport one) {
        return one.state() == ReportState.DRAFT
                && one.decidedBy() == null
                && derived.offence(one.anchor()) == null;
    }

    private KeptReport draft(String anchor) {
        return KeptReportBuilder.builder()
                .reportId(account.id("report", anchor))
                .anchor(anchor)
                .state(ReportState.DRAFT)
                .offences(List.of())
                .fallen(List.of())
                .at(nowMs)
                .build();
    }

    // What persons decide of it -------------------------------------------------------------

    private void take(WaitingDecision waiting, List<KeptReport> all) {
        ReportDecided decided = waiting.reportDecided();
        ReportDelivered delivered = waiting.reportDelivered();
        if (decided == null && delivered == null) {
            return;
        }
        String id = decided == null ? delivered.reportId() : decided.reportId();
        for (int i = 0; i < all.size(); i++) {
            KeptReport one = all.get(i);
            KeptReport next =
                    !one.reportId().equals(id)
                            ? null
                            : decided == null ? delivered(one, delivered) : decided(one, decided);
            if (next != null) {
                all.set(i, next);
                return;
            }
        }
        if (!waiting.reread()) {
            published.refused().add(refused(id, waiting, all));
        }
    }

    /** Null where it can't be decided so. */
    private static KeptReport decided(KeptReport one, ReportDecided decided) {
        if (one.state() != ReportState.DRAFT || one.version() != decided.version()) {
            return null;
        }
        boolean isApproved = decided.decision() == ReportDecision.APPROVE;
        return one.with()
                .state(isApproved ? ReportState.APPROVED : ReportState.REJECTED)
                .decidedBy(decided.by())
                .build();
    }

    private static KeptReport delivered(KeptReport one, ReportDelivered delivered) {
        if (wasApproved(one) && delivered.version() < one.version()) {
            return one.with()
                    .state(ReportState.CORRECTED)
                    .channel(delivered.channel())
                    .documentRef(delivered.documentRef())
                    .sentAt(delivered.at())
                    .build();
        }
        if (one.version() != delivered.version()) {
            return null;
        }
        boolean mayBeSent =
                one.state() == ReportState.APPROVED || one.state() == ReportState.CORRECTED;
        KeptReportBuilder next =
                one.with().channel(delivered.channel()).documentRef(delivered.documentRef());
        if (delivered.state() == DeliveryState.SENT && mayBeSent) {
            return next.state(ReportState.SENT).sentAt(delivered.at()).build();
        } else if (delivered.state() == DeliveryState.ACKNOWLEDGED
                && (mayBeSent || one.state() == ReportState.SENT)) {
            return next.state(ReportState.ACKNOWLEDGED).acknowledgedAt(delivered.at()).build();
        }
        return null;
    }

    /** One of its offences fell meanwhile: what was sent as it was approved has to be corrected. */
    private static boolean wasApproved(KeptReport one) {
        return one.state() == ReportState.DRAFT && one.decidedBy() != null;
    }

    private static FoldOutput.Refused refused(
            String id, WaitingDecision waiting, List<KeptReport> all) {
        String found =
                all.stream()
                        .filter(one -> one.reportId().equals(id))
                        .map(one -> one.state() + " of version " + one.version())
                        .findFirst()
                        .orElse("no such report");
        String expected =
                waiting.reportDecided() != null
                        ? "a DRAFT of version " + waiting.reportDecided().version()
                        : "an approved report of version " + waiting.reportDelivered().version();
        return new FoldOutput.Refused(
                "REPORT_NOT_OPEN",
                "reportId: expected "
                        + expected
                        + ", got "
                        + found
                        + "; look at the report as it is now, then say it of that version",
                id,
                waiting.position());
    }

    // What facts make of it --------------------------------------------------------------------

    /** Offences that it names and that have fallen since; but for those that stand again. */
    private KeptReport corrected(KeptReport one) {
        if (one.state() == ReportState.REJECTED) {
            return one;
        }
        boolean isDraft = one.state() == ReportState.DRAFT;
        Set<String> all = new TreeSet<>(one.fallen());
        all.removeIf(this::standsAgain);
        if (!isDraft) {
            one.offences().stream().filter(this::hasFallen).forEach(all::add);
        }
        List<String> fallen = all.stream().limit(MAX_LISTED).toList();
        if (fallen.equals(one.fallen())) {
            return one;
        }
        return one.with()
                .state(
                        isDraft || one.state() == ReportState.APPROVED
                                ? ReportState.DRAFT
                                : ReportState.CORRECTED)
                .fallen(fallen)
                .build();
    }

    private boolean hasFallen(String id) {
        JudgedOffence offence = derived.offence(id);
        return offence != null && offence.state() == OffenceState.FALLEN;
    }

    private boolean standsAgain(String id) {
        JudgedOffence offence = derived.offence(id);
        return offence != null && offence.state() != OffenceState.FALLEN;
    }

    private KeptReport published(KeptReport one) {
        boolean isFrozen =
                one.state() == ReportState.REJECTED
                        || one.state() == ReportState.SENT
                        || one.state() == ReportState.ACKNOWLEDGED;
        KeptReport before =
                account.book().reports().stream()
                        .filter(known -> known.reportId().equals(one.reportId()))
                        .findFirst()
                        .orElse(null);
        boolean isUnchanged = before != null && one.equals(before);
        boolean isStill = isFrozen || one.state() != ReportState.DRAFT;
        if (isUnchanged && isStill) {
            return one;
        }
        boolean isContent =
                one.published() == 0
                        || one.state() == ReportState.DRAFT
                        || !one.fallen().equals(before == null ? List.of() : before.fallen());
        DepartmentReport report = assembled(one, isContent);
        // Receipts alone make no other version: a person may be looking at this one.
        long digest = Digest.of(report);
        if (isUnchanged && digest == one.published()) {
            return one;
        }
        int version = isContent ? one.version() + 1 : one.version();
        published.reports().add(report.withVersion(version));
        return one.with()
                .version(version)
                .published(digest)
                .offences(isContent ? accused(report) : one.offences())
                .others(isContent ? fallen(report) : one.others())
                .more(isContent ? report.moreOffences() : one.more())
                .at(isContent ? nowMs : one.at())
                .build();
    }

    /** What it lists that stood or stands: what had fallen already is no reason to correct it. */
    static List<String> accused(DepartmentReport report) {
        return report.offences().stream()
                .filter(one -> one.state() != OffenceState.FALLEN)
                .map(one -> one.offence().offenceId())
                .toList();
    }

    /** What it lists that had fallen already. */
    static List<String> fallen(DepartmentReport report) {
        return report.offences().stream()
                .filter(one -> one.state() == OffenceState.FALLEN)
                .map(one -> one.offence().offenceId())
                .toList();
    }

    /**
     * Each list to its own bytes, from its front; what is left out is counted beside it.
     *
     * @param isContent false of a version that was published: it names the offences that a person
     *     has seen in it, and no later one
     */
    private DepartmentReport assembled(KeptReport one, boolean isContent) {
        Set<String> seen = new HashSet<>(one.offences());
        seen.addAll(one.others());
        List<JudgedOffence> listed =
                derived.offences().values().stream()
                        .filter(o -> account.offences().get(o.id()).published() != 0)
                        .filter(o -> isContent || seen.contains(o.id()))
                        .sorted(
                                Comparator.comparingLong(Reports::time)
                                        .reversed()
                                        .thenComparing(JudgedOffence::id))
                        .toList();
        List<Incident> counting =
                isContent
                        ? derived.strikes()
                        : derived.strikes().stream()
                                .map(strike -> strike.of(seen))
                                .filter(strike -> !strike.offences().isEmpty())
                                .toList();
        ReportBudget<Strike> strikes =
                ReportBudget.of(
                        Incident.strikes(account, counting), counting.size(), ReportBudget.STRIKES);
        int all =
                isContent
                        ? listed.size() + account.book().leftOut()
                        : seen.size() + (one.more() == null ? 0 : one.more());
        ReportBudget.Offences offences =
                ReportBudget.Offences.of(
                        listed.stream().limit(MAX_LISTED).map(this::reported).toList(), all);
        ReportBudget<ReportedWarning> warnings = warnings();
        ReportBudget<ReportedDispute> disputes = disputes();
        ReportBudget<Restriction> measures = measures();
        ReportBudget<OffenceWaived> waived = waived(listed);
        return DepartmentReportBuilder.builder()
                .reportId(one.reportId())
                .version(Math.max(1, one.version()))
                .state(one.state())
                .accountId(account.accountId())
                .identityRef(rules.identityRef())
                .from(listed.stream().mapToLong(Reports::time).min().orElse(nowMs))
                .to(isContent ? nowMs : one.at())
                .step(derived.counts().step())
                .strikes(strikes.named())
                .moreStrikes(strikes.more())
                .offences(offences.kept().named())
                .moreOffences(offences.kept().more())
                .moreReferences(offences.moreReferences())
                .warnings(warnings.named())
                .moreWarnings(warnings.more())
                .disputes(disputes.named())
                .moreDisputes(disputes.more())
                .measures(measures.named())
                .moreMeasures(measures.more())
                .proposal(derived.proposal())
                .waived(waived.named())
                .moreWaived(waived.more())
                .linked(account.book().linked())
                .fallen(one.fallen())
                .decidedBy(one.decidedBy())
                .channel(one.channel())
                .documentRef(one.documentRef())
                .sentAt(one.sentAt())
                .acknowledgedAt(one.acknowledgedAt())
                .ladderVersion(rules.ladder().version())
                .at(nowMs)
                .build();
    }

    private static long time(JudgedOffence one) {
        return Forgetting.time(one.kept());
    }

    private ReportedOffence reported(JudgedOffence one) {
        KeptOffence now = account.offences().get(one.id());
        return new ReportedOffence(
                one.whole(account.accountId()),
                one.state(),
                one.state() == OffenceState.FALLEN ? now.changedAt() : null);
    }

    private ReportBudget<ReportedWarning> warnings() {
        List<Map.Entry<String, KeptWarning>> all =
                account.warnings().entries().stream()
                        .filter(one -> one.getValue().isKnown())
                        .sorted(
                                Comparator.comparing(Reports::isOfRoom)
                                        .thenComparing(newestFirst(KeptWarning::issuedAt)))
                        .toList();
        return ReportBudget.of(
                all.stream()
                        .limit(MAX_LISTED)
                        .map(one -> reported(one.getKey(), one.getValue()))
                        .toList(),
                all.size(),
                ReportBudget.WARNINGS);
    }

    private static <T> Comparator<Map.Entry<String, T>> newestFirst(ToLongFunction<T> time) {
        return Comparator.comparingLong(
                        (Map.Entry<String, T> one) -> time.applyAsLong(one.getValue()))
                .reversed()
                .thenComparing(Map.Entry::getKey);
    }

    /** There may be many: they leave room for those that count. */
    private static boolean isOfRoom(Map.Entry<String, KeptWarning> one) {
        return one.getValue().kind() == WarningKind.LIVE;
    }

    private static ReportedWarning reported(String id, KeptWarning one) {
        return ReportedWarningBuilder.builder()
                .warningId(id)
                .kind(one.kind())
                .issuedAt(one.issuedAt())
                .sentAt(one.sentAt())
                .deliveredAt(first(one.delivered()))
                .readAt(first(one.read()))
                .acknowledgedAt(first(one.acknowledged()))
                .undeliverable(WarningBook.undeliverableSince(one) == null ? null : true)
                .announcedAt(first(one.announced()))
                .build();
    }

    private static Long first(List<Long> times) {
        return times.isEmpty() ? null : times.get(0);
    }

    private ReportBudget<ReportedDispute> disputes() {
        List<Map.Entry<String, KeptAppeal>> all =
                account.appeals().entries().stream()
                        .filter(one -> one.getValue().filedAt() != null)
                        .sorted(newestFirst(KeptAppeal::filedAt))
                        .toList();
        return ReportBudget.of(
                all.stream()
                        .limit(MAX_LISTED)
                        .map(one -> reported(one.getKey(), one.getValue()))
                        .toList(),
                all.size(),
                ReportBudget.DISPUTES);
    }

    private static ReportedDispute reported(String id, KeptAppeal one) {
        String subject = one.offenceId() == null ? one.measureId() : one.offenceId();
        KeptDecision decided = one.asOf(Long.MAX_VALUE);
        return decided == null
                ? new ReportedDispute(id, subject, one.filedAt(), null, null, null)
                : new ReportedDispute(
                        id, subject, one.filedAt(), decided.outcome(), decided.by(), decided.at());
    }

    private ReportBudget<Restriction> measures() {
        List<KeptMeasure> all =
                account.book().measures().stream()
                        .filter(KeptMeasure::isKnown)
                        .filter(
                                one ->
                                        MeasureBook.orNone(one.command()).isSent()
                                                || MeasureBook.orNone(one.lift()).isSent())
                        .sorted(
                                Comparator.comparingLong(KeptMeasure::from)
                                        .reversed()
                                        .thenComparing(one -> one.commandId(account.accountId())))
                        .toList();
        return ReportBudget.of(
                all.stream().limit(MAX_MEASURES).map(this::restriction).toList(),
                all.size(),
                ReportBudget.MEASURES);
    }

    private Restriction restriction(KeptMeasure one) {
        KeptSending sent = MeasureBook.orNone(one.command());
        return new Restriction(
                one.commandId(account.accountId()),
                one.measure(),
                one.from(),
                one.until(),
                sent.isConfirmed() ? sent.confirmedAt() : null);
    }

    private static ReportBudget<OffenceWaived> waived(List<JudgedOffence> listed) {
        List<OffenceWaived> all =
                listed.stream().map(one -> one.kept().waived()).filter(Objects::nonNull).toList();
        return ReportBudget.of(
                all.stream().limit(MAX_WAIVED).toList(), all.size(), ReportBudget.WAIVED);
    }
}
