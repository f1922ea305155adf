package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import java.util.List;
import java.util.Locale;

/**
 * Authorizations that last ten days, every other one revoked after five; most of them for accounts
 * of all kinds, a tenth for one account and one work: the deals of an official channel.
 */
final class Authorizations implements Scenario {
    private static final long LASTS_MS = 10 * World.DAY_MS;
    private static final int OFFICIAL_ONE_IN = 10;

    private final int perDay;
    private final String official;
    private final int works;
    private long number;

    /**
     * @param official the account that has a deal for the first work again and again
     */
    Authorizations(int perDay, String official, int works) {
        this.perDay = perDay;
        this.official = official;
        this.works = works;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%,d authorizations a day for ten days each, every other one revoked",
                perDay);
    }

    @Override
    public void begin(World world) {
        world.every(
                world.nowMs() + 2 * World.SECOND_MS,
                World.DAY_MS / perDay,
                nowMs -> {
                    long deal = number++;
                    publish(world, deal, 1, nowMs, null);
                    if (deal % 2 == 0) {
                        world.at(nowMs + LASTS_MS / 2, now -> publish(world, deal, 2, nowMs, now));
                    }
                });
    }

    private void publish(World world, long deal, long version, long fromMs, Long revokedAt)
            throws Exception {
        boolean isOfficial = deal % OFFICIAL_ONE_IN == 0;
        String work = World.workId(isOfficial ? 0 : (int) (deal % works));
        Authorization authorization =
                AuthorizationBuilder.builder()
                        .authorizationId("deal-" + deal)
                        .version(version)
                        .grantor("studio")
                        .grantee(isOfficial ? official : "account-" + deal % 5_000)
                        .workIds(List.of(work))
                        .rightTypes(List.of(RightType.LIVE_RELAY))
                        .territories(List.of("HK"))
                        .from(fromMs)
                        .to(fromMs + LASTS_MS)
                        .maxExcerptMs(deal % 3 == 0 ? 180_000L : null)
                        .revokedAt(revokedAt)
                        .revocationReason(revokedAt == null ? null : "ended")
                        .build();
        world.emit(Uid.AUTHORIZATION_SOURCE, RightsInput.authorization(work, authorization));
    }
}
