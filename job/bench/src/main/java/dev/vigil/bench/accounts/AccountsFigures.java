package dev.vigil.bench.accounts;

import dev.vigil.bench.load.Punctuality;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.StateCount;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.wire.EventType;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured and found, and whether it is as promised. */
final class AccountsFigures {
    private static final List<String> OF_STANDING =
            List.of(
                    StateName.ACCOUNT_BOOK,
                    StateName.ACCOUNT_OFFENCES,
                    StateName.ACCOUNT_WARNINGS,
                    StateName.ACCOUNT_APPEALS,
                    StateName.ACCOUNT_GROUNDS);
    private static final List<String> OF_GROUNDS =
            List.of(StateName.GROUND, StateName.RESTING_OFFENCES, StateName.OVERTURNED_OFFENCES);

    /** Below it processes that start are most of what is measured. */
    private static final int LEAST_TO_MEASURE = 50_000;

    private static final long STANDING_BYTES = 1_000;
    private static final long CASE_BYTES = 600;
    private static final long GROUND_BYTES = 100;
    private static final long FACTS_A_CORE = 5_000;
    private static final long STANDING_MS = 2_000;
    private static final long FALL_MS = 10_000;
    private static final long RECOVERY_MS = 30_000;

    private final List<Round> rounds = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private AccountsJudge judge;
    private long deadLetters;
    private long alerts;
    private long sent;
    private long repeated;
    private StateCount state;
    private LedgerKills chaos;
    private LiveAccounts live;
    private int liveASecond;
    private long liveFromMs;
    private long liveUntilMs;
    private int onBadEntry;
    private long fellMs;
    private long quietFromMs;
    private long quietUntilMs;
    private long loadFromMs;
    private long[] quiet;
    private long[] underLoad;
    private long[] besideLive;
    private Duration ledgerCpu;

    /**
     * One pass over all accounts.
     *
     * @param facts that were sent
     * @param published by the job meanwhile
     */
    private record Round(long facts, long published, long ms, Duration cpu) {
        double aSecond() {
            return facts * 1_000.0 / Math.max(1, ms);
        }

        double aCore() {
            return facts * 1_000.0 / Math.max(1, cpu.toMillis());
        }
    }

    void quiet(long fromMs, long ms) {
        quietFromMs = fromMs;
        quietUntilMs = fromMs + ms;
    }

    void round(long facts, long published, long ms, Duration cpu) {
        if (rounds.isEmpty()) {
            loadFromMs = System.currentTimeMillis() - ms;
        }
        rounds.add(new Round(facts, published, ms, cpu));
    }

    String lastRound() {
        Round last = rounds.get(rounds.size() - 1);
        return String.format(
                Locale.ROOT,
                "%,d facts in %.1f s, %,.0f/s, %.2f cores",
                last.facts(),
                last.ms() / 1_000.0,
                last.aSecond(),
                (double) last.cpu().toMillis() / Math.max(1, last.ms()));
    }

    double mostASecond() {
        return rounds.stream().mapToDouble(Round::aSecond).max().orElse(0);
    }

    void sent(AccountFeed feed) {
        sent = feed.sent();
        repeated = feed.repeated();
    }

    void kills(LedgerKills done) {
        chaos = done;
        if (done.left() > 0) {
            missing.add(done.left() + " kills or restarts had no turn: expected none");
        }
    }

    void live(LiveAccounts done, long fromMs, int aSecond) {
        live = done;
        liveFromMs = fromMs;
        liveUntilMs = System.currentTimeMillis();
        liveASecond = aSecond;
        if (done.struck() < done.begun() || done.restricted() < done.begun()) {
            missing.add(
                    String.format(
                            Locale.ROOT,
                            "accounts that offend now: expected a strike and a command for %,d,"
                                    + " got %,d and %,d",
                            done.begun(),
                            done.struck(),
                            done.restricted()));
        }
    }

    void fell(int accounts, long ms) {
        onBadEntry = accounts;
        fellMs = ms;
    }

    void state(StateCount count) {
        state = count;
    }

    void ledgerCpu(Duration cpu) {
        ledgerCpu = cpu;
    }

    void notices(Punctuality notices) {
        quiet = notices.warnings(quietFromMs, quietUntilMs);
        underLoad = notices.warnings(loadFromMs, liveFromMs);
        besideLive = notices.warnings(liveFromMs, liveUntilMs);
    }

    void judged(AccountsJudge done, AccountsTally tally) {
        judge = done;
        deadLetters = tally.records(EventType.DEAD_LETTER);
        alerts = tally.records(EventType.LEDGER_ALERT);
        if (deadLetters > 0) {
            missing.add(deadLetters + " dead letters: expected none");
        }
    }

    /** Whether every count is as it has to be, whatever the time that it took. */
    boolean isClean() {
        return judge.isClean() && missing.isEmpty();
    }

    /** Prints the report; true where it is as promised. */
    boolean report(BenchReport report, PrintWriter out, int accounts, boolean json) {
        boolean isMeasured = accounts >= LEAST_TO_MEASURE;
        List<String> remarks = new ArrayList<>(missing);
        remarks.addAll(judge.examples());
        counts(report, accounts);
        List<String> missed = new ArrayList<>();
        load(report, missed);
        state(report, accounts, missed);
        times(report, missed);
        notices(report, missed);
        if (isMeasured) {
            missed.forEach(goal -> remarks.add("missed: " + goal));
        } else {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "goals for speed and size hold from %,d accounts on",
                            LEAST_TO_MEASURE));
        }
        boolean isGood = isClean() && !(isMeasured && !missed.isEmpty());
        if (json) {
            report.printJson(out, remarks, isGood);
        } else {
            report.print(out, remarks, isGood);
        }
        return isGood;
    }

    private void counts(BenchReport report, int accounts) {
        report.row(
                "accounts, offences, strikes",
                "%,d, %,d, %,d",
                accounts,
                3L * accounts,
                judge.strikes());
        report.row("facts sent, repeats of them", "%,d, %,d", sent, repeated);
        report.row(
                "kills of TaskManagers, restarts from an older savepoint",
                "%d, %d",
                chaos.kills(),
                chaos.rewoundMs() > 0 ? 1 : 0);
        report.row(
                "strikes doubled, missed, without an admonition before",
                "**%,d, %,d, %,d**",
                judge.doubled(),
                judge.missed(),
                judge.unadmonished());
        report.row(
                "standings that differ from the naive count, offences without a warning",
                "%,d, %,d",
                judge.wrong(),
                judge.unwarned());
        report.row("dead letters, alerts", "%,d, %,d", deadLetters, alerts);
    }

    private void load(BenchReport report, List<String> missed) {
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            report.row(
                    "round " + (i + 1),
                    "%,d facts, %,d records published, %.1f s: %,.0f facts/s, %,.0f a core",
                    round.facts(),
                    round.published(),
                    round.ms() / 1_000.0,
                    round.aSecond(),
                    round.aCore());
        }
        long facts = rounds.stream().mapToLong(Round::facts).sum();
        long cpuMs = rounds.stream().mapToLong(round -> round.cpu().toMillis()).sum();
        double aCore = facts * 1_000.0 / Math.max(1, cpuMs);
        report.row(
                "facts/s a core of the ledger's processes, restarts too",
                "%,.0f (goal %,d)",
                aCore,
                FACTS_A_CORE);
        report.row("CPU of the ledger's processes in all", "%d s", ledgerCpu.toSeconds());
        goal(missed, "facts/s a core", aCore >= FACTS_A_CORE);
    }

    private void state(BenchReport report, int accounts, List<String> missed) {
        long known = Math.max(1, state.of(StateName.ACCOUNT_BOOK).entries());
        long cases = Math.max(1, state.of(StateName.OFFENCE_CASE).entries());
        long resting = Math.max(1, state.of(StateName.RESTING_OFFENCES).entries());
        long standingBytes = bytes(OF_STANDING) / known;
        long caseBytes = state.of(StateName.OFFENCE_CASE).bytes() / cases;
        long groundBytes = bytes(OF_GROUNDS) / resting;
        report.row(
                "Standing, bytes an account (goal " + STANDING_BYTES + ")",
                "%,d: %s",
                standingBytes,
                parts(OF_STANDING, known));
        report.row("Cases, bytes a session or item (goal " + CASE_BYTES + ")", "%,d", caseBytes);
        report.row(
                "Grounds, bytes for an offence on a ground (goal " + GROUND_BYTES + ")",
                "%,d, %.1f grounds an account",
                groundBytes,
                (double) resting / accounts);
        report.row("keyed state in all, timers too", "%,d MB", state.bytes() >> 20);
        goal(missed, "bytes of Standing", standingBytes <= STANDING_BYTES);
        goal(missed, "bytes of Cases", caseBytes <= CASE_BYTES);
        goal(missed, "bytes of Grounds", groundBytes <= GROUND_BYTES);
    }

    private long bytes(List<String> names) {
        return names.stream().mapToLong(name -> state.of(name).bytes()).sum();
    }

    private String parts(List<String> names, long of) {
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            long bytes = state.of(name).bytes() / of;
            if (bytes > 0) {
                parts.add(name + " " + bytes);
            }
        }
        return String.join(", ", parts);
    }

    private void times(BenchReport report, List<String> missed) {
        long[] latencies = live.latencies();
        report.row(
                "measure confirmed to standing, " + liveASecond + " accounts a second",
                "%s (goal p99 %,d ms)",
                Punctuality.text(latencies),
                STANDING_MS);
        goal(
                missed,
                "measure to standing",
                latencies.length > 0 && percentile(latencies, 99) <= STANDING_MS);
        report.row(
                "an entry falls under accounts, till the last standing, left",
                "%,d, %,d ms (goal %,d), %,d",
                onBadEntry,
                fellMs,
                FALL_MS,
                judge.left());
        goal(missed, "correction of a bad entry", fellMs > 0 && fellMs <= FALL_MS);
        report.row(
                "from a kill to the next standing, ms",
                "%s (goal %,d each)",
                chaos.recoveries(),
                RECOVERY_MS);
        report.row("the same from an older savepoint", "%,d ms", chaos.rewoundMs());
        goal(missed, "recovery", chaos.recoveries().stream().allMatch(ms -> ms <= RECOVERY_MS));
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / 100];
    }

    private void notices(BenchReport report, List<String> missed) {
        report.row("last warnings of notices, ledger idle", "%s", Punctuality.text(quiet));
        report.row("the same under full load", "%s", Punctuality.text(underLoad));
        report.row("the same beside accounts that offend now", "%s", Punctuality.text(besideLive));
        goal(missed, "notices on time beside the ledger", Punctuality.isKept(besideLive));
    }

    private static void goal(List<String> missed, String what, boolean isMet) {
        if (!isMet) {
            missed.add(what);
        }
    }
}
