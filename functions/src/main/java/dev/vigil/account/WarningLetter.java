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
        List<String> works =
                live == null
                        ? distinct(about, KeptOffence::works, MAX_WORKS)
                        : List.of(live.workId());
        List<TimeCode> times =
                live == null
                        ? distinct(about, KeptOffence::timeCodes, MAX_TIMES)
                        : live.timeCodes();
        List<String> owners =
                live == null ? distinct(about, KeptOffence::owners, MAX_WORKS) : live.owners();
        Long stopBy = live == null ? null : live.stopBy();
        Map<String, String> named = new HashMap<>();
        for (String name : WarningTexts.parameters(kind)) {
            named.put(
                    name,
                    switch (name) {
                        case "works" -> join(works.stream());
                        case "owners" -> join(owners.stream());
                        case "times" -> join(times.stream().map(WarningLetter::span));
                        case "stopBy" -> moment(stopBy);
                        case "disputeUntil" -> moment(disputeUntil);
                        case "expires" -> moment(expiresAt);
                        default -> named(name, id, warning, about);
                    });
        }
        return UserWarningBuilder.builder()
                .warningId(id)
                .accountId(account.accountId())
                .kind(kind)
                .revision(warning.revision())
                .attempt(warning.attempt())
                .offences(warning.offences())
                .sessionId(live == null ? null : sessionId(live))
                .stopBy(stopBy)
                .channel(isInPublic(id, warning) ? WarningReceipt.PUBLIC : null)
                .works(works)
                .timeCodes(times)
                .owners(owners)
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

    /** What is not known is empty. */
    private String named(String name, String id, KeptWarning warning, List<KeptOffence> about) {
        return switch (name) {
            case "account" -> account.accountId();
            case "warning" -> id;
            case "issued" -> moment(warning.issuedAt());
            case "education" -> rules.educationRef() == null ? "" : rules.educationRef();
            case "step" -> derived.counts().step().name();
            case "strikes" -> String.valueOf(derived.counts().strikes());
            case "offences" ->
                    join(warning.offences().stream().filter(one -> isTold(warning.kind(), one)));
            case "since" -> moment(earliest(about, KeptOffence::establishedAt));
            case "listed" -> moment(listedAt(about));
            case "grounds" -> grounds(about);
            case "measure" -> measures(about);
            case "restrictions" ->
                    join(
                            longest(derived.measures())
                                    .map(one -> one.restriction(account.accountId(), null))
                                    .map(WarningLetter::restriction));
            case "decideBy" ->
                    derived.proposal() == null ? "" : moment(derived.proposal().decideBy());
            case "ended" -> derived.ended() == null ? "" : moment(derived.ended().at());
            case "reason" -> derived.ended() == null ? "" : derived.ended().reason();
            case "year" -> id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('-')) + 1);
            case "voided" -> voided(id);
            case "relieved" -> Warnings.relieved(id);
            default ->
                    throw new IllegalArgumentException(
                            "warning: expected a parameter that a kind of warning has, got '"
                                    + name
                                    + "'");
        };
    }

    private static Long earliest(List<KeptOffence> about, Function<KeptOffence, Long> time) {
        return about.stream().map(time).reduce(null, Moments::earlier);
    }

    private static String grounds(List<KeptOffence> about) {
        return join(
                distinct(about, KeptOffence::reasons, MAX_WORKS).stream()
                        .filter(OffenceReason::stands)
                        .map(OffenceReason::ground)
                        .distinct());
    }

    private static String measures(List<KeptOffence> about) {
        return join(
                about.stream()
                        .map(KeptOffence::measure)
                        .filter(Objects::nonNull)
                        .map(Enum::name)
                        .distinct());
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
        return atMs == null ? "" : atMs.toString();
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
