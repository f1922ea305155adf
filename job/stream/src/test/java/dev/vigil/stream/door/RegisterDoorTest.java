package dev.vigil.stream.door;

import static dev.vigil.stream.door.Arriving.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.register.Identifiers;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.ConflictDecidedBuilder;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.RightsInput;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.wire.ClaimSignature;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.ListSignature;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.MachineClock;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What enters the register, and that no party writes another's claim. */
class RegisterDoorTest {
    private static final KeyPair A = ListKeys.create();
    private static final KeyPair B = ListKeys.create();
    private static final Claimants KEYS =
            new Claimants(Map.of("a", List.of(A.getPublic()), "b", List.of(B.getPublic())));

    private final RegisterDoor open =
            new RegisterDoor(() -> NOW_MS, Claimants.ANYBODY, Identifiers.DEFAULTS);
    private final RegisterDoor signed = new RegisterDoor(() -> NOW_MS, KEYS, Identifiers.DEFAULTS);

    private static OwnerShare share(String party, Integer bp) {
        return OwnerShareBuilder.builder().ownerId(party).shareBp(bp).build();
    }

    private static WorkClaim claim(String party) {
        return WorkClaimBuilder.builder()
                .workId("w")
                .claimant(party)
                .version(1)
                .shares(List.of(share(party, 5_000)))
                .evidenceRef("contract 7")
                .at(NOW_MS)
                .build();
    }

    private static WorkClaim signed(WorkClaim claim, KeyPair key) {
        return claim.withSignature(ClaimSignature.sign(Json.bytes(claim), key.getPrivate()));
    }

    private static Arriving arriving(WorkClaim claim) {
        return Arriving.on(Topic.CLAIMS, EventType.WORK_CLAIMED, claim.key(), claim);
    }

    private static RegisterFact one(RegisterDoor door, Arriving record) {
        List<RegisterFact> facts = record.at(door);
        assertThat(facts).hasSize(1);
        return facts.get(0);
    }

    private static String refused(RegisterDoor door, Arriving record) {
        RegisterFact fact = one(door, record);
        return fact.dead() == null ? null : fact.dead().reason();
    }

    @Test
    void aClaimEntersWithWhereAndWhenItWasReceived() {
        RegisterFact fact = one(open, arriving(claim("a")));
        assertThat(fact.kind()).isEqualTo(RegisterFact.Kind.CLAIM);
        assertThat(fact.claim()).as("without its proof").isEqualTo(claim("a").counted());
        assertThat(fact.receivedAt()).isEqualTo(NOW_MS);
        assertThat(fact.position().topic()).isEqualTo("claims");
    }

    @Test
    void noPartyWritesAnothersClaim() {
        assertThat(refused(signed, arriving(signed(claim("a"), A)))).isNull();
        assertThat(refused(signed, arriving(claim("a")))).isEqualTo("CLAIMANT_MISMATCH");
        assertThat(refused(signed, arriving(signed(claim("b"), A))))
                .as("with the key of another")
                .isEqualTo("CLAIMANT_MISMATCH");
        WorkClaim changed =
                claim("b").withVersion(2).withSignature(signed(claim("b"), B).signature());
        assertThat(refused(signed, arriving(changed)))
                .as("changed after it was signed")
                .isEqualTo("CLAIMANT_MISMATCH");
        WorkClaim ofAList =
                claim("a")
                        .withSignature(ListSignature.sign(Json.bytes(claim("a")), A.getPrivate()));
        assertThat(refused(signed, arriving(ofAList)))
                .as("a signature of something else")
                .isEqualTo("CLAIMANT_MISMATCH");
        assertThat(refused(signed, arriving(signed(claim("c"), A)))).isEqualTo("CLAIMANT_MISMATCH");
        assertThat(refused(signed, arriving(signed(claim("a"), A)).keyed("w/b")))
                .as("over the key of another's")
                .isEqualTo("CLAIMANT_MISMATCH");
        WorkClaim inTheNameOf = claim("a").withShares(List.of(share("b", 5_000)));
        assertThat(refused(signed, arriving(signed(inTheNameOf, A))))
                .isEqualTo("CLAIMANT_MISMATCH");
    }

    /** With keys that are not looked at, all of that would enter. */
    @Test
    void aPlantedDoorWithoutKeysTakesThemAll() {
        assertThat(refused(open, arriving(signed(claim("b"), A)))).isNull();
    }

    @Test
    void aShareThatCanNotBeMeantIsRefusedByItsCode() {
        assertThat(refused(open, arriving(claim("a").withShares(List.of(share("a", 10_001))))))
                .isEqualTo("SHARE_RANGE");
        OwnerShare ended = share("a", 1).withFrom(NOW_MS).withTo(NOW_MS);
        assertThat(refused(open, arriving(claim("a").withShares(List.of(ended)))))
                .isEqualTo("SHARE_PERIOD");
        assertThat(refused(open, arriving(claim("a")).keyed("v/a"))).isEqualTo("KEY_MISMATCH");
        assertThat(refused(open, arriving(claim("a").withAt(Arriving.AHEAD_MS))))
                .isEqualTo("TIME_AHEAD");
    }

    @Test
    void itsDeadLetterHasNoProofs() {
        RegisterFact fact = one(open, arriving(claim("a").withShares(List.of(share("a", -1)))));
        assertThat(fact.dead().bytes()).isEmpty();
        assertThat(fact.dead().message()).doesNotContain("contract");
    }

    private static RegisteredWork work(String iswc) {
        return new RegisteredWork("w", 1, null, null, null, List.of(share("a", null)))
                .withIds(new WorkIds(null, null, iswc, List.of(), null, null));
    }

    private static Arriving registered(RegisteredWork work) {
        return Arriving.on(Topic.WORKS, EventType.WORK_REGISTERED, "w", work);
    }

    @Test
    void identifiersOfAWorkAreReadAtItsDoors() {
        assertThat(refused(open, registered(work("T-034.524.680-1")))).isNull();
        RegisterFact wrong = one(open, registered(work("T-034.524.680-5")));
        assertThat(wrong.dead().reason()).isEqualTo("CHECK_DIGIT");
        assertThat(wrong.dead().message())
                .startsWith("ids.iswc: expected the check character '1'")
                .contains("got '5'");
        assertThat(refused(open, registered(work("034524680")))).isEqualTo("ID_SHAPE");
        List<RightsInput> media =
                registered(work("T-034.524.680-5")).at(new PolicyDoor(() -> NOW_MS));
        assertThat(media.get(0).dead().reason()).as("of the media job").isEqualTo("CHECK_DIGIT");
    }

    @Test
    void onlyTheJobsOwnWordSaysWhatClaimsMake() {
        RegisteredWork effective = work(null).withClaimsRevision(3L);
        Arriving own = own(effective);
        assertThat(published(own).kind()).isEqualTo(RegisterFact.Kind.EFFECTIVE_PUBLISHED);
        assertThat(published(own.keyed("w/effective")).dead().reason()).isEqualTo("KEY_MISMATCH");
        assertThat(published(own(work(null))).dead().reason()).isEqualTo("BAD_DATA");
        assertThat(
                        refused(
                                open,
                                Arriving.on(Topic.WORKS, EventType.WORK_EFFECTIVE, "w", effective)))
                .as("by a party that may register works")
                .isEqualTo("WRONG_TOPIC");
        assertThat(refused(open, registered(effective))).isEqualTo("BAD_DATA");
        ContestedRight contested =
                new ContestedRight(RightType.ON_DEMAND, List.of(), List.of(), null, null);
        assertThat(refused(open, registered(work(null).withContested(List.of(contested)))))
                .isEqualTo("BAD_DATA");
    }

    private static Arriving own(RegisteredWork work) {
        return Arriving.on(Topic.EFFECTIVE_WORKS, EventType.WORK_EFFECTIVE, "w", work);
    }

    private static RegisterFact published(Arriving record) {
        return record.at(new PublishedRegisterDoor(() -> NOW_MS)).get(0);
    }

    /** Else it would begin a conflict whose time is over. */
    @Test
    void noPartyDatesItsClaimBack() {
        long now = System.currentTimeMillis();
        long before = now - Duration.ofDays(365).toMillis();
        Arriving record = arriving(claim("a").withAt(before));
        RegisterDoor real =
                new RegisterDoor(MachineClock.LATEST, Claimants.ANYBODY, Identifiers.DEFAULTS);
        assertThat(record.at(real, now, before).get(0).receivedAt()).isEqualTo(now);
        assertThat(record.at(open, now, before).get(0).receivedAt())
                .as("of a rehearsal")
                .isEqualTo(before);
        assertThat(List.of(Topic.CLAIMS, Topic.WORKS, Topic.REGISTER_DECISIONS))
                .allMatch(Topic::isStampedByBroker);
    }

    @Test
    void aDecisionNamesItsPersonTwice() {
        ConflictDecided decided =
                ConflictDecidedBuilder.builder()
                        .workId("w")
                        .rightType(RightType.ON_DEMAND)
                        .territory("CN")
                        .setAside(List.of("b"))
                        .by("oidc:mei")
                        .documentRef("judgment 7")
                        .at(NOW_MS)
                        .build();
        Arriving record =
                Arriving.on(Topic.REGISTER_DECISIONS, EventType.CONFLICT_DECIDED, "w", decided);
        assertThat(refused(open, record.by("oidc:mei"))).isNull();
        assertThat(refused(open, record)).isEqualTo("ACTOR_MISSING");
        assertThat(refused(open, record.by("oidc:li"))).isEqualTo("BY_MISMATCH");
        assertThat(refused(open, record.on(Topic.CLAIMS).by("oidc:mei"))).isEqualTo("WRONG_TOPIC");
    }
}
