package dev.vigil.bench.accounts;

import dev.vigil.bench.accounts.LiveAccounts.Latency;
import dev.vigil.bench.load.Punctuality;
import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.StateCount;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.wire.EventType;
import dev.vigil.stream.options.JobOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

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

    /** Offences of an account that are of sessions, and so rest on an entry and a reference. */
    private static final int SESSIONS = 2;

    private static final long STANDING_BYTES = 1_000;
    private static final long CASE_BYTES = 600;
    private static final long GROUND_BYTES = 100;
    private static final long FACTS_A_CORE = 5_000;
    private static final long STANDING_MS = 2_000;
    private static final long FALL_MS = 10_000;
    private static final long RECOVERY_MS = 30_000;

    private final List<Round> rounds = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
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
    private long slowestCheckpointMs;
    private int onBadEntry;
    private long fellMs;
    private int old;
    private long quietFromMs;
    private long quietUntilMs;
    private long loadFromMs;
    private long[] quiet;
    private long[] underLoad;
    private long[] besideLive;
    private Duration ledgerCpu;
    private long diskBytes;
    private long tookMs;
    private boolean casesAsExpected;

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

        Round plus(Round other) {
            return new Round(
                    facts + other.facts,
                    published + other.published,
                    ms + other.ms,
                    cpu.plus(other.cpu));
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
                "%,d facts in %.1f s, %,.0f/s, %,.0f a core, %.2f cores",
                last.facts(),
                last.ms() / 1_000.0,
                last.aSecond(),
                last.aCore(),
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

    void live(LiveAccounts done, long fromMs, int aSecond, long slowestCheckpoint) {
        live = done;
        slowestCheckpointMs = slowestCheckpoint;
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

    /**
     * @param sessions of 100 days ago
     */
    void old(int sessions, int published) {
        old = sessions;
        if (published < sessions) {
            missing.add(
                    String.format(
                            Locale.ROOT,
                            "sessions of 100 days ago: expected %,d offences, got %,d",
                            sessions,
                            published));
        }
    }

    void state(StateCount count) {
        state = count;
    }

    void ledgerCpu(Duration cpu) {
        ledgerCpu = cpu;
    }

    void took(long ms, long bytesOnDisk) {
        tookMs = ms;
        diskBytes = bytesOnDisk;
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

    /** What to know beside the table; after {@link #report}. */
    List<String> remarks() {
        return remarks;
    }

    /** Fills the report; true where all is as promised. */
    boolean report(BenchReport report, int accounts) {
        boolean isMeasured = accounts >= LEAST_TO_MEASURE;
        remarks.addAll(missing);
        remarks.addAll(judge.examples());
        counts(report, accounts);
        load(report);
        state(report, accounts);
        times(report);
        notices(report);
        report.row(
                "the whole run, disk at most",
                "%d min, %,d MB",
                Duration.ofMillis(tookMs).toMinutes(),
                diskBytes >> 20);
        if (!isMeasured) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "goals for speed and size hold from %,d accounts on",
                            LEAST_TO_MEASURE));
        }
        return isClean() && casesAsExpected && !(isMeasured && !report.missed().isEmpty());
    }

    private void counts(BenchReport report, int accounts) {
        report.row(
                "accounts, offences, strikes",
                "%,d, %,d, %,d",
                accounts,
                (long) AccountPlan.OFFENCES * accounts,
                judge.strikes());
        report.row("facts sent, repeats of them", "%,d, %,d", sent, repeated);
        report.row(
                "kills of TaskManagers, restarts from an older savepoint; checkpoints",
                "%d, %d; every %d s",
                chaos.kills(),
                chaos.rewoundMs() > 0 ? 1 : 0,
                JobOptions.CHECKPOINT_LEDGER.defaultValue().toSeconds());
        report.goal(
                "strikes doubled, missed, without an admonition before",
                "0, 0, 0",
                judge.doubled() + judge.missed() + judge.unadmonished() == 0,
                "**%,d, %,d, %,d**",
                judge.doubled(),
                judge.missed(),
                judge.unadmonished());
        report.goal(
                "standings that differ from the naive count, offences without a warning",
                "0, 0",
                judge.wrong() + judge.unwarned() == 0,
                "%,d, %,d",
                judge.wrong(),
                judge.unwarned());
        report.row("dead letters, alerts", "%,d, %,d", deadLetters, alerts);
    }

    private void load(BenchReport report) {
        for (int i = 0; i < rounds.size(); i++) {
            Round round = rounds.get(i);
            report.row(
                    "round " + (i + 1) + (i == AccountsBench.KILLED_ROUND ? ", with kills" : ""),
                    "%,d facts, %,d records published, %.1f s: %,.0f facts/s, %,.0f a core",
                    round.facts(),
                    round.published(),
                    round.ms() / 1_000.0,
                    round.aSecond(),
                    round.aCore());
        }
        Round undisturbed =
                rounds.subList(0, AccountsBench.KILLED_ROUND).stream()
                        .reduce(Round::plus)
                        .orElseThrow();
        Round all = rounds.stream().reduce(Round::plus).orElseThrow();
        report.goal(
                "facts/s a core of the ledger's processes, rounds without kills; all rounds",
                String.format(Locale.ROOT, "at least %,d without kills", FACTS_A_CORE),
                undisturbed.aCore() >= FACTS_A_CORE,
                "%,.0f; %,.0f",
                undisturbed.aCore(),
                all.aCore());
        report.row("CPU of the ledger's processes in all", "%d s", ledgerCpu.toSeconds());
    }

    private void state(BenchReport report, int accounts) {
        long sessions = (long) SESSIONS * (accounts + live.begun());
        long cases = (long) AccountPlan.OFFENCES * accounts + (long) SESSIONS * live.begun();
        long resting = 2 * (sessions + old);
        long keptCases = state.of(StateName.OFFENCE_CASE).entries();
        casesAsExpected = keptCases == cases;
        long known = Math.max(1, state.of(StateName.ACCOUNT_BOOK).entries());
        long standingBytes = bytes(OF_STANDING) / known;
        long caseBytes = state.of(StateName.OFFENCE_CASE).bytes() / Math.max(1, keptCases);
        long groundBytes = bytes(OF_GROUNDS) / Math.max(1, resting);
        report.goal(
                "Standing, bytes an account",
                atMost(STANDING_BYTES),
                standingBytes <= STANDING_BYTES,
                "%,d: %s",
                standingBytes,
                parts(OF_STANDING, known));
        report.goal(
                "Cases, bytes a session or item",
                atMost(CASE_BYTES),
                caseBytes <= CASE_BYTES,
                "%,d",
                caseBytes);
        report.goal(
                "Cases kept; of sessions that were 100 days ago meanwhile, of all such",
                String.format(Locale.ROOT, "%,d; 0", cases),
                casesAsExpected,
                "%,d; %,d of %,d",
                keptCases,
                Math.max(0, keptCases - cases),
                old);
        report.goal(
                "Grounds, bytes for an offence on a ground",
                atMost(GROUND_BYTES),
                groundBytes <= GROUND_BYTES,
                "%,d, of %,d",
                groundBytes,
                resting);
        report.row(
                "ids: characters of an account's, a session's",
                "%d, %d",
                AccountPlan.accountId(0).length(),
                AccountPlan.sessionId(0, 0).length());
        report.row("keyed state in all, timers too", "%,d MB", state.bytes() >> 20);
    }

    private static String atMost(long limit) {
        return String.format(Locale.ROOT, "at most %,d", limit);
    }

    private static String atMostMs(long limit) {
        return atMost(limit) + " ms";
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

    private void times(BenchReport report) {
        List<Latency> latencies = live.latencies();
        long[] all = sorted(latencies, Latency::ms);
        report.goal(
                "measure confirmed to standing, " + liveASecond + " accounts a second",
                "p99 " + atMostMs(STANDING_MS),
                all.length > 0 && percentile(all, 99) <= STANDING_MS,
                "%s",
                Punctuality.text(all));
        report.row(
                "of it until the standing is written: what is before it, and its fold",
                "%s",
                Punctuality.text(sorted(latencies, Latency::untilWrittenMs)));
        report.row(
                "of it until a reader has it",
                "%s",
                Punctuality.text(sorted(latencies, Latency::untilSeenMs)));
        report.row(
                "event time behind the clock in these folds",
                "%s",
                Punctuality.text(sorted(latencies, Latency::behindMs)));
        slowest(report, latencies);
        report.row(
                "beside it, a strike that is written until its checkpoint shows it",
                "%s",
                Punctuality.text(live.untilStrikesSeen()));
        report.row("slowest checkpoint, from its trigger on", "%,d ms", slowestCheckpointMs);
        report.goal(
                "an entry falls under accounts, till the last standing, left",
                atMostMs(FALL_MS) + ", 0 left",
                fellMs > 0 && fellMs <= FALL_MS && judge.left() == 0,
                "%,d, %,d ms, %,d",
                onBadEntry,
                fellMs,
                judge.left());
        report.goal(
                "from a kill to the next standing, ms",
                atMost(RECOVERY_MS) + " each",
                chaos.recoveries().stream().allMatch(ms -> ms <= RECOVERY_MS),
                "%s",
                chaos.recoveries());
        report.row("the same from an older savepoint", "%,d ms", chaos.rewoundMs());
    }

    private static long[] sorted(List<Latency> all, ToLongFunction<Latency> part) {
        return all.stream().mapToLong(part).sorted().toArray();
    }

    /** What the p99 is made of. */
    private static void slowest(BenchReport report, List<Latency> shortestFirst) {
        int size = shortestFirst.size();
        List<Latency> slowest = shortestFirst.subList(size - (size + 99) / 100, size);
        report.row(
                "the slowest hundredth on average: written, seen; event time behind",
                "%,.0f + %,.0f ms; %,.0f ms",
                average(slowest, Latency::untilWrittenMs),
                average(slowest, Latency::untilSeenMs),
                average(slowest, Latency::behindMs));
    }

    private static double average(List<Latency> some, ToLongFunction<Latency> part) {
        return some.stream().mapToLong(part).average().orElse(0);
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / 100];
    }

    /** A job of its own on the same broker and machine. */
    private void notices(BenchReport report) {
        String goal = "p99 " + atMostMs(Punctuality.PROMISED_MS) + ", none early";
        report.row("last warnings of notices after their time, no ledger", Punctuality.text(quiet));
        report.goal(
                "the same under full load of the ledger, with kills",
                goal,
                Punctuality.isKept(underLoad),
                Punctuality.text(underLoad));
        report.goal(
                "the same beside accounts that offend now",
                goal,
                Punctuality.isKept(besideLive),
                Punctuality.text(besideLive));
    }
}
