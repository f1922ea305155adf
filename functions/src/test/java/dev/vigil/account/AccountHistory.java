package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.notice;
import static dev.vigil.account.TestingAccounts.offence;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A random set of facts about one account, and a moment to look at it. Times lie close together and
 * on the edges of the spans that count, and few grounds serve many offences.
 */
record AccountHistory(long seed, List<AccountFact> facts, long t) {
    private static final List<Long> GAPS =
            List.of(1L, 1_000L, HOUR_MS, DAY_MS - 1, DAY_MS, DAY_MS + 1, 5 * DAY_MS, 40 * DAY_MS);

    static AccountHistory of(long seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        List<Offence> offences = offences(random);
        List<AccountFact> facts = new ArrayList<>();
        offences.forEach(one -> facts.add(fact(one)));
        warnings(random, offences, facts);
        grounds(random, facts);
        disputes(random, offences, facts);
        return new AccountHistory(seed, List.copyOf(facts), moment(random, offences));
    }

    private static List<Offence> offences(Random random) {
        List<Offence> all = new ArrayList<>();
        long at = T0_MS;
        int many = 1 + random.nextInt(8);
        for (int i = 0; i < many; i++) {
            at += GAPS.get(random.nextInt(GAPS.size()));
            Long occurredAt = random.nextInt(12) == 0 ? null : Long.valueOf(at);
            Long establishedAt =
                    random.nextInt(10) == 0 ? null : Long.valueOf(at + GAPS.get(random.nextInt(4)));
            boolean isItem = random.nextInt(4) == 0;
            Offence one =
                    offence((isItem ? "item:" : "session:") + i, occurredAt, establishedAt)
                            .withReasons(reasons(random, i));
            all.add(
                    random.nextInt(8) == 0
                            ? one.withDisputed(List.of(one.reasons().get(0).ground()))
                            : one);
        }
        return all;
    }

    private static List<OffenceReason> reasons(Random random, int number) {
        List<OffenceReason> all = new ArrayList<>();
        if (random.nextInt(5) > 0) {
            all.add(
                    new OffenceReason(
                            "list/entry-" + random.nextInt(3),
                            GroundKind.LISTED_RIGHTS_DECLARED,
                            1L,
                            random.nextBoolean()
                                    ? List.of()
                                    : List.of("w/r" + random.nextInt(2), "w/r1"),
                            random.nextInt(10) > 0));
        }
        if (random.nextInt(6) == 0) {
            all.add(
                    new OffenceReason(
                            "policy/owner", GroundKind.OWNER_POLICY, 1L, List.of(), true));
        }
        if (all.isEmpty() || random.nextInt(4) == 0) {
            all.add(notice("n-" + number, random.nextInt(8) > 0));
        }
        return all;
    }

    private static void warnings(Random random, List<Offence> offences, List<AccountFact> facts) {
        int many = 1 + random.nextInt(3);
        for (int i = 0; i < many; i++) {
            int first = random.nextBoolean() ? 0 : random.nextInt(offences.size());
            List<String> about =
                    offences
                            .subList(
                                    first, Math.min(offences.size(), first + 1 + random.nextInt(3)))
                            .stream()
                            .map(Offence::offenceId)
                            .toList();
            Long since = offences.get(first).establishedAt();
            long issuedAt = (since == null ? T0_MS : since) + 1;
            String id = ACCOUNT + "/FIRST/" + (i + 1);
            facts.add(TestingAccounts.warned(id, WarningKind.FIRST, issuedAt, about));
            int receipts = random.nextInt(4);
            for (int r = 0; r < receipts; r++) {
                facts.add(
                        TestingAccounts.receipt(
                                id,
                                ReceiptState.values()[1 + random.nextInt(4)],
                                issuedAt + GAPS.get(random.nextInt(GAPS.size()))));
            }
        }
    }

    private static void grounds(Random random, List<AccountFact> facts) {
        for (String ground :
                List.of("list/entry-0", "list/entry-1", "reference/w/r0", "reference/w/r1")) {
            int versions = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
            for (int version = 1; version <= versions; version++) {
                facts.add(
                        TestingAccounts.ground(
                                ground, version == 2, version, T0_MS + DAY_MS + version));
            }
        }
    }

    private static void disputes(Random random, List<Offence> offences, List<AccountFact> facts) {
        for (Offence one : offences) {
            long at = one.establishedAt() == null ? T0_MS : one.establishedAt() + HOUR_MS;
            int appeals = random.nextInt(6) == 0 ? 1 + random.nextInt(2) : 0;
            for (int i = 0; i < appeals; i++) {
                String id = "appeal-" + one.offenceId() + "-" + i;
                facts.add(TestingAccounts.filed(id, one.offenceId(), at + i));
                if (random.nextBoolean()) {
                    facts.add(
                            TestingAccounts.decided(
                                    id,
                                    AppealOutcome.values()[random.nextInt(2)],
                                    at + i + DAY_MS));
                }
            }
            if (random.nextInt(15) == 0) {
                facts.add(TestingAccounts.waived(one.offenceId(), at));
            }
        }
    }

    /** Often at the very moment at which something ends, or a millisecond beside it. */
    private static long moment(Random random, List<Offence> offences) {
        Offence one = offences.get(random.nextInt(offences.size()));
        long since = one.establishedAt() == null ? T0_MS : one.establishedAt();
        return switch (random.nextInt(3)) {
            case 0 -> since + 90 * DAY_MS + random.nextInt(3) - 1;
            case 1 -> since + DAY_MS * random.nextInt(60);
            default -> since + DAY_MS * random.nextInt(400);
        };
    }

    AccountHistory with(List<AccountFact> others) {
        return new AccountHistory(seed, List.copyOf(others), t);
    }

    AccountHistory at(long other) {
        return new AccountHistory(seed, facts, other);
    }
}
