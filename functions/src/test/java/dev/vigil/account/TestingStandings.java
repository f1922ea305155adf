package dev.vigil.account;

import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.LadderStep;
import java.util.List;

/** Standings as other accounts have them. */
final class TestingStandings {
    private TestingStandings() {}

    static AccountStanding of(String accountId, int offences, long at) {
        return AccountStandingBuilder.builder()
                .accountId(accountId)
                .step(LadderStep.S0)
                .strikes(List.of())
                .offences(offences)
                .restrictions(List.of())
                .linked(List.of())
                .ladderVersion("default-1")
                .at(at)
                .build();
    }
}
