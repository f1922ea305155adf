package dev.vigil.register;

import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.ConflictDecidedBuilder;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Claims on one work, and what a register has published of it. */
final class TestingClaims {
    static final String WORK = "the-film";
    static final long T0_MS = 1_790_000_000_000L;
    static final long DAY_MS = 24L * 3_600_000;

    private TestingClaims() {}

    static OwnerShare share(String party, Integer bp, String... territories) {
        return OwnerShareBuilder.builder()
                .ownerId(party)
                .territories(List.of(territories))
                .shareBp(bp)
                .build();
    }

    static WorkClaim claim(String party, long version, OwnerShare... shares) {
        return WorkClaimBuilder.builder()
                .workId(WORK)
                .claimant(party)
                .version(version)
                .shares(List.of(shares))
                .at(T0_MS)
                .build();
    }

    static KeptClaim kept(WorkClaim claim, long receivedAt) {
        return new KeptClaim(claim, receivedAt);
    }

    static ConflictDecided decided(RightType right, String territory, long at, String... aside) {
        return ConflictDecidedBuilder.builder()
                .workId(WORK)
                .rightType(right)
                .territory(territory)
                .setAside(List.of(aside))
                .by("oidc:mei")
                .documentRef("judgment 7")
                .at(at)
                .build();
    }

    static RegisteredWork desk(long version, OwnerShare... owners) {
        return new RegisteredWork(WORK, version, null, null, null, List.of(owners));
    }

    /** True where anything that counts is said of that territory by itself. */
    static boolean names(WorkFacts facts, RightType right, String territory) {
        List<OwnerShare> shares = new ArrayList<>();
        Set<String> claimants = new TreeSet<>();
        for (KeptClaim one : facts.claims()) {
            if (!one.claim().isWithdrawn()) {
                claimants.add(one.claim().claimant());
                shares.addAll(one.claim().shares());
            }
        }
        if (facts.desk() != null) {
            facts.desk().owners().stream()
                    .filter(one -> one.shareBp() == null || !claimants.contains(one.ownerId()))
                    .forEach(shares::add);
        }
        return facts.decisions().stream()
                        .anyMatch(d -> d.rightType() == right && d.territory().equals(territory))
                || shares.stream()
                        .filter(one -> one.covers(right))
                        .anyMatch(
                                one ->
                                        one.territories().contains(territory)
                                                || one.exceptTerritories().contains(territory));
    }

    /** A work as the operator keeps it: the last of each. */
    static final class Book {
        private final WorkRegister register;
        private final Map<String, KeptClaim> claims = new HashMap<>();
        private final Map<String, ConflictDecided> decisions = new HashMap<>();
        private final Map<String, RegistrationReceipt> receipts = new TreeMap<>();
        private final Map<String, OwnershipConflict> conflicts = new TreeMap<>();
        private RegisteredWork desk;
        private long deskAt;
        private RegisteredWork effective;
        private long askedAt;

        Book(RegisterRules rules) {
            register = new WorkRegister(rules);
        }

        Book claim(WorkClaim claim, long receivedAt) {
            claims.put(claim.claimant(), kept(claim, receivedAt));
            return this;
        }

        Book desk(RegisteredWork work, long receivedAt) {
            desk = work;
            deskAt = receivedAt;
            return this;
        }

        Book decide(ConflictDecided decided) {
            decisions.put(decided.conflictId(), decided);
            return this;
        }

        WorkFacts facts() {
            return new WorkFacts(
                    WORK,
                    desk,
                    deskAt,
                    List.copyOf(claims.values()),
                    List.copyOf(decisions.values()));
        }

        Map<String, OwnershipConflict> open() {
            Map<String, OwnershipConflict> open = new TreeMap<>(conflicts);
            open.values().removeIf(one -> !one.state().isOpen());
            return open;
        }

        Map<String, OwnershipConflict> conflicts() {
            return conflicts;
        }

        RegisteredWork effective() {
            return effective == null ? desk : effective;
        }

        Map<String, RegistrationReceipt> receipts() {
            return receipts;
        }

        RegisterOutput at(long nowMs) {
            RegisterOutput output =
                    register.at(
                            facts(),
                            new PublishedWork(
                                    effective,
                                    Map.copyOf(receipts),
                                    Map.copyOf(conflicts),
                                    askedAt),
                            nowMs);
            effective = output.effective() == null ? effective : output.effective();
            askedAt = output.alerts().isEmpty() ? askedAt : nowMs;
            output.receipts()
                    .forEach(
                            one ->
                                    receipts.put(
                                            one.claimant() == null
                                                    ? PublishedWork.DESK
                                                    : one.claimant(),
                                            one.answer()));
            output.conflicts().forEach(one -> conflicts.put(one.conflictId(), one));
            output.forgotten().forEach(conflicts::remove);
            return output;
        }
    }

    /** Facts at random, few territories and times, so that they meet. */
    static final class Facts {
        static final List<String> PARTIES = List.of("a", "b", "c", "d");
        static final List<String> TERRITORIES = List.of("CN", "HK", "US");

        private final Random random;

        Facts(long seed) {
            random = new Random(seed);
        }

        int upTo(int most) {
            return random.nextInt(most + 1);
        }

        <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private List<String> some(List<String> of, int most) {
            return random.ints(0, of.size())
                    .limit(upTo(most))
                    .mapToObj(of::get)
                    .distinct()
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }

        private Long time() {
            return random.nextInt(3) == 0 ? T0_MS + upTo(6) * DAY_MS : null;
        }

        OwnerShare share(String party) {
            Long from = time();
            Long to = time();
            boolean ends = from == null || to == null || from < to;
            List<String> territories = some(TERRITORIES, 2);
            return new OwnerShare(
                    party,
                    territories,
                    random.nextInt(3) == 0 ? List.of(one(List.of(RightType.values()))) : List.of(),
                    territories.isEmpty() ? some(TERRITORIES, 1) : List.of(),
                    random.nextInt(4) == 0 ? null : (Integer) (1_000 * upTo(10)),
                    from,
                    ends ? to : null,
                    random.nextInt(6) == 0 ? Boolean.TRUE : null);
        }

        WorkClaim claim(String party, long version) {
            OwnerShare[] shares = new OwnerShare[1 + upTo(2)];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = share(party);
            }
            WorkClaim claim = TestingClaims.claim(party, version, shares);
            return random.nextInt(8) == 0 ? claim.withWithdrawnAt(T0_MS) : claim;
        }

        RegisteredWork desk(long version) {
            OwnerShare[] owners = new OwnerShare[1 + upTo(2)];
            for (int i = 0; i < owners.length; i++) {
                OwnerShare share = share(one(PARTIES));
                owners[i] = random.nextBoolean() ? share.withShareBp(null) : share;
            }
            return TestingClaims.desk(version, owners);
        }

        ConflictDecided decision(long at) {
            return decided(
                    one(List.of(RightType.values())),
                    random.nextInt(3) == 0 ? "*" : one(TERRITORIES),
                    at,
                    some(PARTIES, 2).toArray(String[]::new));
        }

        /** All at once. */
        WorkFacts facts() {
            Map<String, KeptClaim> claims = new TreeMap<>();
            for (String party : PARTIES) {
                if (random.nextInt(3) > 0) {
                    claims.put(party, kept(claim(party, 1), T0_MS + upTo(1_000)));
                }
            }
            Map<String, ConflictDecided> decisions = new TreeMap<>();
            for (int i = upTo(3); i > 0; i--) {
                ConflictDecided decision = decision(T0_MS);
                decisions.put(decision.conflictId(), decision);
            }
            return new WorkFacts(
                    WORK,
                    random.nextBoolean() ? desk(1) : null,
                    T0_MS,
                    List.copyOf(claims.values()),
                    List.copyOf(decisions.values()));
        }
    }
}
