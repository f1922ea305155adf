package dev.vigil.client.page;

import dev.vigil.schema.register.ClaimedShare;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.OwnershipConflictBuilder;
import dev.vigil.schema.rights.IdScheme;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageAmendmentBuilder;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.usage.UsageStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A month of a work's use with all that a page may have to show, and conflicts of owners. */
final class TestingUse {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final YearMonth MONTH = YearMonth.of(2026, 11);
    static final long NOW_MS = at("2026-11-28T01:30:00Z");

    private static final List<UsageShare> SHARES =
            List.of(new UsageShare("harbour", 6_000), new UsageShare("pacific", 4_000));

    private TestingUse() {}

    static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** Of two works and two territories; one day is held, one of October is amended. */
    static List<UsageRow> rows() {
        List<UsageRow> rows = new ArrayList<>();
        for (int day = 1; day <= 27; day++) {
            String date = MONTH.atDay(day).toString();
            boolean isSettled = day < 25;
            rows.add(
                    row(date, "the-film", "CN", "AUTHORIZATION:deal-1", 9_000_000L * day, isSettled)
                            .build());
            rows.add(
                    row(date, "the-film", "CN", "NONE", 40_000L * (30 - day), isSettled)
                            .viewMs(null)
                            .plays(null)
                            .build());
            if (day % 3 == 0) {
                rows.add(
                        row(date, "the-film", "CN", "POLICY:harbour", 21_000_000L, isSettled)
                                .held(day == 12 ? Boolean.TRUE : null)
                                .build());
            }
            if (day % 9 == 0) {
                rows.add(
                        row(
                                        date,
                                        "the-series-with-a-rather-long-id-2026",
                                        "*",
                                        "NONE",
                                        61_000,
                                        isSettled)
                                .build());
            }
        }
        UsageRow late = row("2026-10-30", "the-film", "CN", "NONE", 72_000, true).build();
        rows.add(
                late.with()
                        .state(UsageState.AMENDED)
                        .amendments(
                                List.of(
                                        UsageAmendmentBuilder.builder()
                                                .revision(5)
                                                .reasons(
                                                        List.of(
                                                                UsageReason.FOUND_LATER,
                                                                UsageReason.MEASURE_CONFIRMED))
                                                .at(at("2026-11-09T02:00:00Z"))
                                                .previousUsedMs(91_000)
                                                .previousSessions(1)
                                                .previousShares(SHARES)
                                                .build()))
                        .build());
        return rows;
    }

    private static UsageRowBuilder row(
            String day, String work, String territory, String basis, long usedMs, boolean settled) {
        LocalDate date = LocalDate.parse(day);
        long from = date.atStartOfDay(ZONE).toInstant().toEpochMilli();
        return UsageRowBuilder.builder()
                .rowId(day + "/" + work + "/" + territory + "/LIVE_RELAY/" + basis)
                .day(day)
                .dayFrom(from)
                .dayTo(from + 86_400_000)
                .workId(work)
                .territory(territory)
                .rightType(RightType.LIVE_RELAY)
                .basis(basis)
                .usedMs(usedMs)
                .liveMs(usedMs)
                .sessions(1 + usedMs / 8_000_000)
                .audienceMs(usedMs)
                .viewMs(usedMs * 37)
                .plays(usedMs / 10_000)
                .shares(SHARES)
                .revision(3)
                .state(settled ? UsageState.SETTLED : UsageState.PROVISIONAL);
    }

    static UsageStatement statement() {
        return UsageStatement.of("harbour", MONTH, ZONE, rows());
    }

    static List<OwnershipConflict> conflicts() {
        return List.of(
                conflict("CN", ConflictState.OPEN)
                        .parts(
                                List.of(
                                        part(
                                                at("2026-11-01T00:00:00Z"),
                                                at("2027-01-01T00:00:00Z"),
                                                2_000,
                                                claim("harbour", 6_000, null),
                                                claim(
                                                        "pacific-pictures-distribution",
                                                        6_000,
                                                        null)),
                                        part(
                                                at("2027-01-01T00:00:00Z"),
                                                null,
                                                0,
                                                claim("harbour", 6_000, true),
                                                claim("pacific-pictures-distribution", 1, null))))
                        .build(),
                conflict("*", ConflictState.EXPIRED)
                        .parts(
                                List.of(
                                        part(
                                                null,
                                                null,
                                                15_000,
                                                claim("harbour", 10_000, null),
                                                claim(
                                                        "pacific-pictures-distribution",
                                                        10_000,
                                                        null),
                                                claim("third", 5_000, null))))
                        .moreParts(3)
                        .build(),
                conflict("HK", ConflictState.AGREED).build(),
                conflict("MO", ConflictState.DECIDED)
                        .decidedBy("desk:person-12")
                        .documentRef("judgment 7")
                        .build());
    }

    static List<IdentifierConflict> identifiers() {
        return List.of(
                new IdentifierConflict(
                        "the-film",
                        IdScheme.EIDR,
                        "10.5240/EA73-79D7-1B2B-B378-3A73-M",
                        true,
                        List.of("the-cut"),
                        null,
                        NOW_MS));
    }

    private static OwnershipConflictBuilder conflict(String territory, ConflictState state) {
        return OwnershipConflictBuilder.builder()
                .workId("the-film")
                .conflictId(OwnershipConflict.id(RightType.ON_DEMAND, territory))
                .rightType(RightType.ON_DEMAND)
                .territory(territory)
                .state(state)
                .parts(List.of())
                .since(at("2026-11-20T08:00:00Z"))
                .until(at("2026-12-20T08:00:00Z"))
                .at(at("2026-11-21T08:00:00Z"));
    }

    private static ConflictPart part(Long from, Long to, int overBp, ClaimedShare... claims) {
        return new ConflictPart(from, to, overBp, List.of(claims), null);
    }

    private static ClaimedShare claim(String party, int shareBp, Boolean alone) {
        return new ClaimedShare(party, shareBp, alone);
    }
}
