package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageState;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each change of a row is in one statement, and no statement that was sent changes. */
class UsageStatementTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final long CLOSED = UsageStatement.closesAt(NOVEMBER, SHANGHAI);

    @Test
    void aLaterAmendmentIsALineOfTheMonthInWhichItWasFound() {
        UsageRow row =
                row("2026-11-26", 7_000, null, false)
                        .amendments(
                                List.of(
                                        amended(2, CLOSED - 1, 5_000, null, false),
                                        amended(3, CLOSED, 6_000, null, false)))
                        .state(UsageState.AMENDED)
                        .revision(3)
                        .build();
        UsageStatement november = of(NOVEMBER, row);
        assertThat(november.lines()).hasSize(1);
        assertThat(november.usedMs()).isEqualTo(6_000);
        assertThat(november.lines().get(0).revision()).isEqualTo(2);
        UsageStatement december = of(DECEMBER, row);
        assertThat(december.lines())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.reason()).isEqualTo(UsageReason.FOUND_LATER);
                            assertThat(line.usedMs()).isEqualTo(1_000);
                            assertThat(line.revision()).isEqualTo(3);
                        });
        assertThat(of(DECEMBER.plusMonths(1), row).lines()).isEmpty();
    }

    /** U3: whatever happens when, all statements together are what the row is in the end. */
    @Test
    void allStatementsTogetherAreTheWhole() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<UsageAmendment> amendments = new ArrayList<>();
            long used = 1 + random.nextInt(10_000);
            boolean held = random.nextBoolean();
            long at = CLOSED - 40L * 86_400_000;
            for (int i = 0; i < random.nextInt(6); i++) {
                at += random.nextInt(30) * 86_400_000L;
                amendments.add(amended(i + 2, at, used, used * 2, held));
                used = random.nextInt(10_000);
                held = random.nextBoolean();
            }
            UsageRow row = row("2026-11-26", used, used * 2, held).amendments(amendments).build();
            long due = 0;
            long waiting = 0;
            for (int month = 0; month < 12; month++) {
                UsageStatement statement = of(NOVEMBER.plusMonths(month), row);
                due += statement.usedMs();
                waiting += statement.heldMs();
            }
            assertThat(due).as("seed %d", seed).isEqualTo(held ? 0 : used);
            assertThat(waiting).as("seed %d", seed).isEqualTo(held ? used : 0);
        }
    }

    /** U4: unknown stays unknown in a sum, and does not become 0. */
    @Test
    void anUnknownAudienceIsUnknownInTheSum() {
        UsageRow unknown = row("2026-11-26", 5_000, null, false).build();
        assertThat(of(NOVEMBER, unknown).viewMs()).isNull();
        assertThat(of(NOVEMBER, unknown).plays()).isNull();
        UsageRow seen = row("2026-11-27", 5_000, 0L, false).build();
        assertThat(of(NOVEMBER, unknown, seen).viewMs()).isZero();
    }

    @Test
    void anOwnerGetsItsShareOfWhatIsItsOwnThere() {
        RegisteredWork work =
                work(
                        OwnerShareBuilder.builder()
                                .ownerId("owner-1")
                                .territories(List.of("CN"))
                                .rightTypes(List.of(RightType.LIVE_RELAY))
                                .shareBp(2_500)
                                .to(CLOSED)
                                .build(),
                        new OwnerShare("owner-2", List.of(), List.of()));
        UsageRow row = row("2026-11-26", 5_001, null, false).build();
        UsageStatement statement =
                UsageStatement.of(
                        "owner-1", NOVEMBER, SHANGHAI, List.of(row), Map.of("work-1", work));
        assertThat(statement.lines())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.shareBp()).isEqualTo(2_500);
                            assertThat(line.shareMs()).isEqualTo(1_250);
                        });
        UsageRow abroad = row.withTerritory("JP");
        UsageRow uploads = row.withRight(RightType.ON_DEMAND);
        UsageRow later = row.withFirstAt(CLOSED);
        for (UsageRow other : List.of(abroad, uploads, later)) {
            assertThat(
                            UsageStatement.of(
                                            "owner-1",
                                            NOVEMBER,
                                            SHANGHAI,
                                            List.of(other),
                                            Map.of("work-1", work))
                                    .lines())
                    .isEmpty();
        }
    }

    @Test
    void rowsThatMayStillChangeAreCounted() {
        UsageRow row = row("2026-11-30", 5_000, null, false).state(UsageState.PROVISIONAL).build();
        assertThat(of(NOVEMBER, row).provisional()).isEqualTo(1);
    }

    private static UsageStatement of(YearMonth month, UsageRow... rows) {
        RegisteredWork work = work(new OwnerShare("owner-1", List.of(), List.of()));
        return UsageStatement.of("owner-1", month, SHANGHAI, List.of(rows), Map.of("work-1", work));
    }

    private static RegisteredWork work(OwnerShare... owners) {
        return RegisteredWorkBuilder.builder()
                .workId("work-1")
                .version(1)
                .owners(List.of(owners))
                .build();
    }

    private static UsageAmendment amended(
            long revision, long at, long usedMs, Long viewMs, boolean held) {
        return new UsageAmendment(
                revision,
                UsageReason.FOUND_LATER,
                at,
                usedMs,
                1,
                viewMs,
                null,
                held ? Boolean.TRUE : null);
    }

    private static UsageRowBuilder row(String day, long usedMs, Long viewMs, boolean held) {
        return UsageRowBuilder.builder()
                .rowId(day + "/work-1/CN/LIVE_RELAY/NONE")
                .day(day)
                .dayFrom(CLOSED - 10L * 86_400_000)
                .dayTo(CLOSED - 9L * 86_400_000)
                .workId("work-1")
                .territory("CN")
                .right(RightType.LIVE_RELAY)
                .basis("NONE")
                .usedMs(usedMs)
                .liveMs(usedMs)
                .sessions(1)
                .viewMs(viewMs)
                .audienceMs(viewMs == null ? null : Long.valueOf(usedMs))
                .held(held ? Boolean.TRUE : null)
                .revision(1)
                .state(UsageState.SETTLED);
    }
}
