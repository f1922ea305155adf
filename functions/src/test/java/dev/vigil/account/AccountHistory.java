package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;
import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.HOUR_MS;
import static dev.vigil.account.TestingAccounts.T0_MS;
import static dev.vigil.account.TestingAccounts.fact;
import static dev.vigil.account.TestingAccounts.notice;
import static dev.vigil.account.TestingAccounts.offence;

import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A random set of facts about one account, and a moment to look at it. Times lie close together and
 * on the edges of the spans that count, and few grounds serve many offences.
 *
 * @param forgives strikes that courses forgive
 */
public record AccountHistory(long seed, List<AccountFact> facts, long t, int forgives) {
    private static final List<Long> GAPS =
            List.of(1L, 1_000L, HOUR_MS, DAY_MS - 1, DAY_MS, DAY_MS + 1, 5 * DAY_MS, 40 * DAY_MS);

    /** Of one who repeats: nearly every offence is another strike. */
    private static final List<Long> REPEATING =
            List.of(HOUR_MS, DAY_MS, DAY_MS + 1, 2 * DAY_MS, 2 * DAY_MS, 5 * DAY_MS);

    public static AccountHistory of(long seed) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        boolean repeats = random.nextInt(3) == 0;
        List<Offence> offences = offences(random, repeats);
        List<AccountFact> facts = new ArrayList<>();
        offences.forEach(one -> facts.add(fact(one)));
        warnings(random, offences, facts, repeats);
        grounds(random, facts);
        disputes(random, offences, facts);
        if (repeats) {
            decisions(random, offences, facts);
            appealsAgainstMeasures(random, offences, facts);
        } else if (random.nextInt(6) == 0) {
            erasure(random, offences, facts);
        }
        int forgives = random.nextInt(6) == 0 ? 1 + random.nextInt(2) : 0;
        courses(random, facts);
        return new AccountHistory(
                seed, List.copyOf(facts), moment(random, offences, repeats), forgives);
    }

    private static List<Offence> offences(Random random, boolean repeats) {
        List<Offence> all = new ArrayList<>();
        List<Long> gaps = repeats ? REPEATING : GAPS;
        long at = T0_MS;
        int many = repeats ? 4 + random.nextInt(5) : 1 + random.nextInt(8);
        for (int i = 0; i < many; i++) {
            at += gaps.get(random.nextInt(gaps.size()));
            Long occurredAt = random.nextInt(12) == 0 ? null : Long.valueOf(at);
            Long establishedAt =
                    random.nextInt(10) == 0 ? null : Long.valueOf(at + GAPS.get(random.nextInt(4)));
            boolean isItem = random.nextInt(4) == 0;
            Offence one =
                    offence((isItem ? "item:" : "session:") + i, occurredAt, establishedAt)
                            .withReasons(reasons(random, i))
                            .withTimeCodes(timeCodes(random));
            all.add(
                    random.nextInt(8) == 0
                            ? one.withDisputed(List.of(one.reasons().get(0).ground()))
                            : one);
        }
        return all;
    }

    private static List<TimeCode> timeCodes(Random random) {
        List<TimeCode> all = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            all.add(new TimeCode("work-" + i, i * 60_000L, i * 60_000L + random.nextInt(60_000)));
        }
        return all;
    }

    /** In the order in which its case has them. */
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
        all.sort(Comparator.comparing(OffenceReason::ground));
        return all;
    }

    private static void warnings(
            Random random, List<Offence> offences, List<AccountFact> facts, boolean repeats) {
        int many = 1 + random.nextInt(3);
        for (int i = 0; i < many; i++) {
            boolean isFirst = repeats && i == 0;
            int first = isFirst || random.nextBoolean() ? 0 : random.nextInt(offences.size());
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
            if (isFirst) {
                facts.add(TestingAccounts.receipt(id, ReceiptState.READ, issuedAt + 1));
            }
        }
    }

    /** Withdrawn as a mistake; and some are listed again. */
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

    /** Of persons, about what may be proposed, or is not. */
    private static void decisions(Random random, List<Offence> offences, List<AccountFact> facts) {
        for (int i = random.nextInt(4); i > 0; i--) {
            Offence one = offences.get(2 + random.nextInt(offences.size() - 2));
            if (one.establishedAt() == null) {
                continue;
            }
            ProposalDecision decision = ProposalDecision.values()[random.nextInt(3)];
            long at = one.establishedAt() + GAPS.get(random.nextInt(5)) + i;
            boolean isShort = decision == ProposalDecision.DEFER && random.nextBoolean();
            facts.add(
                    AccountFact.of(
                            Kind.DECIDED,
                            ACCOUNT,
                            at,
                            new StandingDecided(
                                    ACCOUNT + "/proposal/" + one.offenceId(),
                                    ACCOUNT,
                                    decision,
                                    isShort ? Long.valueOf(at + 2 * DAY_MS) : null,
                                    "person-1",
                                    "looked at",
                                    at)));
        }
    }

    private static void appealsAgainstMeasures(
            Random random, List<Offence> offences, List<AccountFact> facts) {
        if (random.nextInt(4) > 0) {
            return;
        }
        Offence one = offences.get(1 + random.nextInt(offences.size() - 1));
        long at = one.establishedAt() == null ? T0_MS : one.establishedAt() + HOUR_MS;
        String step = "S" + (1 + random.nextInt(3));
        String measure = ACCOUNT + "/" + step + "/" + one.offenceId() + "/LIVE_OFF";
        facts.add(TestingAccounts.filedAgainst("m-1", measure, at));
        facts.add(TestingAccounts.decided("m-1", AppealOutcome.OVERTURN, at + 1));
    }

    /** Dated before most of what is known of the account, or in the midst of it. */
    private static void erasure(Random random, List<Offence> offences, List<AccountFact> facts) {
        Offence one = offences.get(random.nextInt(offences.size()));
        long at = one.occurredAt() == null ? T0_MS : one.occurredAt() + random.nextInt(3) - 1;
        facts.add(
                AccountFact.of(
                        Kind.ERASED, ACCOUNT, at, new AccountErased(ACCOUNT, "request", at)));
    }

    private static void courses(Random random, List<AccountFact> facts) {
        for (int i = random.nextInt(3); i > 0; i--) {
            long at = T0_MS + i * DAY_MS - (random.nextBoolean() ? 0 : 360 * DAY_MS);
            facts.add(
                    AccountFact.of(
                            Kind.EDUCATION,
                            ACCOUNT,
                            at,
                            new EducationCompleted(ACCOUNT, "course", at)));
        }
    }

    /** Often at the very moment at which something ends, or a millisecond beside it. */
    private static long moment(Random random, List<Offence> offences, boolean repeats) {
        Offence one = offences.get(random.nextInt(offences.size()));
        long since = one.establishedAt() == null ? T0_MS : one.establishedAt();
        if (repeats && random.nextBoolean()) {
            long last = since + DAY_MS;
            for (Offence other : offences) {
                last =
                        other.establishedAt() == null
                                ? last
                                : Math.max(last, other.establishedAt() + DAY_MS);
            }
            return last + random.nextInt(20) * DAY_MS;
        }
        return switch (random.nextInt(3)) {
            case 0 -> since + 90 * DAY_MS + random.nextInt(3) - 1;
            case 1 -> since + DAY_MS * random.nextInt(60);
            default -> since + DAY_MS * random.nextInt(400);
        };
    }

    AccountHistory with(List<AccountFact> others) {
        return new AccountHistory(seed, List.copyOf(others), t, forgives);
    }

    AccountHistory and(AccountFact... more) {
        List<AccountFact> all = new ArrayList<>(facts);
        all.addAll(List.of(more));
        return with(all);
    }

    AccountHistory without(Predicate<AccountFact> isGone) {
        return with(facts.stream().filter(isGone.negate()).toList());
    }

    /** Without receipts of later: they would be of what is issued at its moment. */
    public AccountHistory received() {
        return without(f -> f.kind() == Kind.RECEIPT && f.receipt().at() > t - 10_000);
    }

    public AccountHistory at(long other) {
        return new AccountHistory(seed, facts, other, forgives);
    }

    boolean has(Kind kind) {
        return facts.stream().anyMatch(f -> f.kind() == kind);
    }

    NaiveStanding.Ladder ladder() {
        return NaiveStanding.Ladder.forgiving(forgives);
    }

    public LedgerRules rules() {
        return forgives == 0 ? LedgerRules.DEFAULTS : TestingLadders.forgiving(forgives);
    }
}
