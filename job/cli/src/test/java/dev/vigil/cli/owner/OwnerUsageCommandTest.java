package dev.vigil.cli.owner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerUsageCommandTest {
    private static UsageRow row(String basis, long usedMs, UsageState state, String owner) {
        return UsageRowBuilder.builder()
                .rowId("2026-11-01/the-film/CN/ON_DEMAND/" + basis)
                .day("2026-11-01")
                .workId("the-film")
                .territory("CN")
                .rightType(RightType.ON_DEMAND)
                .basis(basis)
                .usedMs(usedMs)
                .revision(1)
                .state(state)
                .amendments(List.of())
                .shares(List.of(new UsageShare(owner, 6_000)))
                .build();
    }

    private static String bases(String table) {
        return table.lines()
                .filter(line -> line.contains("2026-11-01"))
                .map(line -> line.split(" *\\| *")[5])
                .toList()
                .toString();
    }

    @Test
    void aRowOfNoUseIsLeftOutUnlessItWasStatedOnce() {
        List<UsageRow> rows =
                List.of(
                        row("NONE", 0, UsageState.PROVISIONAL, "harbour"),
                        row("AUTHORIZATION:deal-1", 9_000, UsageState.PROVISIONAL, "harbour"),
                        row("POLICY:harbour", 0, UsageState.AMENDED, "harbour"));
        assertThat(bases(OwnerUsageCommand.table("harbour", rows)))
                .isEqualTo("[AUTHORIZATION:deal-1, POLICY:harbour]");
    }

    @Test
    void whatOfARowIsTheOwnersIsShown() {
        List<UsageRow> rows =
                List.of(
                        row("NONE", 1_000, UsageState.PROVISIONAL, "harbour"),
                        row("POLICY:harbour", 1_000, UsageState.PROVISIONAL, "pacific"));
        assertThat(OwnerUsageCommand.table("harbour", rows).lines())
                .anyMatch(line -> line.matches(".*NONE +\\| 60 % +\\| 0:00:01.*"))
                .anyMatch(line -> line.matches(".*POLICY:harbour +\\| - +\\| 0:00:01.*"));
    }
}
