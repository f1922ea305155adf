package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RegisteredWorkBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.ContestedSpan;
import dev.vigil.schema.usage.KeptConflicts;
import dev.vigil.schema.usage.KeptOwners;
import dev.vigil.schema.usage.UsageConflict;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageShare;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which rows wait, and whose they are. */
class HoldsTest {
    private static final UsageRules RULES =
            new UsageRules(ZoneId.of("Asia/Shanghai"), 6L * 86_400_000);
    private static final String ROW = "2026-11-26/work-1/CN/LIVE_RELAY/NONE";
    private static final long TO = UsageWorld.MIDNIGHT;
    private static final long FROM = TO - 86_400_000;
    private static final long NOON = FROM + 43_200_000;

    private static UsageConflict conflict(String id, String territory, ContestedSpan... spans) {
        return new UsageConflict(id, "work-1", RightType.LIVE_RELAY, territory, List.of(spans));
    }

    private static boolean isHeld(KeptConflicts conflicts, String rowId) {
        return new Holds(RULES, conflicts, KeptOwners.NONE).of(rowId).held();
    }

    @Test
    void aConflictHoldsWhatItIsAbout() {
        KeptConflicts some =
                Holds.on(KeptConflicts.NONE, conflict("c1", "CN", new ContestedSpan(null, null)));
        assertThat(isHeld(some, ROW)).isTrue();
        assertThat(isHeld(some, ROW.replace("/CN/", "/JP/"))).isFalse();
        assertThat(isHeld(some, ROW.replace("LIVE_RELAY", "ON_DEMAND"))).isFalse();
        assertThat(isHeld(Holds.on(some, conflict("c1", "CN")), ROW)).isFalse();
    }

    /** To claim what is to come must not stop what is shown today. */
    @Test
    void aConflictAboutATimeHoldsThatTime() {
        assertThat(isHeldBy(new ContestedSpan(TO, null))).as("from tomorrow").isFalse();
        assertThat(isHeldBy(new ContestedSpan(TO - 1, null))).isTrue();
        assertThat(isHeldBy(new ContestedSpan(null, FROM))).as("until yesterday").isFalse();
        assertThat(isHeldBy(new ContestedSpan(null, FROM + 1))).isTrue();
        assertThat(isHeldBy(new ContestedSpan(0L, 1L), new ContestedSpan(FROM, NOON))).isTrue();
        KeptConflicts future =
                Holds.on(KeptConflicts.NONE, conflict("c", "CN", new ContestedSpan(TO, null)));
        assertThat(Holds.isContested(future, TO - 1)).isFalse();
        assertThat(Holds.isContested(future, TO)).isTrue();
        KeptConflicts changed =
                Holds.on(future, conflict("c", "CN", new ContestedSpan(NOON, null)));
        assertThat(changed.open()).hasSize(1);
        assertThat(isHeld(changed, ROW)).as("its time has changed").isTrue();
    }

    private static boolean isHeldBy(ContestedSpan... spans) {
        return isHeld(Holds.on(KeptConflicts.NONE, conflict("c", "CN", spans)), ROW);
    }

    /** Of so many the rest is held as a whole, until none of them is open. */
    @Test
    void moreConflictsThanAreKeptHoldEverything() {
        KeptConflicts many = KeptConflicts.NONE;
        int count = Holds.MOST_CONFLICTS + 10;
        ContestedSpan always = new ContestedSpan(null, null);
        for (int i = 0; i < count; i++) {
            many = Holds.on(many, conflict("c" + i, "JP", always));
            assertThat(many.open()).hasSizeLessThanOrEqualTo(Holds.MOST_CONFLICTS + 1);
        }
        assertThat(isHeld(many, ROW)).as("rather too much than too little").isTrue();
        many = Holds.on(many, conflict("c5", "JP"));
        assertThat(isHeld(many, ROW)).as("others go on").isTrue();
        for (int i = 0; i < count; i++) {
            many = Holds.on(many, conflict("c" + i, "JP"));
        }
        assertThat(many.open()).isEmpty();
    }

    // Shares ---------------------------------------------------------------------------------

    private static OwnerShareBuilder share(String owner, Integer bp) {
        return OwnerShareBuilder.builder().ownerId(owner).shareBp(bp);
    }

    private static RegisteredWork work(Long revision, List<OwnerShare> owners) {
        return RegisteredWorkBuilder.builder()
                .workId("work-1")
                .version(1)
                .owners(owners)
                .claimsRevision(revision)
                .build();
    }

    private static List<UsageShare> shares(RegisteredWork... works) {
        KeptOwners owners = KeptOwners.NONE;
        for (RegisteredWork work : works) {
            owners = owners.with(work);
        }
        return new Holds(RULES, KeptConflicts.NONE, owners).of(ROW).shares();
    }

    private static List<UsageShare> desk(OwnerShareBuilder... owners) {
        List<OwnerShare> all = new ArrayList<>();
        for (OwnerShareBuilder owner : owners) {
            all.add(owner.build());
        }
        return shares(work(null, all));
    }

    @Test
    void ownersWithoutAShareOwnEqualParts() {
        assertThat(desk(share("a", null), share("b", null)))
                .containsExactly(new UsageShare("a", 5_000), new UsageShare("b", 5_000));
        assertThat(desk(share("a", null), share("b", null), share("c", null)))
                .as("and together all of it")
                .extracting(UsageShare::shareBp)
                .containsExactlyInAnyOrder(3_334, 3_333, 3_333);
        assertThat(desk(share("a", null), share("b", null), share("c", 4_000)))
                .as("of what the others leave")
                .extracting(UsageShare::shareBp)
                .containsExactly(3_000, 3_000, 4_000);
        assertThat(desk(share("a", null), share("b", null).territories(List.of("JP"))))
                .containsExactly(new UsageShare("a", 10_000));
    }

    @Test
    void aShareOfAPartOfTheDayCountsForThatPart() {
        assertThat(desk(share("a", 10_000).to(NOON), share("b", 10_000).from(NOON)))
                .containsExactly(new UsageShare("a", 5_000), new UsageShare("b", 5_000));
        assertThat(desk(share("a", 10_000).to(FROM + 28_800_000), share("b", 10_000).from(FROM)))
                .as("more than all of it for a while")
                .containsExactly(new UsageShare("a", 1_667), new UsageShare("b", 8_333));
        assertThat(desk(share("a", 10_000).from(NOON)))
                .as("no owner of the morning")
                .containsExactly(new UsageShare("a", 10_000));
        assertThat(desk(share("a", 10_000).to(FROM), share("b", 10_000).from(TO))).isEmpty();
    }

    @Test
    void whatClaimsMakeCountsBeforeTheDesk() {
        RegisteredWork desk = work(null, List.of(share("a", null).build()));
        RegisteredWork first = work(1L, List.of(share("b", 4_000).build()));
        RegisteredWork second = work(2L, List.of(share("b", 3_000).build()));
        List<UsageShare> expected = List.of(new UsageShare("b", 3_000));
        assertThat(shares(desk, first, second)).isEqualTo(expected);
        assertThat(shares(second, first, desk)).as("in whatever order").isEqualTo(expected);
    }

    /** Whatever is registered, a day is never paid twice; without gaps it is paid whole. */
    @Test
    void sharesAreTogetherNeverMoreThanTheWhole() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<OwnerShare> owners = new ArrayList<>();
            boolean isWhole = false;
            for (int i = random.nextInt(6); i >= 0; i--) {
                Integer bp = random.nextBoolean() ? null : (Integer) random.nextInt(10_001);
                Long from = random.nextBoolean() ? null : edge(random);
                Long to = random.nextBoolean() ? null : edge(random);
                isWhole |= bp == null && from == null && to == null;
                owners.add(share("o" + random.nextInt(4), bp).from(from).to(to).build());
            }
            List<UsageShare> shares = shares(work(null, owners));
            int sum = shares.stream().mapToInt(UsageShare::shareBp).sum();
            assertThat(sum).as("seed %d: %s", seed, owners).isLessThanOrEqualTo(10_000);
            if (owners.size() == 1 && isWhole) {
                assertThat(sum).as("seed %d: %s", seed, owners).isEqualTo(10_000);
            }
            assertThat(shares)
                    .isSortedAccordingTo(java.util.Comparator.comparing(UsageShare::ownerId));
        }
    }

    private static long edge(Random random) {
        return FROM + random.nextInt(25) * 3_600_000L;
    }

    @Test
    void ofManyOwnersTheLargestAreNamed() {
        List<OwnerShare> owners = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            owners.add(share("o" + i, i < 30 ? 10 : 60).build());
        }
        assertThat(shares(work(null, owners)))
                .hasSize(UsageRow.MOST_SHARES)
                .allMatch(share -> share.shareBp() == 60);
    }
}
