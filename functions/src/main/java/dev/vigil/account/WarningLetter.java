package dev.vigil.account;

import dev.vigil.account.Derived.InForce;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.LiveWarning;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.Measure;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A warning as it goes out, with what its texts name. */
final class WarningLetter {
    private static final int MAX_WORKS = 16;
    private static final int MAX_TIMES = 10;

    private static final Comparator<InForce> ENDS_FIRST =
            Comparator.comparing(InForce::until, Comparator.nullsLast(Long::compare));

    private final LedgerRules rules;
    private final Account account;
    private final Derived derived;

    WarningLetter(LedgerRules rules, Account account, Derived derived) {
        this.rules = rules;
        this.account = account;
        this.derived = derived;
    }

    UserWarning of(String id, KeptWarning warning) {
        return of(id, warning, null);
    }

    /**
     * @param live what its room is warned of; null for any other kind
     */
    UserWarning of(String id, KeptWarning warning, LiveWarning live) {
        WarningKind kind = warning.kind();
        List<KeptOffence> about =
                warning.offences().stream()
                        .filter(one -> isTold(kind, one))
                        .map(account.offences()::get)
                        .filter(Objects::nonNull)
                        .toList();
        boolean isDisputable =
                kind == WarningKind.FIRST
                        || kind == WarningKind.STRIKE
                        || kind == WarningKind.PROPOSAL
                        || kind == WarningKind.ENDED;
        Long disputeUntil =
                isDisputable
                        ? Long.valueOf(
                                warning.issuedAt() + rules.ladder().disputeDays() * Moments.DAY_MS)
                        : null;
        Long expiresAt = expiresAt(warning);
        Map<String, String> named = named(id, warning, about);
        named.put("disputeUntil", moment(disputeUntil));
        named.put("expires", moment(expiresAt));
        if (live != null) {
            named.put("works", live.workId());
            named.put("owners", join(live.owners().stream()));
            named.put("times", join(live.timeCodes().stream().map(WarningLetter::span)));
            named.put("stopBy", moment(live.stopBy()));
        }
        named.keySet().retainAll(WarningTexts.parameters(kind));
        return UserWarningBuilder.builder()
                .warningId(id)
                .accountId(account.accountId())
                .kind(kind)
                .revision(warning.revision())
                .attempt(warning.attempt())
                .offences(warning.offences())
                .sessionId(live == null ? null : sessionId(live))
                .stopBy(live == null ? null : live.stopBy())
                .channel(isInPublic(id, warning) ? WarningReceipt.PUBLIC : null)
                .works(
                        live == null
                                ? distinct(about, KeptOffence::works, MAX_WORKS)
                                : List.of(live.workId()))
                .timeCodes(
                        live == null
                                ? distinct(about, KeptOffence::timeCodes, MAX_TIMES)
                                : live.timeCodes())
                .owners(
                        live == null
                                ? distinct(about, KeptOffence::owners, MAX_WORKS)
                                : live.owners())
                .zh(rules.texts().zh(kind, named))
                .en(rules.texts().en(kind, named))
                .templateVersion(rules.texts().version())
                .disputeUntil(disputeUntil)
                .step(derived.counts().step())
                .expiresAt(expiresAt)
                .educationRef(isGoodNews(kind) ? null : rules.educationRef())
                .voids(kind == WarningKind.LIFTED ? voided(id) : null)
                .issuedAt(warning.issuedAt())
                .build();
    }

    /** What was announced in public is taken back there. */
    private boolean isInPublic(String id, KeptWarning warning) {
        KeptWarning voided =
                warning.kind() == WarningKind.LIFTED ? account.warnings().get(voided(id)) : null;
        return WarningBook.isAnnouncement(warning)
                || voided != null
                        && (WarningBook.isAnnouncement(voided) || !voided.announced().isEmpty());
    }

    private static String sessionId(LiveWarning live) {
        return live.offenceId().substring(CaseFact.ofSession("").length());
    }

    private static boolean isGoodNews(WarningKind kind) {
        return kind == WarningKind.LIFTED || kind == WarningKind.RELIEVED;
    }

    /** An offence that has fallen is not named again. */
    private boolean isTold(WarningKind kind, String offenceId) {
        JudgedOffence one = derived.offence(offenceId);
        return kind == WarningKind.LIFTED || one == null || one.state() != OffenceState.FALLEN;
    }

    private static String voided(String liftedId) {
        return liftedId.substring(0, liftedId.length() - Warnings.liftedId("").length());
    }

    private Long expiresAt(KeptWarning warning) {
        return warning.kind() == WarningKind.FIRST || warning.kind() == WarningKind.LIVE
                ? null
                : derived.strikes().stream()
                        .filter(
                                one ->
                                        one.offences().stream()
                                                .anyMatch(warning.offences()::contains))
                        .map(Incident::expiresAt)
                        .max(Long::compare)
                        .orElse(null);
    }

    private static <T> List<T> distinct(
            List<KeptOffence> about, Function<KeptOffence, List<T>> part, int max) {
        return about.stream()
                .flatMap(one -> part.apply(one).stream())
                .distinct()
                .limit(max)
                .toList();
    }

    /** All that any kind names; what is not known is empty. */
    private Map<String, String> named(String id, KeptWarning warning, List<KeptOffence> about) {
        Map<String, String> named = new HashMap<>();
        named.put("account", account.accountId());
        named.put("warning", id);
        named.put("issued", moment(warning.issuedAt()));
        named.put("education", rules.educationRef() == null ? "" : rules.educationRef());
        named.put("step", derived.counts().step().name());
        named.put("strikes", String.valueOf(derived.counts().strikes()));
        named.put(
                "offences",
                join(warning.offences().stream().filter(one -> isTold(warning.kind(), one))));
        named.put("works", join(distinct(about, KeptOffence::works, MAX_WORKS).stream()));
        named.put("owners", join(distinct(about, KeptOffence::owners, MAX_WORKS).stream()));
        named.put(
                "times",
                join(
                        distinct(about, KeptOffence::timeCodes, MAX_TIMES).stream()
                                .map(WarningLetter::span)));
        named.put(
                "since",
                moment(
                        about.stream()
                                .map(KeptOffence::establishedAt)
                                .reduce(null, Moments::earlier)));
        named.put("listed", moment(listedAt(about)));
        named.put(
                "grounds",
                join(
                        distinct(about, KeptOffence::reasons, MAX_WORKS).stream()
                                .filter(OffenceReason::stands)
                                .map(OffenceReason::ground)
                                .distinct()));
        named.put(
                "measure",
                join(
                        about.stream()
                                .map(KeptOffence::measure)
                                .filter(Objects::nonNull)
                                .map(Enum::name)
                                .distinct()));
        named.put(
                "restrictions",
                join(
                        longest(derived.measures())
                                .map(one -> one.restriction(account.accountId(), null))
                                .map(WarningLetter::restriction)));
        named.put(
                "decideBy",
                derived.proposal() == null ? "" : moment(derived.proposal().decideBy()));
        named.put("ended", derived.ended() == null ? "" : moment(derived.ended().at()));
        named.put("reason", derived.ended() == null ? "" : derived.ended().reason());
        named.put("year", id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('-')) + 1));
        named.put("voided", warning.kind() == WarningKind.LIFTED ? voided(id) : "");
        named.put("relieved", warning.kind() == WarningKind.RELIEVED ? Warnings.relieved(id) : "");
        return named;
    }

    /** The earliest of those that stand. */
    private static Long listedAt(List<KeptOffence> about) {
        return about.stream()
                .flatMap(one -> one.reasons().stream())
                .filter(OffenceReason::stands)
                .map(OffenceReason::listedAt)
                .reduce(null, Moments::earlier);
    }

    private static String join(Stream<String> values) {
        return values.collect(Collectors.joining("; "));
    }

    /** Two strikes may ask for one measure: to a user it ends with the later. */
    private static Stream<InForce> longest(List<InForce> measures) {
        Map<Measure, InForce> longest = new LinkedHashMap<>();
        for (InForce one : measures) {
            longest.merge(one.measure(), one, (a, b) -> ENDS_FIRST.compare(a, b) < 0 ? b : a);
        }
        return longest.values().stream();
    }

    private static String restriction(Restriction one) {
        return one.measure() + (one.until() == null ? "" : " until " + moment(one.until()));
    }

    private static String moment(Long atMs) {
        return atMs == null ? "" : Instant.ofEpochMilli(atMs).toString();
    }

    private static String span(TimeCode code) {
        return time(code.fromMs()) + "-" + time(code.toMs());
    }

    private static String time(long ms) {
        long s = ms / 1_000;
        return two(s / 3_600) + ":" + two(s / 60 % 60) + ":" + two(s % 60);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
