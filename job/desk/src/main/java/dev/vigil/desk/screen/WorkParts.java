package dev.vigil.desk.screen;

import dev.vigil.desk.ask.WorkQuery;
import dev.vigil.desk.ask.WorkQuery.HealthRow;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.WorkIds;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** What is registered, claimed and permitted of a work. */
final class WorkParts {
    private static final int BASIS_POINTS = 100;

    private final Cells cells;
    private final Handle store;
    private final String workId;
    private final long nowMs;

    WorkParts(Cells cells, Handle store, String workId, long nowMs) {
        this.cells = cells;
        this.store = store;
        this.workId = workId;
        this.nowMs = nowMs;
    }

    List<RecordPart> all(Optional<RegisteredWork> work) {
        return List.of(
                registered(work),
                owners(work),
                recordings(),
                conflicts(),
                identifiers(),
                overlaps(),
                claims(),
                permissions(),
                policies(work),
                reviews());
    }

    private RecordPart part(String key) {
        return new RecordPart(cells.say(key).html());
    }

    private RecordPart registered(Optional<RegisteredWork> found) {
        RecordPart part = new RecordPart(null);
        if (found.isEmpty()) {
            return part.note(cells.say("work.unregistered"));
        }
        RegisteredWork it = found.get();
        return part.line(
                        "titles",
                        cells.some(
                                it.titles().stream()
                                        .map(title -> cells.foreign(title.text()))
                                        .toList()))
                .line("workkind", cells.code(it.kind()))
                .line("numbers", numbers(it.ids()))
                .line("released", cells.time(it.releasedAt()))
                .line("length", cells.span(it.durationMs()))
                .line(
                        "excerpt",
                        it.excerptMs() == null
                                ? cells.say("work.noexcerpt")
                                : cells.span(it.excerptMs()))
                .line("excluded", excluded(it))
                .line("version", cells.number(it.version()));
    }

    private Cell numbers(WorkIds ids) {
        return ids == null
                ? cells.none()
                : cells.some(
                        ids.all().stream()
                                .map(
                                        it ->
                                                cells.say(
                                                        "work.number",
                                                        cells.code(it.scheme()),
                                                        cells.foreign(it.value())))
                                .toList());
    }

    private Cell excluded(RegisteredWork work) {
        return cells.some(
                work.excludedSegments().stream()
                        .map(
                                it ->
                                        cells.say(
                                                "value.between",
                                                cells.position(it.fromMs()),
                                                cells.position(it.toMs())))
                        .toList());
    }

    private RecordPart owners(Optional<RegisteredWork> found) {
        RecordPart part = part("work.owners");
        found.filter(it -> !it.contested().isEmpty())
                .ifPresent(
                        it -> part.note(cells.state(Cells.Look.WARN, cells.say("work.contested"))));
        return part.grid(
                cells,
                "work.noowners",
                List.of("owner", "rights", "territories", "share", "from", "until", "exclusive"),
                found.map(RegisteredWork::owners).orElse(List.of()),
                this::owner);
    }

    private List<Cell> owner(OwnerShare it) {
        return List.of(
                cells.foreign(it.ownerId()),
                it.rightTypes().isEmpty()
                        ? cells.say("value.all")
                        : cells.some(it.rightTypes().stream().map(cells::code).toList()),
                where(it),
                share(it.shareBp()),
                cells.time(it.from()),
                cells.time(it.to()),
                Boolean.TRUE.equals(it.exclusive()) ? cells.say("value.yes") : cells.none());
    }

    private Cell where(OwnerShare it) {
        Cell named = cells.territories(it.territories());
        return it.exceptTerritories().isEmpty()
                ? named
                : cells.say("list.except", named, cells.names(it.exceptTerritories()));
    }

    private Cell share(Integer basisPoints) {
        return basisPoints == null
                ? cells.none()
                : cells.say(
                        "value.percent",
                        BigDecimal.valueOf(basisPoints)
                                .divide(BigDecimal.valueOf(BASIS_POINTS))
                                .toPlainString());
    }

    private RecordPart recordings() {
        return part("work.recordings")
                .note(cells.say("work.reported"))
                .grid(
                        cells,
                        "work.norecordings",
                        List.of("recording", "health", "why", "blocked", "overturned", "at"),
                        WorkQuery.references(store, workId),
                        it ->
                                List.of(
                                        cells.foreign(it.referenceId()),
                                        health(it),
                                        cells.code("HealthReason", it.reason()),
                                        cells.number(it.blocked()),
                                        cells.number(it.overturned()),
                                        cells.time(it.at())));
    }

    private Cell health(HealthRow it) {
        Cell word = cells.code("HealthState", it.state());
        if (HealthState.QUARANTINED.name().equals(it.state())) {
            return cells.state(Cells.Look.ALARM, word);
        }
        return cells.state(
                HealthState.CONFIRMED.name().equals(it.state()) ? Cells.Look.GOOD : Cells.Look.WARN,
                word);
    }

    private RecordPart conflicts() {
        return part("work.conflicts")
                .grid(
                        cells,
                        "work.noconflicts",
                        List.of(
                                "conflict",
                                "right",
                                "territories",
                                "state",
                                "claims",
                                "since",
                                "until",
                                "decidedby"),
                        WorkQuery.conflicts(store, workId),
                        this::conflict);
    }

    private List<Cell> conflict(OwnershipConflict it) {
        Cell state = cells.code(it.state());
        return List.of(
                cells.foreign(it.conflictId()),
                cells.code(it.rightType()),
                cells.territory(it.territory()),
                it.state().isOpen()
                        ? cells.state(Cells.Look.WARN, state)
                        : cells.state(Cells.Look.GOOD, state),
                claimed(it.parts()),
                cells.time(it.since()),
                cells.time(it.until()),
                cells.person(it.decidedBy()));
    }

    private Cell claimed(List<ConflictPart> parts) {
        return parts == null
                ? cells.none()
                : cells.some(
                        parts.stream()
                                .flatMap(it -> it.claims().stream())
                                .map(
                                        it ->
                                                cells.say(
                                                        "work.claimed",
                                                        cells.foreign(it.claimant()),
                                                        share(it.shareBp())))
                                .toList(),
                        6);
    }

    private RecordPart identifiers() {
        return part("work.identifiers")
                .grid(
                        cells,
                        "work.noidentifiers",
                        List.of("number", "scheme", "state", "at"),
                        WorkQuery.identifiers(store, workId),
                        it ->
                                List.of(
                                        cells.foreign(it.value()),
                                        cells.code("IdScheme", it.scheme()),
                                        open(it.isOpen()),
                                        cells.time(it.at())));
    }

    private Cell open(boolean isOpen) {
        return isOpen
                ? cells.state(Cells.Look.WARN, cells.say("value.open"))
                : cells.state(Cells.Look.GOOD, cells.say("value.over"));
    }

    private RecordPart overlaps() {
        return part("work.overlaps")
                .grid(
                        cells,
                        "work.nooverlaps",
                        List.of(
                                "recording",
                                "otherwork",
                                "otherrecording",
                                "common",
                                "spans",
                                "state",
                                "at"),
                        WorkQuery.overlaps(store, workId),
                        this::overlap);
    }

    private List<Cell> overlap(ReferenceOverlap it) {
        return List.of(
                cells.foreign(it.referenceId()),
                cells.link("work", it.otherWorkId()),
                cells.foreign(it.otherReferenceId()),
                cells.span(it.commonMs()),
                cells.some(it.spans().stream().map(this::span).toList(), 3),
                it.holds() && !it.open() ? cells.say("value.shared") : open(it.open()),
                cells.time(it.at()));
    }

    /** Where it had a stretch later than the other it has no vote of its own by that. */
    private Cell span(OverlapSpan it) {
        String words = Boolean.TRUE.equals(it.newer()) ? "value.later" : "value.between";
        return cells.say(words, cells.position(it.fromMs()), cells.position(it.toMs()));
    }

    /** What parties claim, and what the register answered. */
    private RecordPart claims() {
        return part("work.claims")
                .grid(
                        cells,
                        "work.noclaims",
                        List.of("claimant", "version", "share", "at", "withdrawn", "signature"),
                        WorkQuery.claims(store, workId),
                        it ->
                                List.of(
                                        cells.foreign(it.claimant()),
                                        cells.number(it.version()),
                                        cells.some(
                                                it.shares().stream()
                                                        .map(one -> share(one.shareBp()))
                                                        .toList(),
                                                3),
                                        cells.time(it.at()),
                                        cells.time(it.withdrawnAt()),
                                        cells.say(
                                                it.signature() == null
                                                        ? "entry.unsigned"
                                                        : "entry.signed")))
                .grid(
                        cells,
                        "work.noanswers",
                        List.of("claimant", "answer", "version", "why", "at"),
                        WorkQuery.registrations(store, workId),
                        it ->
                                List.of(
                                        it.claimant().isEmpty()
                                                ? cells.say("work.desk")
                                                : cells.foreign(it.claimant()),
                                        cells.state(
                                                RegistrationState.REFUSED.name().equals(it.state())
                                                        ? Cells.Look.WARN
                                                        : Cells.Look.GOOD,
                                                cells.code("RegistrationState", it.state())),
                                        cells.number(it.version()),
                                        cells.code("RegisterReason", it.reason()),
                                        cells.time(it.at())));
    }

    private RecordPart permissions() {
        return part("work.permissions")
                .grid(
                        cells,
                        "work.nopermissions",
                        List.of(
                                "authorization",
                                "state",
                                "grantor",
                                "grantee",
                                "rights",
                                "territories",
                                "from",
                                "until",
                                "most",
                                "document"),
                        WorkQuery.authorizations(store, workId),
                        this::permission);
    }

    private List<Cell> permission(Authorization it) {
        return List.of(
                cells.foreign(it.authorizationId()),
                holds(it),
                cells.foreign(it.grantor()),
                cells.link("account", it.grantee()),
                cells.some(it.rightTypes().stream().map(cells::code).toList()),
                cells.territories(it.territories()),
                cells.time(it.from()),
                cells.time(it.to()),
                cells.span(it.maxExcerptMs()),
                cells.foreign(it.evidenceRef()));
    }

    private Cell holds(Authorization it) {
        if (it.revokedAt() != null) {
            return cells.state(
                    Cells.Look.UNKNOWN, cells.say("work.revoked", cells.time(it.revokedAt())));
        } else if (nowMs < it.from()) {
            return cells.state(Cells.Look.UNKNOWN, cells.say("work.notyet"));
        }
        return it.to() != null && nowMs >= it.to()
                ? cells.state(Cells.Look.UNKNOWN, cells.say("value.over"))
                : cells.state(Cells.Look.GOOD, cells.say("work.holds"));
    }

    private record Wish(String owner, boolean isTried, int number, MatchRule rule) {}

    /** What its owners wish, by the rules of their policies. */
    private RecordPart policies(Optional<RegisteredWork> work) {
        List<String> owners =
                work.map(RegisteredWork::owners).orElse(List.of()).stream()
                        .map(OwnerShare::ownerId)
                        .distinct()
                        .limit(Grid.MOST)
                        .toList();
        List<Wish> wishes =
                WorkQuery.policies(store, owners).stream()
                        .flatMap(
                                policy ->
                                        IntStream.range(0, policy.rules().size())
                                                .mapToObj(
                                                        n ->
                                                                new Wish(
                                                                        policy.ownerId(),
                                                                        policy.tried(),
                                                                        n + 1,
                                                                        policy.rules().get(n))))
                        .toList();
        return part("work.policies")
                .grid(
                        cells,
                        "work.nopolicies",
                        List.of(
                                "owner",
                                "rule",
                                "territories",
                                "conditions",
                                "action",
                                "grace",
                                "offer",
                                "tried"),
                        wishes,
                        this::wish);
    }

    private List<Cell> wish(Wish it) {
        MatchRule rule = it.rule();
        return List.of(
                cells.foreign(it.owner()),
                cells.number(it.number()),
                rule.everywhere() ? cells.say("value.everywhere") : cells.foreign(rule.territory()),
                conditions(rule),
                cells.code(rule.action()),
                cells.span(rule.graceMs()),
                cells.foreign(rule.offerRef()),
                it.isTried() ? cells.say("list.tried") : cells.none());
    }

    private Cell conditions(MatchRule rule) {
        List<Cell> all = new ArrayList<>();
        add(all, "work.matchms", rule.matchMs() == null ? null : cells.span(rule.matchMs()));
        add(all, "work.matchpct", rule.matchPct());
        add(all, "work.refms", rule.refMs() == null ? null : cells.span(rule.refMs()));
        add(all, "work.refpct", rule.refPct());
        add(all, "work.modality", rule.modality() == null ? null : cells.code(rule.modality()));
        return all.isEmpty() ? cells.say("work.always") : cells.some(all);
    }

    private void add(List<Cell> all, String key, Object value) {
        if (value != null) {
            all.add(cells.say(key, value));
        }
    }

    private RecordPart reviews() {
        return part("work.reviews")
                .grid(
                        cells,
                        "work.noreviews",
                        List.of("recording", "outcome", "session", "by", "at"),
                        WorkQuery.reviews(store, workId),
                        it ->
                                List.of(
                                        cells.foreign(it.referenceId()),
                                        cells.code("ReviewOutcome", it.outcome()),
                                        cells.link("session", it.sessionId()),
                                        cells.person(it.by()),
                                        cells.time(it.at())));
    }
}
