package dev.vigil.schema.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What counts of the desk's record of a work and of those that the register makes of it. */
class RegisteredWorkTest {
    private static final ContestedRight ALL =
            new ContestedRight(RightType.ON_DEMAND, List.of(), List.of(), null, null);

    private static RegisteredWork work(long version, String... owners) {
        List<OwnerShare> shares = new ArrayList<>();
        for (String owner : owners) {
            shares.add(new OwnerShare(owner, List.of(), List.of()));
        }
        return new RegisteredWork("w", version, 1_000 * version, null, null, shares);
    }

    private static RegisteredWork effective(long version, long revision, String... owners) {
        return work(version, owners)
                .with()
                .claimsRevision(revision)
                .contested(owners.length > 1 ? List.of(ALL) : List.of())
                .build();
    }

    /** The ledger job may be stopped for hours. */
    @Test
    void aNewVersionOfTheDeskLeavesTheOwnersThatClaimsMake() {
        RegisteredWork claimed = work(1, "desk").merged(effective(1, 3, "a", "b"));
        RegisteredWork amended = claimed.merged(work(2, "desk"));
        assertThat(amended.durationMs()).isEqualTo(2_000);
        assertThat(amended.owners()).isEqualTo(claimed.owners());
        assertThat(amended.contested()).containsExactly(ALL);
        RegisteredWork answered = amended.merged(effective(2, 4, "a"));
        assertThat(answered).isEqualTo(effective(2, 4, "a"));
        assertThat(answered.merged(work(2, "desk"))).isEqualTo(answered);
    }

    @Test
    void ownersChangeBeforeTheRegisterHasReadTheNewVersion() {
        RegisteredWork amended = effective(1, 3, "a", "b").merged(work(2, "desk"));
        RegisteredWork agreed = amended.merged(effective(1, 4, "a"));
        assertThat(agreed.durationMs()).isEqualTo(2_000);
        assertThat(agreed.owners()).isEqualTo(work(1, "a").owners());
        assertThat(agreed.contested()).isEmpty();
    }

    @Test
    void theOrderDoesNotMatterNorDoRepeats() {
        List<RegisteredWork> all =
                List.of(
                        work(1, "x"),
                        work(2, "y"),
                        work(2, "z"),
                        work(3, "z"),
                        effective(1, 1, "a"),
                        effective(1, 2, "a", "b"),
                        effective(2, 3, "b"));
        RegisteredWork expected = all.stream().reduce(RegisteredWork::merged).orElseThrow();
        assertThat(expected.version()).isEqualTo(3);
        assertThat(expected.claimsRevision()).isEqualTo(3);
        for (int seed = 0; seed < 200; seed++) {
            List<RegisteredWork> some = new ArrayList<>(all);
            some.addAll(all);
            Collections.shuffle(some, new Random(seed));
            assertThat(some.stream().reduce(RegisteredWork::merged).orElseThrow())
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }
}
