package dev.vigil.account;

import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptReport;
import dev.vigil.schema.account.KeptReportBuilder;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.StrikeCounts;
import dev.vigil.schema.account.UserWarning;
import java.util.ArrayList;
import java.util.List;

/**
 * What was published about an account, read at a start: the state may be of an older savepoint, or
 * none. It fills in what is not known and is never sent again.
 */
final class ReadBack {
    /**
     * What fell for one offence alone, of a review that may be forgotten: its own word is later.
     */
    private static final long ALONE = 1;

    private ReadBack() {}

    static void take(Account account, AccountFact fact) {
        switch (fact.kind()) {
            case OFFENCE_PUBLISHED -> offence(account, fact.offencePublished(), fact.time());
            case STANDING_PUBLISHED -> standing(account, fact.standingPublished());
            case WARNING_PUBLISHED -> warning(account, fact.warningPublished());
            case COMMAND_PUBLISHED -> MeasureBook.published(account, fact.commandPublished());
            case REPORT_PUBLISHED -> report(account, fact.reportPublished());
            default -> {}
        }
    }

    /** The highest number is the last change, whatever the state has. */
    static void strike(Account account, StrikeChanged strike) {
        AccountBook book = account.book();
        List<StrikeChanged> unread =
                book.unread().stream().filter(one -> one.seq() > strike.seq()).toList();
        if (unread.size() < book.unread().size()) {
            book = book.withUnread(unread);
        }
        if (strike.seq() > book.seq()) {
            book =
                    book.with()
                            .seq(strike.seq())
                            .counts(counts(strike))
                            .countsAt(strike.at())
                            .build();
        }
        account.book(book);
    }

    private static StrikeCounts counts(StrikeChanged strike) {
        return new StrikeCounts(
                strike.offencesAfter(),
                strike.strikesAfter(),
                strike.pending(),
                strike.stepAfter());
    }

    private static void offence(Account account, OffenceChanged published, long time) {
        Offence offence = published.offence();
        String id = offence.offenceId();
        KeptOffence known = account.offences().get(id);
        if (known == null && !FactIntake.count(account)) {
            return;
        }
        boolean isNew = known == null || !known.known();
        KeptOffence base =
                isNew
                        ? KeptOffence.of(offence, time)
                                .withWaived(known == null ? null : known.waived())
                        : filled(known, offence);
        boolean isFallen = published.state() == OffenceState.FALLEN;
        FactIntake.keep(
                account,
                id,
                known,
                base.with()
                        .changedAt(isFallen ? published.changedAt() : null)
                        .published(
                                Digest.of(
                                        KeptOffence.of(offence, time),
                                        offence.aggravators(),
                                        published.state(),
                                        published.fallen(),
                                        published.overturned(),
                                        published.disputed(),
                                        published.waivedBy()))
                        .build());
        published.offence().reasons().stream()
                .flatMap(Grounds::of)
                .filter(ground -> !published.fallen().contains(ground))
                .forEach(ground -> standsAgain(account, ground, id));
        long at = published.changedAt();
        for (String ground : published.fallen()) {
            boolean isAlone = published.overturned().contains(ground);
            fallen(account, new GroundState(ground, id, false, isAlone ? ALONE : 0, at));
        }
    }

    /** The state is as new or newer: only what it lacks is taken. */
    private static KeptOffence filled(KeptOffence known, Offence offence) {
        return known.with()
                .occurredAt(Moments.earlier(known.occurredAt(), offence.occurredAt()))
                .establishedAt(Moments.earlier(known.establishedAt(), offence.establishedAt()))
                .reasons(FactIntake.merged(offence.reasons(), known.reasons()))
                .works(FactIntake.either(known.works(), offence.works()))
                .owners(FactIntake.either(known.owners(), offence.owners()))
                .spans(
                        known.spans() == null
                                ? KeptOffence.packed(offence.timeCodes())
                                : known.spans())
                .measure(known.measure() == null ? offence.measure() : known.measure())
                .aggravators(FactIntake.either(known.aggravators(), KeptOffence.ofCase(offence)))
                .evidenceDigest(
                        known.evidenceDigest() == null
                                ? KeptOffence.bytes(offence.evidenceDigest())
                                : known.evidenceDigest())
                .verdictId(
                        known.verdictId() == null
                                ? KeptOffence.verdictId(offence)
                                : known.verdictId())
                .noticeIds(FactIntake.either(known.noticeIds(), offence.noticeIds()))
                .build();
    }

    private static void standsAgain(Account account, String ground, String offenceId) {
        String key = Account.groundKey(ground, offenceId);
        GroundState known = account.grounds().get(key);
        if (known != null && known.version() == 0) {
            account.grounds().remove(key);
        }
    }

    /** Of version 0 where the ground's own word counts once it is there. */
    private static void fallen(Account account, GroundState published) {
        String key = Account.groundKey(published.ground(), published.offenceId());
        GroundState known = account.grounds().get(key);
        if (known == null || known.version() < published.version()) {
            account.grounds().put(key, published);
        }
    }

    private static void standing(Account account, AccountStanding published) {
        AccountBook book = account.book();
        Long erasedAt = Moments.later(book.erasedAt(), published.erasedAt());
        boolean isErased = erasedAt != null && published.at() < erasedAt;
        account.book(
                book.with()
                        .published(Digest.of(published))
                        .proposal(published.proposal())
                        .endedAt(isEndedForGood(published) ? published.endedAt() : null)
                        .erasedAt(erasedAt)
                        .named(Fold.both(published.linked(), published.unlinked()))
                        .reread(true)
                        .leftOut(isErased || published.leftOut() == null ? 0 : published.leftOut())
                        .measures(
                                MeasureBook.restricted(
                                        account, isErased ? List.of() : published.restrictions()))
                        .build());
    }

    /**
     * What its end rested on is no longer there to be judged again. One that was ended since it was
     * erased, after its service is back, is ended as any other.
     */
    private static boolean isEndedForGood(AccountStanding published) {
        boolean isErased =
                published.erasedAt() != null
                        && published.endedAt() != null
                        && published.endedAt() <= published.erasedAt();
        return isErased
                || published.proposal() == null
                || published.proposal().state() != ProposalState.CARRIED_OUT;
    }

    private static void warning(Account account, UserWarning published) {
        KeptWarning known = account.warnings().get(published.warningId());
        KeptWarning base = known == null ? WarningBook.named(published.issuedAt(), null) : known;
        boolean isNewer =
                published.revision() > base.revision()
                        || published.revision() == base.revision()
                                && published.attempt() > base.attempt();
        if (isNewer) {
            account.warnings()
                    .put(
                            published.warningId(),
                            base.naming(published.offences(), published.issuedAt())
                                    .with()
                                    .kind(published.kind())
                                    .revision(published.revision())
                                    .attempt(published.attempt())
                                    .issuedAt(published.issuedAt())
                                    .position(null)
                                    .build());
        }
    }

    private static void report(Account account, DepartmentReport published) {
        List<KeptReport> all = new ArrayList<>(account.book().reports());
        KeptReport known =
                all.stream()
                        .filter(one -> one.reportId().equals(published.reportId()))
                        .findFirst()
                        .orElse(null);
        boolean isOlder = known != null && published.version() < known.version();
        if (isOlder) {
            return;
        }
        // A later record of a version names what is known by then: its content is that of the
        // first.
        boolean isContent = known == null || published.version() > known.version();
        all.remove(known);
        all.add(
                KeptReportBuilder.builder()
                        .reportId(published.reportId())
                        .anchor(published.reportId().substring(account.id("report", "").length()))
                        .version(published.version())
                        .state(published.state())
                        .offences(isContent ? Reports.accused(published) : known.offences())
                        .others(isContent ? Reports.fallen(published) : known.others())
                        .more(isContent ? published.moreOffences() : known.more())
                        .fallen(published.fallen())
                        .published(Digest.of(published))
                        .decidedBy(published.decidedBy())
                        .channel(published.channel())
                        .documentRef(published.documentRef())
                        .sentAt(published.sentAt())
                        .acknowledgedAt(published.acknowledgedAt())
                        .at(isContent ? published.at() : known.at())
                        .build());
        account.book(account.book().withReports(List.copyOf(all)));
    }
}
