package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.DAY_MS;
import static dev.vigil.account.TestingAccounts.decided;
import static dev.vigil.account.TestingAccounts.filed;
import static dev.vigil.account.TestingAccounts.waived;

import dev.vigil.account.NaiveStanding.Fault;
import dev.vigil.account.NaiveStanding.Result;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ReceiptState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What must always hold of an account (job/docs/domain.md), said of a random history; and the
 * faults that it must catch. Of the fold ({@code AccountPropertiesTest}) and of the operator
 * ({@code AccountPropertiesThroughTheOperatorTest}: duplicates, kills, older savepoints, one to
 * three tasks) alike. What goes on over time is in lives of one account: of the fold in {@code
 * AccountLifeTest}, of the operator in {@code StandingWorldTest} (kills, older savepoints, lost
 * transactions, one to three tasks, another ladder, a start without state whose topics are read in
 * any order). Each finds the faults that are planted in its subject or its surroundings.
 *
 * <pre>
 *     what must hold                    the fold, and the fault           the operators, and the fault
 *                                       (*: a property of this class)
 * P1  any order and any repetition of   * an incident opened on arrival;  * the same; AS_THE_NAIVE_MODEL
 *     the facts: the same standing        an erasure that takes what was    StandingWorldTest: LATE_FACTS_
 *                                         read before it                    ARE_LOST, and each fault of
 *                                       * AS_THE_NAIVE_MODEL: all faults    the model in aFaultOfTheModel
 *                                         AccountLifeTest: at each turn     IsSeen
 * P2  no two strikes within 24 hours;   * a strike for each verdict       * the same
 *     a session is one offence            CasesPropertyTest                 OffencesCrashTest: KEY_IS_THE_
 *                                                                           VERDICT
 * P3  no strike without a warning that  * counted from the issue of the   * the same
 *     was delivered before                warning                           aFaultOfTheModelIsSeen
 * P4  after a reversal as if it had     * one taken off for each reversal * the same
 *     never been                                                            aFaultOfTheModelIsSeen
 * P5  taking away never raises          * a strike ends with its anchor   * the same
 * P6  suspended counts nowhere, upheld  * dated anew; suspended counts    * the same
 *     counts as before                                                      aFaultOfTheModelIsSeen
 * P7  expired at 90 days to the         * a millisecond late              * the same
 *     millisecond; what is quiet is       AccountLifeTest: at each turn     StandingWorldTest: kept for
 *     forgotten, with its timer                                             longer; more than one timer
 * P8  a late reversal corrects a        AccountLifeTest: dropped at its   StandingWorldTest: LATE_
 *     report that was sent, once          expiry; corrected twice           REVERSALS_ARE_LOST
 * P9  only what was carried out in      * what was only seen; an owner's  * the same
 *     earnest counts                      wish; CasesPropertyTest           OffencesCrashTest: READS_SHADOW,
 *                                                                           READS_WARMING, COUNTS_FAILED
 * P10 a ground that falls fells what    * every ground of the account     * the same
 *     rests on it alone                                                     OffencesCrashTest: BY_SESSION,
 *                                                                           OVERTURNS_ALL
 * P11 a service is ended by a person    * by time                         * the same
 *     alone, on an open proposal          AccountLifeTest: no decision      StandingWorldTest: UNDECIDED_IS_
 *                                                                           CARRIED_OUT
 * P12 each measure ends once            AccountLifeTest: no LIFT; LIFT    StandingWorldTest: LIFTS_WITHOUT_
 *                                         without the number                NUMBER
 * P13 a start without state, or from    AccountLifeTest: warnings lost;   * whatIsNotReadBackIsPublished
 *     an older savepoint, publishes       a clock in the body               Again: each topic
 *     nothing again                       AccountColdStartTest              StandingWorldTest: each topic
 * P14 strikes are numbered without gap  AccountLifeTest: a sink that      StandingWorldTest: STRIKES_AT_
 *     or repeat                           writes at least once              LEAST_ONCE, STRIKES_NOT_READ_BACK
 * P15 each offence is named by a        AccountLifeTest: first warnings   StandingWorldTest: FIRST_WARNINGS_
 *     warning at once, none after an      lost; nothing taken back; one     ARE_LOST, ERASED_IS_WARNED
 *     erasure; taken back if all fell     after the erasure
 * </pre>
 */
public enum AccountProperty {
    /** P1 and all that follows: any order comes to what the naive model has. */
    AS_THE_NAIVE_MODEL(all()) {
        @Override
        Claim of(AccountHistory history, Random random) {
            Result expected =
                    NaiveStanding.of(history.facts(), history.t(), history.ladder()).published();
            return new Claim(
                    List.of(shuffled(history, random)),
                    seen -> seen.get(0).result().equals(expected));
        }
    },

    P1_ANY_ORDER_AND_ANY_REPETITION(
            Fault.INCIDENT_OPENED_ON_ARRIVAL, Fault.ERASURE_TAKES_WHAT_WAS_READ_BEFORE_IT) {
        @Override
        Claim of(AccountHistory history, Random random) {
            List<AccountFact> others = new ArrayList<>(history.facts());
            for (int i = random.nextInt(4); i > 0; i--) {
                others.add(others.get(random.nextInt(others.size())));
            }
            Collections.shuffle(others, random);
            return new Claim(
                    List.of(history, history.with(others)),
                    seen -> seen.get(0).equals(seen.get(1)));
        }
    },

    P2_NO_TWO_STRIKES_WITHIN_A_DAY(Fault.KEY_IS_THE_VERDICT) {
        @Override
        Claim of(AccountHistory history, Random random) {
            return new Claim(List.of(history), seen -> areApart(result(seen, 0).strikes()));
        }

        private Boolean areApart(List<Long> strikes) {
            for (int i = 1; i < strikes.size(); i++) {
                if (strikes.get(i) - strikes.get(i - 1) < DAY_MS) {
                    return false;
                }
            }
            return strikes.isEmpty() ? null : true;
        }
    },

    P3_NO_STRIKE_WITHOUT_AN_ADMONITION_BEFORE_IT(Fault.ADMONISHED_BY_ISSUE) {
        @Override
        Claim of(AccountHistory history, Random random) {
            AccountHistory undelivered =
                    history.without(
                            f ->
                                    f.kind() == Kind.RECEIPT
                                            && f.receipt().state() != ReceiptState.SENT);
            AccountHistory late =
                    history.with(
                            history.facts().stream()
                                    .map(f -> isReceipt(f) ? received(f, last(history)) : f)
                                    .toList());
            return new Claim(
                    List.of(undelivered, late),
                    seen -> seen.stream().allMatch(one -> one.result().many() == 0));
        }

        private boolean isReceipt(AccountFact fact) {
            return fact.kind() == Kind.RECEIPT;
        }

        private AccountFact received(AccountFact fact, long at) {
            return TestingAccounts.receipt(fact.receipt().warningId(), fact.receipt().state(), at);
        }

        /** A millisecond after the last offence. */
        private long last(AccountHistory history) {
            return history.facts().stream()
                    .filter(f -> f.kind() == Kind.OFFENCE && f.offence().occurredAt() != null)
                    .mapToLong(f -> f.offence().occurredAt() + 1)
                    .max()
                    .orElse(history.t());
        }
    },

    P4_A_REVERSAL_LEAVES_IT_AS_IF_IT_HAD_NEVER_BEEN(Fault.A_REVERSAL_TAKES_ONE_OFF) {
        @Override
        Claim of(AccountHistory any, Random random) {
            AccountHistory history = kept(any);
            String id = anyOffence(history, random).offenceId();
            AccountHistory reversed =
                    random.nextBoolean()
                            ? history.and(waived(id, history.t()))
                            : history.and(
                                    filed("late", id, history.t()),
                                    decided("late", AppealOutcome.OVERTURN, history.t()));
            return new Claim(
                    List.of(reversed, without(history, id)),
                    seen -> apartFrom(result(seen, 0), id).equals(apartFrom(result(seen, 1), id)));
        }

        private Result apartFrom(Result result, String id) {
            Map<String, String> left = new TreeMap<>(result.states());
            left.remove(id);
            return new Result(
                    result.strikes(),
                    result.pending(),
                    result.offences(),
                    result.warnings(),
                    left,
                    result.step(),
                    result.measures(),
                    result.proposal());
        }
    },

    P5_TAKING_AWAY_NEVER_RAISES(Fault.EXPIRY_FROM_THE_ANCHOR) {
        @Override
        Claim of(AccountHistory any, Random random) {
            AccountHistory history = undecided(any);
            List<AccountFact> left = new ArrayList<>(history.facts());
            // Offences come first in a history.
            int at = random.nextInt(random.nextBoolean() ? Math.min(8, left.size()) : left.size());
            AccountFact gone = left.remove(at);
            List<OffenceReason> reasons =
                    gone.kind() == Kind.OFFENCE ? gone.offence().reasons() : List.of();
            if (reasons.size() > 1 && random.nextBoolean()) {
                List<OffenceReason> fewer = reasons.subList(1, reasons.size());
                left.add(at, gone.withOffence(gone.offence().withReasons(fewer)));
            }
            boolean isFor =
                    gone.kind() == Kind.OFFENCE
                            || gone.kind() == Kind.RECEIPT
                            || gone.kind() == Kind.WARNING_PUBLISHED;
            return !isFor
                    ? null
                    : new Claim(
                            List.of(history, history.with(left)),
                            seen ->
                                    result(seen, 1).many() <= result(seen, 0).many()
                                            && result(seen, 1).pending()
                                                    <= result(seen, 0).pending()
                                            && result(seen, 1)
                                                            .step()
                                                            .compareTo(result(seen, 0).step())
                                                    <= 0);
        }
    },

    P6_SUSPENDED_COUNTS_NOWHERE_AND_UPHELD_AS_BEFORE(
            Fault.UPHELD_IS_DATED_ANEW, Fault.SUSPENDED_COUNTS) {
        @Override
        Claim of(AccountHistory any, Random random) {
            AccountHistory history = kept(any);
            String id = anyOffence(history, random).offenceId();
            boolean isAppealed =
                    history.facts().stream()
                            .anyMatch(
                                    f ->
                                            f.kind() == Kind.APPEAL_FILED
                                                    && id.equals(f.appeal().offenceId()));
            if (isAppealed) {
                return null;
            }
            long later = history.t() + 89 * DAY_MS;
            AccountHistory open = history.and(filed("a", id, history.t()));
            AccountHistory upheld = open.and(decided("a", AppealOutcome.UPHOLD, history.t() + 1));
            return new Claim(
                    List.of(
                            history,
                            open,
                            without(history, id),
                            upheld,
                            history.at(later),
                            upheld.at(later)),
                    seen -> {
                        Result before = result(seen, 0);
                        Result suspended = result(seen, 1);
                        return !"STANDING".equals(before.states().get(id))
                                ? null
                                : Boolean.valueOf(
                                        suspended.strikes().equals(result(seen, 2).strikes())
                                                && suspended.pending() == before.pending()
                                                && result(seen, 3).equals(before)
                                                && result(seen, 5).equals(result(seen, 4)));
                    });
        }
    },

    P7_EXPIRED_AT_EXACTLY_NINETY_DAYS(Fault.EXPIRES_A_MILLISECOND_LATE) {
        @Override
        Claim of(AccountHistory history, Random random) {
            Offence one = anyOffence(history, random);
            if (one.establishedAt() == null) {
                return null;
            }
            long end = one.establishedAt() + 90 * DAY_MS;
            return new Claim(
                    List.of(history.at(end), history.at(end - 1)),
                    seen -> {
                        String at = result(seen, 0).states().get(one.offenceId());
                        String before = result(seen, 1).states().get(one.offenceId());
                        return at == null || at.equals("FALLEN")
                                ? null
                                : Boolean.valueOf(
                                        at.equals("EXPIRED") && !before.equals("EXPIRED"));
                    });
        }
    },

    P9_NOTHING_COUNTS_BUT_WHAT_WAS_CARRIED_OUT(Fault.SEEN_COUNTS, Fault.OWNERS_WISH_COUNTS) {
        @Override
        Claim of(AccountHistory history, Random random) {
            List<AccountFact> others =
                    history.facts().stream()
                            .map(f -> random.nextBoolean() ? unconfirmed(f) : wished(f))
                            .toList();
            return new Claim(
                    List.of(history.with(others)),
                    seen -> result(seen, 0).many() == 0 && result(seen, 0).pending() == 0);
        }

        private AccountFact unconfirmed(AccountFact fact) {
            return fact.kind() == Kind.OFFENCE
                    ? fact.withOffence(fact.offence().withEstablishedAt(null))
                    : fact;
        }

        private AccountFact wished(AccountFact fact) {
            return fact.kind() == Kind.OFFENCE
                    ? fact.withOffence(
                            fact.offence()
                                    .withReasons(
                                            fact.offence().reasons().stream()
                                                    .map(r -> r.withKind(GroundKind.OWNER_POLICY))
                                                    .toList()))
                    : fact;
        }
    },

    P10_A_FALLEN_GROUND_FELLS_WHAT_RESTS_ON_IT_ALONE(Fault.FALLEN_BY_ACCOUNT) {
        @Override
        Claim of(AccountHistory history, Random random) {
            String ground = "list/entry-" + random.nextInt(3);
            AccountHistory fallen =
                    history.and(TestingAccounts.ground(ground, false, 9, history.t()));
            List<Offence> offences =
                    history.facts().stream()
                            .filter(f -> f.kind() == Kind.OFFENCE)
                            .map(AccountFact::offence)
                            .toList();
            return new Claim(
                    List.of(history, fallen),
                    seen -> holds(offences, ground, result(seen, 0), result(seen, 1)));
        }

        private Boolean holds(List<Offence> offences, String ground, Result before, Result after) {
            Boolean said = null;
            for (Offence one : offences) {
                String now = after.states().get(one.offenceId());
                boolean restsOnIt = one.reasons().stream().anyMatch(r -> r.ground().equals(ground));
                boolean restsOnlyOnIt =
                        one.reasons().stream()
                                .filter(OffenceReason::stands)
                                .allMatch(r -> r.ground().equals(ground));
                if (now == null) {
                    continue;
                }
                if (restsOnlyOnIt && !now.equals("FALLEN")
                        || !restsOnIt && !now.equals(before.states().get(one.offenceId()))) {
                    return false;
                }
                said = restsOnIt ? Boolean.TRUE : said;
            }
            return said;
        }
    },

    P11_A_SERVICE_IS_ENDED_BY_A_DECISION_ALONE(Fault.ENDED_BY_TIME) {
        @Override
        Claim of(AccountHistory history, Random random) {
            return new Claim(
                    List.of(history, undecided(history)),
                    seen -> {
                        boolean isEnded = isEnded(result(seen, 0));
                        return !isEnded(result(seen, 1))
                                && (!isEnded || isDecided(history, result(seen, 0)));
                    });
        }

        private boolean isEnded(Result result) {
            return result.proposal().startsWith("CARRIED_OUT")
                    || result.step().equals("ENDED")
                    || result.measures().stream().anyMatch(m -> m.contains("SERVICE_ENDED"));
        }

        private boolean isDecided(AccountHistory history, Result result) {
            String anchor = result.proposal().substring("CARRIED_OUT ".length());
            return history.facts().stream()
                    .filter(f -> f.kind() == Kind.DECIDED)
                    .map(AccountFact::decided)
                    .anyMatch(
                            d ->
                                    d.decision().name().equals("CARRY_OUT")
                                            && d.proposalId().endsWith("/" + anchor));
        }
    };

    private final List<Fault> faults;

    AccountProperty(Fault... faults) {
        this.faults = List.of(faults);
    }

    private static Fault[] all() {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault != Fault.NONE)
                .toArray(Fault[]::new);
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Null where it says nothing of the history. */
    abstract Claim of(AccountHistory history, Random random);

    // Asking ------------------------------------------------------------------------------------

    /**
     * What comes of an account.
     *
     * @param standing as it was published, in words; how it came to be so is left out
     */
    public record Seen(Result result, String standing) {
        /** As the naive model has it, with a fault or without. */
        public static Seen naive(AccountHistory history, List<AccountFact> read, Fault fault) {
            return new Seen(
                    NaiveStanding.of(read, history.t(), history.ladder(), fault).published(), "");
        }

        /**
         * @param offences the last of each that was published
         * @param standing null where none was
         */
        public static Seen of(
                String account, List<OffenceChanged> offences, AccountStanding standing, long t) {
            Map<String, OffenceChanged> last = new TreeMap<>();
            offences.forEach(one -> last.put(one.offence().offenceId(), one));
            return new Seen(
                    PublishedAccount.result(account, last, standing, t).published(),
                    standing == null ? "" : PublishedAccount.plain(account, standing));
        }
    }

    /** What is asked. */
    public interface Subject {
        List<Seen> of(List<AccountHistory> histories);
    }

    /**
     * @param holds of what comes of the histories, in their order; null where it says nothing
     */
    record Claim(List<AccountHistory> histories, Function<List<Seen>, Boolean> holds) {}

    /**
     * Seeds whose histories break it.
     *
     * @param most seeds to find
     */
    public List<Long> broken(Subject subject, int seeds, int most) {
        return broken(subject, seeds, most, BATCH);
    }

    /** Whether a planted fault breaks it: most do in the first histories, so a few are asked. */
    public boolean isBrokenBy(Subject planted, int seeds) {
        return !broken(planted, seeds, 1, FEW).isEmpty();
    }

    private List<Long> broken(Subject subject, int seeds, int most, int batch) {
        List<Long> broken = new ArrayList<>();
        int said = 0;
        for (int from = 1; from <= seeds && broken.size() < most; from += batch) {
            Map<Long, Claim> claims = new TreeMap<>();
            List<AccountHistory> asked = new ArrayList<>();
            for (long seed = from; seed < from + batch && seed <= seeds; seed++) {
                Claim claim = of(AccountHistory.of(seed), new Random(seed * 31));
                if (claim != null) {
                    claims.put(seed, claim);
                    asked.addAll(claim.histories());
                }
            }
            List<Seen> seen = subject.of(asked);
            int next = 0;
            for (Map.Entry<Long, Claim> one : claims.entrySet()) {
                int end = next + one.getValue().histories().size();
                Boolean holds = one.getValue().holds().apply(seen.subList(next, end));
                said += holds == null ? 0 : 1;
                if (Boolean.FALSE.equals(holds)) {
                    broken.add(one.getKey());
                }
                next = end;
            }
        }
        if (broken.isEmpty() && said < seeds / 50) {
            throw new AssertionError(this + " speaks of " + said + " of " + seeds + " histories");
        }
        return broken;
    }

    private static final int BATCH = 250;
    private static final int FEW = 25;

    private static Result result(List<Seen> seen, int number) {
        return seen.get(number).result();
    }

    // Histories ---------------------------------------------------------------------------------

    private static AccountHistory shuffled(AccountHistory history, Random random) {
        List<AccountFact> facts = new ArrayList<>(history.facts());
        Collections.shuffle(facts, random);
        return history.with(facts);
    }

    private static Offence anyOffence(AccountHistory history, Random random) {
        List<AccountFact> all =
                history.facts().stream().filter(f -> f.kind() == Kind.OFFENCE).toList();
        return all.get(random.nextInt(all.size())).offence();
    }

    /** Without the offence. */
    private static AccountHistory without(AccountHistory history, String id) {
        return history.without(f -> f.kind() == Kind.OFFENCE && f.offence().offenceId().equals(id));
    }

    /** A person would have decided otherwise in another history. */
    private static AccountHistory undecided(AccountHistory history) {
        return history.without(f -> f.kind() == Kind.DECIDED);
    }

    /** What is added to it is of later than an erasure. */
    private static AccountHistory kept(AccountHistory history) {
        return undecided(history).without(f -> f.kind() == Kind.ERASED);
    }
}
