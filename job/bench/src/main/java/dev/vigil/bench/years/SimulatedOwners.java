package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightsInput;
import java.util.List;
import java.util.Locale;

/** A register of works that go to and fro between two owners each, whose wishes change. */
final class SimulatedOwners implements Scenario {
    private final int owners;
    private final int works;
    private final int perDay;
    private long number;

    SimulatedOwners(int owners, int works, int perDay) {
        this.owners = owners;
        this.works = works;
        this.perDay = perDay;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%d of %,d works a day go to another of %d owners, whose wishes change",
                perDay,
                works,
                owners);
    }

    /** The register is as full on the first day as on the last: each work has had both owners. */
    @Override
    public void begin(World world) {
        world.at(
                world.nowMs() + 3 * World.SECOND_MS,
                nowMs -> {
                    for (int i = 0; i < 2 * works; i++) {
                        change(world);
                    }
                });
        world.every(
                world.nowMs() + 4 * World.SECOND_MS, World.DAY_MS / perDay, nowMs -> change(world));
    }

    private void change(World world) throws Exception {
        long change = number++;
        long version = change / works + 1;
        String owner = "owner-" + (change % works * 7 + version % 2) % owners;
        RegisteredWork work =
                new RegisteredWork(
                        World.workId((int) (change % works)),
                        version,
                        200_000L,
                        180_000L,
                        null,
                        List.of(new OwnerShare(owner, null, null)));
        world.emit(Uid.POLICY_SOURCE, RightsInput.work(owner, work));
        MatchPolicy policy = new MatchPolicy(owner, change + 1, List.of(), null);
        world.emit(Uid.POLICY_SOURCE, RightsInput.policy("any", policy));
    }
}
