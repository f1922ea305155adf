package dev.vigil.stream.options;

import dev.vigil.audit.LogName;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.Limits;
import dev.vigil.register.Identifiers;
import dev.vigil.signal.SignalName;
import dev.vigil.signal.SignalRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Every option of {@code vigil-job.jar}; the reference page is generated from this class. */
public final class JobOptions {
    /** Of options by their key; filled by the declarations below, each with its own. */
    private static final Map<String, Constraint<?>> CONSTRAINTS = new HashMap<>();

    /** Flink allows none that is shorter. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    public static final ConfigOption<JobKind> JOB =
            ConfigOptions.key("job")
                    .enumType(JobKind.class)
                    .defaultValue(JobKind.ALL)
                    .withDescription(
                            "Which job to run: media, notice, ledger or all. A cluster runs three"
                                    + " deployments, so that the notice clock never waits for a"
                                    + " media job that restarts; all is for small sites.");

    public static final ConfigOption<String> BOOTSTRAP =
            ConfigOptions.key("kafka.bootstrap")
                    .stringType()
                    .defaultValue("localhost:9092")
                    .withDescription("Kafka brokers, host:port, comma separated.");

    public static final ConfigOption<String> KAFKA_FILE =
            ConfigOptions.key("kafka.properties")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Properties file for every Kafka client, such as TLS and SASL"
                                    + " settings; keeps secrets off the command line and out of"
                                    + " Flink's UI. It points to them, as in"
                                    + " ${file:/run/secrets/kafka:jaas}: a file that contains a"
                                    + " secret itself is refused.");

    public static final ConfigOption<Duration> CLOCK_GRACE =
            ConfigOptions.key("clock.grace")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "How long after due a breach is written: promised clock skew plus"
                                    + " the producers' delivery timeout. Too low: proof that was"
                                    + " sent in time arrives after the breach. Too high:"
                                    + " breaches are known later; dueAt never changes.");

    public static final ConfigOption<String> CLOCK_RULES =
            key("clock.rules", Constraint.file(ClockRulesFile::read))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "JSON file with the rules of the notice clock: deadlines, ladder,"
                                    + " counter-notices. vigil notice rules prints the defaults"
                                    + " as such a file; what yours leaves out keeps its default."
                                    + " A change applies to clocks that start after it."
                                    + " clock.grace, where given, overrides the file.");

    public static final ConfigOption<Duration> CLOCK_STANDSTILL =
            key("clock.standstill", Constraint.atLeast(Duration.ofSeconds(1)))
                    .durationType()
                    .defaultValue(Duration.ofSeconds(60))
                    .withDescription(
                            "How long the time of the notice clock may stop before the topic"
                                    + " health reports it, with the reason. Too low: a restart,"
                                    + " a replay or a long pause between heartbeats is reported"
                                    + " as a standstill. Too high: nothing escalates meanwhile,"
                                    + " and there is no alert.");

    public static final ConfigOption<ClockTime> CLOCK_TIME =
            ConfigOptions.key("clock.time")
                    .enumType(ClockTime.class)
                    .defaultValue(ClockTime.CAUGHT_UP)
                    .withDescription(
                            "Which time the notice clock uses. caught-up: now, once everything"
                                    + " in the notice topics has been read; a notice that is"
                                    + " still on its way to Kafka is not known. heartbeats: the"
                                    + " time up to which the bridge that writes the notices"
                                    + " reports every partition complete, so an outage before Kafka"
                                    + " breaches nothing. Only where that bridge writes"
                                    + " heartbeats: without them nothing escalates.");

    public static final ConfigOption<Duration> CHECKPOINT_MEDIA =
            key("checkpoint.media", Constraint.atLeast(SHORTEST_INTERVAL))
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Interval between checkpoints of the media job. Too low: more load"
                                    + " on the broker and disks. Too high: more media is"
                                    + " analysed again after a failure. Unless the cluster sets"
                                    + " them, the timeout of a checkpoint is ten minutes, and as"
                                    + " many may fail as fit into ten minutes: storage may be"
                                    + " unavailable that long without a restart.");

    public static final ConfigOption<Duration> CHECKPOINT_NOTICE =
            key("checkpoint.notice", Constraint.atLeast(SHORTEST_INTERVAL))
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "Interval between checkpoints of the notice job, and of all."
                                    + " Breaches become visible with a checkpoint, so too high"
                                    + " makes them late. As with checkpoint.media, ten minutes"
                                    + " of failures are tolerated; the timeout is ten intervals,"
                                    + " at least 30 s and at most 3 min.");

    public static final ConfigOption<Duration> CHECKPOINT_LEDGER =
            key("checkpoint.ledger", Constraint.atLeast(SHORTEST_INTERVAL))
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "Interval between checkpoints of the ledger job. Strikes become"
                                    + " visible with a checkpoint, so too high makes them late;"
                                    + " too low puts more load on the broker and disks. Failures"
                                    + " are tolerated as with checkpoint.notice.");

    public static final ConfigOption<String> LADDER_RULES =
            key("ladder.rules", Constraint.file(LadderFile::read))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "JSON file with the ladder of accounts: which grounds count, how long a"
                                    + " strike lasts, what each step does. vigil standing rules --json"
                                    + " prints the defaults as such a file; what yours leaves out keeps"
                                    + " its default; name its version anew. It applies to an account"
                                    + " with its next fact: see beforehand what would change with vigil"
                                    + " standing preview.");

    public static final ConfigOption<Boolean> TWO_PERSONS =
            ConfigOptions.key("standing.two.persons")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether ending a service needs a second person: ce_approver of"
                                    + " standing.decided names somebody other than ce_actor, else"
                                    + " it is a dead letter APPROVER_MISSING. Off where only one"
                                    + " person works at the desk.");

    public static final ConfigOption<Duration> LEDGER_MEMORY =
            key("ledger.memory", Constraint.atLeast(Duration.ofDays(180)))
                    .durationType()
                    .defaultValue(Duration.ofDays(1_095))
                    .withDescription(
                            "How long an offence is kept after it happened, expired ones too, so"
                                    + " that a late reversal corrects the record and the report."
                                    + " Too low: a reversal finds nothing to correct. Too high:"
                                    + " about 0.4 kB of state for each offence stays longer; and"
                                    + " beyond the 1,095 days that warnings, receipts and appeals"
                                    + " are on their topics, a start without state knows less of it"
                                    + " than the job that ran.");

    public static final ConfigOption<String> USAGE_ZONE =
            key("usage.zone", Constraint.zone())
                    .stringType()
                    .defaultValue("Asia/Shanghai")
                    .withDescription(
                            "Whose days the rows of usage and the figures are of: what goes on past"
                                    + " midnight is divided there. Never change it at a site that"
                                    + " has rows: days of both zones would overlap. A restore with"
                                    + " another one is refused; a start without state can't see"
                                    + " it.");

    public static final ConfigOption<String> REPORT_IDENTITY =
            ConfigOptions.key("report.identity")
                    .stringType()
                    .defaultValue("the platform's register of accounts")
                    .withDescription(
                            "Where the identity of the user of an account is kept, as reports to"
                                    + " the department name it. Vigil itself never has it.");

    public static final ConfigOption<String> EDUCATION =
            ConfigOptions.key("warning.education")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "What a warned user is to read, such as the https address of the"
                                    + " platform's page about copyright. Without it warnings point"
                                    + " to nothing.");

    public static final ConfigOption<String> STRIKE_PREFIX =
            ConfigOptions.key("transaction.prefix.ledger")
                    .stringType()
                    .defaultValue("vigil-ledger")
                    .withDescription(
                            "Prefix of the ids of the transactions of strikes; as"
                                    + " transaction.prefix, of the ledger job.");

    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
            ConfigOptions.key("transaction.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(15))
                    .withDescription(
                            "Longest time without a checkpoint that breach records survive in an"
                                    + " open Kafka transaction. Both limits are checked at"
                                    + " start: at most the broker's transaction.max.timeout.ms"
                                    + " (15 min unless set), at least ten minutes without"
                                    + " storage plus an interval and a timeout of checkpoints."
                                    + " Too low: after a longer outage the job restarts once"
                                    + " more and writes those records again. Too high: a job"
                                    + " that never comes back blocks readers longer.");

    public static final ConfigOption<String> TRANSACTION_PREFIX =
            ConfigOptions.key("transaction.prefix")
                    .stringType()
                    .defaultValue("vigil-breaches")
                    .withDescription(
                            "Prefix of the ids of breach transactions. Two running jobs on one"
                                    + " Kafka must not share it, and a job keeps it for ever: with"
                                    + " another one it can't finish what it left open.");

    public static final ConfigOption<Duration> LOOK_BACK =
            ConfigOptions.key("judge.lookback")
                    .durationType()
                    .defaultValue(Duration.ofHours(72))
                    .withDescription(
                            "How long after its end an upload in which something was recognised is"
                                    + " judged again when the list, an authorization or an owner's wish"
                                    + " changes: about 2 kB of state each. 0 judges none again. Too"
                                    + " low: what is listed late stays up, and what was blocked stays"
                                    + " blocked when its entry is withdrawn. Too high: the state grows,"
                                    + " and a change of a work that is in very many uploads takes"
                                    + " longer to reach all of them.");

    public static final ConfigOption<Duration> STAYDOWN_AGE =
            ConfigOptions.key("staydown.age")
                    .durationType()
                    .defaultValue(Duration.ofDays(180))
                    .withDescription(
                            "How long a recording stays down after the last notice on it was"
                                    + " upheld; then its list entry is withdrawn and its"
                                    + " reference retired, and the metric agedStayDowns counts"
                                    + " it. A notice on the item that is upheld later renews it,"
                                    + " and so does vigil list renew. Too low: the recording can"
                                    + " return. Too high: each one takes 10 MB of memory per"
                                    + " hour of sound; together they take up to a quarter of the"
                                    + " index.");

    public static final ConfigOption<Duration> STAYDOWN_KEEP =
            ConfigOptions.key("staydown.keep")
                    .durationType()
                    .defaultValue(Duration.ofDays(7))
                    .withDescription(
                            "How long the fingerprint of an upload is kept after its end, so"
                                    + " that a notice that is upheld can keep the recording"
                                    + " down: about 1 MB of state per hour of uploads. 0 keeps"
                                    + " none. Too low: a notice that is upheld later ends as a"
                                    + " dead letter STAYDOWN_UNKNOWN, and the recording can"
                                    + " return. Too high: the state grows with all uploads of"
                                    + " that time.");

    public static final ConfigOption<Integer> THOROUGH_EVERY =
            key("search.thorough.every", Constraint.atLeast(1))
                    .intType()
                    .defaultValue(SearchSettings.DEFAULT.thoroughEvery())
                    .withDescription(
                            "Every n-th packet (2 s) of a live stream is searched thoroughly over"
                                    + " its 16 s window. Too low: costs grow with the hours of"
                                    + " references. Too high: heavily distorted restreams are found"
                                    + " later.");

    public static final ConfigOption<Integer> INDEX_REPLICAS =
            key("index.replicas", Constraint.between(1, KeyGroups.MAX_PARALLELISM))
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Copies of the whole index. A session is searched in one of them, so"
                                    + " they carry streams: about one for each task that is to"
                                    + " search. Too low: one task searches for all and falls"
                                    + " behind. Too high: each copy takes the memory of all"
                                    + " references. Replicas times shards are slots; another number"
                                    + " of either needs a start without the job's state, in which"
                                    + " the index is built anew from the topic references.");

    public static final ConfigOption<Integer> INDEX_SHARDS =
            key("index.shards", Constraint.between(1, IndexPlan.MOST_SHARDS))
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Parts that each copy of the index is divided into, 32 at most. A"
                                    + " packet is searched in all of them, each of which does"
                                    + " nearly the whole work. Too low: references do not fit a"
                                    + " task and become dead letters INDEX_FULL. Too high: the"
                                    + " machines' time is spent on hashing the same packets. A"
                                    + " change needs the same start as one of index.replicas.");

    public static final ConfigOption<Double> INDEX_HOURS =
            key("index.hours", Constraint.notNegative())
                    .doubleType()
                    .defaultValue(0.0)
                    .withDescription(
                            "Hours of references and feeds that a slot of the index may hold;"
                                    + " with n shards the index holds about n times as many."
                                    + " Each hour is counted with 10 MB of a TaskManager's task"
                                    + " heap, up to 70 % of that heap (checked at start where it"
                                    + " is known). 0: as many as fit. A new reference beyond it"
                                    + " is a dead letter INDEX_FULL, is counted in the metric"
                                    + " indexLeftOutReferences and is not searched. Too low:"
                                    + " references are left out although there is memory. Too"
                                    + " high: refused at start, or the task runs out of memory.");

    public static final ConfigOption<Duration> INDEX_PATIENCE =
            ConfigOptions.key("index.patience")
                    .durationType()
                    .defaultValue(Duration.ofMillis(IndexPlan.ONE_SLOT.patienceMs()))
                    .withDescription(
                            "How long a packet waits for the answers of all shards; without"
                                    + " effect where there is one. Then the answers so far are"
                                    + " used, and later ones when they arrive. After a start the"
                                    + " wait begins with the shard's first answer, at most half"
                                    + " a minute later. Too low: while a shard is behind,"
                                    + " matches are reported without it, and its own when it"
                                    + " answers. Too high: all matches wait for the slowest"
                                    + " shard.");

    public static final ConfigOption<Double> FALSE_LIVE =
            key("match.false.live", Constraint.positive())
                    .doubleType()
                    .defaultValue(SearchSettings.DEFAULT.falseLive())
                    .withDescription(
                            "Accepted false matches in 1,000 hours of live streams. The evidence"
                                    + " that is required follows from it and from the hours of"
                                    + " references. Too low: distorted restreams are found later"
                                    + " or not at all. Too high: streams are cut that carry"
                                    + " nothing protected.");

    public static final ConfigOption<Double> FALSE_UPLOAD =
            key("match.false.upload", Constraint.positive())
                    .doubleType()
                    .defaultValue(SearchSettings.DEFAULT.falseUpload())
                    .withDescription(
                            "Accepted false matches in 1,000 hours of uploads, as"
                                    + " match.false.live. An upload can wait for a person and is"
                                    + " often short, so more are accepted.");

    public static final ConfigOption<Duration> EXCERPT_WINDOW =
            key("excerpt.window", Constraint.atLeast(Duration.ofSeconds(1)))
                    .durationType()
                    .defaultValue(Duration.ofMillis(Limits.DEFAULT.excerptWindowMs()))
                    .withDescription(
                            "How long matched time of a work counts towards an excerpt limit, of"
                                    + " its registration or of an authorization, over all sessions"
                                    + " of an account. Too low: a work is shown piece by piece. Too"
                                    + " high: a review of next week is no longer an excerpt.");

    public static final ConfigOption<Double> EVIDENCE_FLOOR =
            key("evidence.floor", Constraint.notNegative())
                    .doubleType()
                    .defaultValue(Limits.DEFAULT.floor())
                    .withDescription(
                            "Lowest score of a match of sound that may block without a person;"
                                    + " below it the strongest verdict is REVIEW. 0: every match of the"
                                    + " search, see match.false.live. Too high: people review"
                                    + " matches that are certain.");

    public static final ConfigOption<Integer> QUARANTINE_BLOCKS =
            key("quarantine.blocks", Constraint.atLeast(0))
                    .intType()
                    .defaultValue(Limits.DEFAULT.blocks())
                    .withDescription(
                            "Sessions that a reference may block before a person has confirmed"
                                    + " it (reference.reviewed); then it is in quarantine, what"
                                    + " it matches goes to REVIEW, and reference.health reports"
                                    + " it. 0: no limit. Too low: copies of what a good"
                                    + " reference protects stay up until a person has reviewed"
                                    + " it; confirm what will be popular beforehand. Too high: a"
                                    + " bad reference cuts up to that many sessions.");

    public static final ConfigOption<Integer> QUARANTINE_OVERTURNED =
            key("quarantine.overturned", Constraint.atLeast(0))
                    .intType()
                    .defaultValue(Limits.DEFAULT.overturned())
                    .withDescription(
                            "Overturned blocks of a reference that put it into quarantine, also"
                                    + " one that was confirmed; all of its blocks are lifted. 0:"
                                    + " never. Too low: one mistake of a reviewer lifts many"
                                    + " blocks. Too high: up to that many sessions are cut"
                                    + " wrongly.");

    public static final ConfigOption<String> ALERTS_RUNBOOK =
            ConfigOptions.key("alerts.runbook")
                    .stringType()
                    .defaultValue("job/docs/runbooks/notice.md")
                    .withDescription(
                            "Address of the runbook that alerts link to, without the heading of"
                                    + " the level. The default is the path in the repository;"
                                    + " give an https address that your people can open.");

    public static final ConfigOption<String> LIST_KEYS =
            key("list.keys", Constraint.file(ListKeysFile::authorities))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File of public keys, a line each as vigil list key prints it. With"
                                    + " it, an entry that its authority has not signed is a dead"
                                    + " letter (UNSIGNED_ENTRY, FORGED_ENTRY, UNKNOWN_AUTHORITY)"
                                    + " and counted in refusedListEntries, which has an alert."
                                    + " So is one whose id does not begin with its authority and a"
                                    + " dot (ENTRY_ID_MISMATCH): no authority changes another's"
                                    + " entry. A name of an authority has no dot."
                                    + " All jobs need the same file. Without it any client with"
                                    + " write access to the topic may block any work. Read at"
                                    + " start: entries that are in force remain so.");

    public static final ConfigOption<String> LIST_KEY =
            key("list.key", Constraint.file(ListKeysFile::privateKey))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File with the media job's own private key (PEM), for entries that keep"
                                    + " an upheld recording down: authority vigil. Read where the"
                                    + " tasks run; mount it as a secret. Needed with list.keys,"
                                    + " which must hold the public one, unless staydown.keep is"
                                    + " 0.");

    public static final ConfigOption<String> AUDIT_LOG =
            key("audit.log", Constraint.text("a verifier key", LogName::ofKey))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Verifier key of the audit log, as vigil audit key prints it: its name is"
                                    + " that of the log, SITE/audit/NUMBER. Without it no audit log is"
                                    + " kept. Another number closes the log and begins the next one;"
                                    + " a smaller one is refused.");

    public static final ConfigOption<String> AUDIT_KEY =
            key("audit.key", Constraint.file(ListKeysFile::privateKey))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File with the private key (PEM) that signs the seals of the audit log."
                                    + " Read where the tasks run; mount it as a secret. Needed with"
                                    + " audit.log, and of the same pair. Who has it can write another"
                                    + " log: give it to no other program.");

    public static final ConfigOption<String> AUDIT_ANEW =
            key("audit.anew", Constraint.text("topics", TopicNames::read))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topics that were deleted and made anew since the log before, with"
                                    + " commas between; * for each, after a move to another cluster."
                                    + " Give it with the next number of audit.log, and leave it until"
                                    + " the one behind that. It only acts where the job starts"
                                    + " without state: the new log begins these topics anew, with"
                                    + " their offsets of now. One that was not made anew is listed"
                                    + " twice, which costs room and no more. One that is left out"
                                    + " ends the log (ALTERED), or has no page until its offsets pass"
                                    + " those of before.");

    public static final ConfigOption<String> WARNING_TEXTS =
            key("warning.texts", Constraint.file(WarningTextsFile::read))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "JSON file with the texts of warnings in Chinese and English. vigil"
                                    + " warning texts prints the defaults as such a file; what"
                                    + " yours leaves out keeps its default, and its version is"
                                    + " your own. A text that lacks what the user must know is"
                                    + " refused. A change applies to warnings that are issued"
                                    + " after it; each names the version of its texts.");

    public static final ConfigOption<String> RIGHTS_KEYS =
            key("rights.keys", Constraint.file(ListKeysFile::publicKeys))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File of public keys of parties, a line each as vigil list key prints"
                                    + " it, with the party's id in place of the authority. With it,"
                                    + " a claim that its claimant has not signed is a dead letter"
                                    + " CLAIMANT_MISMATCH. Without it any client with write access"
                                    + " to the topic claims may claim for any party. Read at start:"
                                    + " claims that count remain so.");

    public static final ConfigOption<Duration> AGREE_WITHIN =
            key("register.agree.within", Constraint.atLeast(Duration.ofDays(1)))
                    .durationType()
                    .defaultValue(Duration.ofDays(30))
                    .withDescription(
                            "How long parties whose claims contradict each other may agree before"
                                    + " an alert asks a person to decide. Neither wins by it. Too"
                                    + " short: people are asked about what is being settled. Too"
                                    + " long: owners' policies block nothing there meanwhile.");

    public static final ConfigOption<String> DCI_PATTERN =
            key("register.dci.pattern", Constraint.pattern())
                    .stringType()
                    .defaultValue(Identifiers.ANY)
                    .withDescription(
                            "Regular expression that a digital copyright identifier (DCI) matches;"
                                    + " it is kept unchanged, at most 100 characters. Too"
                                    + " narrow: works are refused with ID_SHAPE. The media and the"
                                    + " ledger job need the same.");

    public static final ConfigOption<String> REGISTRATION_PATTERN =
            key("register.registration.pattern", Constraint.pattern())
                    .stringType()
                    .defaultValue(Identifiers.ANY)
                    .withDescription(
                            "As register.dci.pattern, of numbers of certificates of registration.");

    public static final ConfigOption<String> SIGNALS_ORIGIN =
            key("signals.origin", Constraint.text("a name", SignalName::requireOrigin))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Name of this site among the platforms that it shares signals with, such"
                                    + " as video.example: up to 40 small letters, digits, dots and"
                                    + " hyphens. Without it no signal is taken or shared. Another"
                                    + " name is another platform: peers know the signals and opinions"
                                    + " of the old one no more.");

    public static final ConfigOption<String> SIGNALS_KEYS =
            key("signals.keys", Constraint.file(ListKeysFile::publicKeys))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File of public keys of other platforms, a line each as vigil list key"
                                    + " prints it, with the platform's name in place of the"
                                    + " authority. What no key of it has signed is a dead letter"
                                    + " (SIGNAL_UNSIGNED, SIGNAL_FORGED, SIGNAL_UNKNOWN_PEER)."
                                    + " Needed with signals.origin. Each platform in it counts as a"
                                    + " confirmation of its own: two names of one company are two"
                                    + " confirmations.");

    public static final ConfigOption<String> SIGNALS_KEY =
            key("signals.key", Constraint.file(ListKeysFile::privateKey))
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "File with the private key (PEM) that signs what this site shares and"
                                    + " thinks, and entries of the list for signals that are active:"
                                    + " authority vigil. Read where the tasks run; mount it as a"
                                    + " secret. Needed with signals.origin; with list.keys, that"
                                    + " must hold the public one.");

    public static final ConfigOption<Integer> SIGNALS_CONFIRMATIONS =
            key("signals.confirmations", Constraint.atLeast(1))
                    .intType()
                    .defaultValue(SignalRules.DEFAULTS.confirmations())
                    .withDescription(
                            "Of how many other platforms persons must have confirmed a signal, and"
                                    + " none disputed it, before it blocks here without a person."
                                    + " Too low: one platform's mistake blocks here. Too high: every"
                                    + " signal waits for a person here.");

    private JobOptions() {}

    private static ConfigOptions.OptionBuilder key(String key, Constraint<?> constraint) {
        CONSTRAINTS.put(key, constraint);
        return ConfigOptions.key(key);
    }

    /** What its values must be beside their type; null for anything. */
    @SuppressWarnings("unchecked")
    static <T> Constraint<T> constraint(ConfigOption<T> option) {
        return (Constraint<T>) CONSTRAINTS.get(option.key());
    }

    /** The values of an option that is one of some. */
    static String choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** Every option, in order of its key. */
    public static List<ConfigOption<?>> all() {
        return Arrays.stream(JobOptions.class.getFields())
                .filter(field -> field.getType() == ConfigOption.class)
                .<ConfigOption<?>>map(JobOptions::value)
                .sorted(Comparator.comparing(ConfigOption::key))
                .toList();
    }

    private static ConfigOption<?> value(java.lang.reflect.Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Options are public constants", e);
        }
    }
}
