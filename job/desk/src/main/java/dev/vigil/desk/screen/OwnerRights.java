package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.OwnerQuery;
import dev.vigil.desk.ask.OwnerQuery.Granted;
import dev.vigil.desk.ask.OwnerQuery.OwnedWork;
import dev.vigil.desk.ask.WorkQuery.HealthRow;
import dev.vigil.desk.ask.WorkQuery.RegistrationRow;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.WorkTitle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** An owner's works, claims, conflicts and authorizations, as tables and as rows of other pages. */
final class OwnerRights {
    static final List<String> OF_CONFLICT =
            List.of("conflict", "right", "territories", "state", "claims", "since", "until");

    static final List<String> OF_AUTHORIZATION =
            List.of(
                    "authorization",
                    "state",
                    "grantee",
                    "works",
                    "rights",
                    "territories",
                    "from",
                    "until",
                    "most",
                    "document");

    private static final String OPEN = "OPEN";

    private OwnerRights() {}

    static List<RecordTable> tables() {
        return List.of(
                OwnerTable.plain(
                        "/owner",
                        List.of("work", "title", "workkind", "share", "conflicts", "quarantined"),
                        OwnerRights::works),
                OwnerTable.plain(
                        "/owner/claims",
                        List.of(
                                "work",
                                "version",
                                "share",
                                "at",
                                "withdrawn",
                                "answer",
                                "counts",
                                "why"),
                        OwnerRights::claims),
                new OwnerTable(
                        "/owner/conflicts",
                        Stream.concat(Stream.of("work"), OF_CONFLICT.stream()).toList(),
                        (cells, visit) ->
                                List.of(
                                        RecordFilter.choice(
                                                visit,
                                                "which",
                                                "owner.all",
                                                List.of(OPEN),
                                                "OwnerRights")),
                        OwnerRights::conflicts,
                        (owned, cells, visit) ->
                                List.of(
                                        new RecordPart(null)
                                                .note(cells.say("owner.conflicts.about")))),
                new OwnerTable(
                        "/owner/authorizations",
                        OF_AUTHORIZATION,
                        (cells, visit) ->
                                List.of(
                                        RecordFilter.choice(
                                                visit,
                                                "which",
                                                "owner.all",
                                                List.of(
                                                        Granted.GIVEN.name(),
                                                        Granted.REVOKED.name()),
                                                "OwnerRights")),
                        OwnerRights::authorizations,
                        (owned, cells, visit) -> List.of()));
    }

    // Works -----------------------------------------------------------------------------------

    private static ListPage<List<Cell>> works(
            OwnerQuery owned, Cells cells, Visit visit, String after) {
        ListPage<OwnedWork> found = owned.works(after);
        return new ListPage<>(
                found.rows().stream().map(it -> work(cells, visit.visitor().party(), it)).toList(),
                found.after());
    }

    private static List<Cell> work(Cells cells, String party, OwnedWork it) {
        return List.of(
                cells.row("owner/work", it.work().workId()),
                titles(cells, it.work()),
                cells.code(it.work().kind()),
                shares(cells, own(it.work(), party)),
                count(cells, it.conflicts()),
                count(cells, it.quarantined()));
    }

    static Cell titles(Cells cells, RegisteredWork work) {
        return cells.some(
                work.titles().stream().map(WorkTitle::text).map(cells::foreign).toList(), 2);
    }

    /** Those of others are not shown. */
    static List<OwnerShare> own(RegisteredWork work, String party) {
        return work.owners().stream().filter(it -> it.ownerId().equals(party)).toList();
    }

    static Cell shares(Cells cells, List<OwnerShare> shares) {
        return cells.some(
                shares.stream()
                        .map(OwnerShare::shareBp)
                        .filter(Objects::nonNull)
                        .distinct()
                        .map(it -> percent(cells, it))
                        .toList(),
                3);
    }

    static Cell percent(Cells cells, int basisPoints) {
        return cells.say(
                "value.percent",
                BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString());
    }

    private static Cell count(Cells cells, long count) {
        return count == 0 ? cells.number(count) : cells.state(Cells.Look.WARN, cells.number(count));
    }

    static List<Cell> recording(Cells cells, HealthRow it) {
        Cell word = cells.code("HealthState", it.state());
        boolean isQuarantined = HealthState.QUARANTINED.name().equals(it.state());
        boolean isConfirmed = HealthState.CONFIRMED.name().equals(it.state());
        Cells.Look other = isConfirmed ? Cells.Look.GOOD : Cells.Look.WARN;
        return List.of(
                cells.foreign(it.referenceId()),
                cells.state(isQuarantined ? Cells.Look.ALARM : other, word),
                cells.code("HealthReason", it.reason()),
                cells.number(it.blocked()),
                cells.number(it.overturned()),
                cells.time(it.at()));
    }

    // Claims and conflicts --------------------------------------------------------------------

    private static ListPage<List<Cell>> claims(
            OwnerQuery owned, Cells cells, Visit visit, String after) {
        ListPage<WorkClaim> found = owned.claims(after);
        Map<String, RegistrationRow> answers =
                owned.answers(found.rows().stream().map(WorkClaim::workId).toList());
        return new ListPage<>(
                found.rows().stream()
                        .map(it -> claim(cells, it, answers.get(it.workId())))
                        .toList(),
                found.after());
    }

    private static List<Cell> claim(Cells cells, WorkClaim it, RegistrationRow answer) {
        return List.of(
                cells.row(
                        DeskLink.with("/owner/claim", "workId", it.workId()),
                        cells.foreign(it.workId())),
                cells.number(it.version()),
                shares(cells, it.shares()),
                cells.time(it.at()),
                cells.time(it.withdrawnAt()),
                answer(cells, answer),
                cells.number(answer == null ? null : answer.version()),
                cells.foreign(answer == null ? null : answer.reason()));
    }

    private static Cell answer(Cells cells, RegistrationRow it) {
        if (it == null) {
            return cells.none();
        }
        boolean isRefused = RegistrationState.REFUSED.name().equals(it.state());
        return cells.state(
                isRefused ? Cells.Look.WARN : Cells.Look.GOOD,
                cells.code("RegistrationState", it.state()));
    }

    private static ListPage<List<Cell>> conflicts(
            OwnerQuery owned, Cells cells, Visit visit, String after) {
        ListPage<OwnershipConflict> found =
                owned.conflicts(null, visit.query("which").isPresent(), after);
        return new ListPage<>(
                found.rows().stream()
                        .map(
                                it ->
                                        Stream.concat(
                                                        Stream.of(
                                                                cells.row(
                                                                        "owner/work", it.workId())),
                                                        conflict(cells, it).stream())
                                                .toList())
                        .toList(),
                found.after());
    }

    /** Each party of a conflict sees who else claims what, and nothing of its contracts. */
    static List<Cell> conflict(Cells cells, OwnershipConflict it) {
        return List.of(
                cells.foreign(it.conflictId()),
                cells.code(it.rightType()),
                cells.territory(it.territory()),
                cells.state(
                        it.state().isOpen() ? Cells.Look.WARN : Cells.Look.GOOD,
                        cells.code(it.state())),
                cells.some(
                        it.parts().stream()
                                .flatMap(part -> part.claims().stream())
                                .distinct()
                                .map(one -> claimed(cells, one))
                                .toList(),
                        OwnershipConflict.MOST_NAMED),
                cells.time(it.since()),
                cells.time(it.until()));
    }

    private static Cell claimed(Cells cells, ClaimedShare it) {
        return cells.say(
                "work.claimed", cells.foreign(it.claimant()), percent(cells, it.shareBp()));
    }

    // Authorizations --------------------------------------------------------------------------

    private static ListPage<List<Cell>> authorizations(
            OwnerQuery owned, Cells cells, Visit visit, String after) {
        Granted which = visit.query("which").map(Granted::valueOf).orElse(Granted.ALL);
        ListPage<Authorization> found = owned.authorizations(null, which, after);
        return new ListPage<>(
                found.rows().stream().map(it -> authorization(cells, visit.nowMs(), it)).toList(),
                found.after());
    }

    static List<Cell> authorization(Cells cells, long nowMs, Authorization it) {
        return List.of(
                cells.row(
                        DeskLink.with("/owner/amend", "authorizationId", it.authorizationId()),
                        cells.foreign(it.authorizationId())),
                holds(cells, nowMs, it),
                cells.foreign(it.grantee()),
                cells.some(
                        it.workIds().stream().map(id -> cells.link("owner/work", id)).toList(), 3),
                it.rightTypes().isEmpty()
                        ? cells.say("value.all")
                        : cells.some(it.rightTypes().stream().map(cells::code).toList()),
                cells.territories(it.territories()),
                cells.time(it.from()),
                cells.time(it.to()),
                cells.span(it.maxExcerptMs()),
                cells.foreign(it.evidenceRef()));
    }

    private static Cell holds(Cells cells, long nowMs, Authorization it) {
        if (it.revokedAt() != null) {
            return cells.state(
                    Cells.Look.UNKNOWN, cells.say("work.revoked", cells.time(it.revokedAt())));
        } else if (nowMs < it.from()) {
            return cells.state(Cells.Look.UNKNOWN, cells.say("work.notyet"));
        } else if (it.to() != null && nowMs >= it.to()) {
            return cells.state(Cells.Look.UNKNOWN, cells.say("value.over"));
        }
        Cell revoke =
                cells.form(
                        DeskLink.with("/owner/revoke", "authorizationId", it.authorizationId()),
                        cells.say("owner.revoke"));
        return cells.both(cells.state(Cells.Look.GOOD, cells.say("work.holds")), revoke);
    }
}
