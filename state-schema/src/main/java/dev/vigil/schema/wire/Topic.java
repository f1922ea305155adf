package dev.vigil.schema.wire;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one table of topics: names, keys, partitions, retention, compaction, replication and what
 * protects them. {@code vigil topics} creates them from it; the AsyncAPI document and the sources'
 * parallelism limits follow it.
 *
 * <p><b>The partitions of a compacted topic are final</b> once it has a record: a writer places a
 * key by the count of partitions. After growth a tombstone, or the last record of a key, is in
 * another partition than the record that it replaces: neither compaction nor a reader's order sees
 * that they belong together, and what was retired is back at the next start without state. So these
 * have from the first day what the largest site needs in ten years, not what a first site uses: 16
 * where there are fingerprints or keys by the account, session or row, 8 and fewer elsewhere. A
 * topic that only deletes may grow.
 */
public enum Topic {
    MEDIA_LIVE(Role.INPUT, "media.live", "sessionId", 4, Cleanup.DELETE, Duration.ofHours(6)),
    MEDIA_UPLOADS(
            Role.INPUT, "media.uploads", "sessionId", 4, Cleanup.DELETE, Duration.ofHours(24)),
    MEDIA_FEEDS(Role.INPUT, "media.feeds", "sessionId", 2, Cleanup.DELETE, Duration.ofHours(6)),
    REFERENCES(
            Role.INPUT,
            "references",
            "workId/referenceId/version/chunk",
            16,
            Cleanup.COMPACT,
            null),
    /**
     * Entries that authorities publish leave by their field withdrawnAt and stay. Of Vigil's own,
     * {@code staydown.*} and {@code signal.*}, there is one for each recording: a null says that it
     * is gone. It must not be written before nothing that is read again may ask for the entry: of a
     * recording that stays down an age after its withdrawal. No version writes it yet.
     */
    LIST(Role.INPUT, "list", "entryId", 4, Cleanup.COMPACT, null),
    AUTHORIZATIONS(Role.INPUT, "authorizations", "authorizationId", 8, Cleanup.COMPACT, null),
    /** What owners wish for matches of their works. */
    POLICIES(Role.INPUT, "policies", "ownerId", 2, Cleanup.COMPACT, null),
    /** Who owns a work, and how much of it may be quoted. */
    WORKS(Role.INPUT, "works", "workId", 8, Cleanup.COMPACT, null),
    /**
     * What people found of references. Kept as decisions are: a job without state reads here which
     * references may block, and which may not.
     */
    REVIEWS(Role.INPUT, "reviews", "workId", 2, Cleanup.DELETE, Duration.ofDays(3_650)),
    /** Kept for six months at least: 2005 Measures art. 5. */
    NOTICES(Role.INPUT, "notices", "noticeId", 4, Cleanup.DELETE, Duration.ofDays(200)),
    CONFIRMATIONS(Role.INPUT, "confirmations", "itemId", 4, Cleanup.DELETE, Duration.ofDays(200)),
    /**
     * Outcomes of the commands on sessions: the media job waits for them. Kept as long as commands:
     * what a measure of weeks ago still stops is no usage, for a ledger without state too.
     */
    SESSION_CONFIRMATIONS(
            Role.INPUT,
            "session.confirmations",
            "sessionId",
            4,
            Cleanup.DELETE,
            Duration.ofDays(60)),
    ACKS(Role.INPUT, "acks", "noticeId or alertKey", 2, Cleanup.DELETE, Duration.ofDays(200)),
    COUNTER_NOTICES(
            Role.INPUT, "counternotices", "noticeId", 2, Cleanup.DELETE, Duration.ofDays(200)),
    PROCEEDINGS(Role.INPUT, "proceedings", "noticeId", 2, Cleanup.DELETE, Duration.ofDays(200)),
    /** Written and read by the notice job alone. */
    NOTICE_LINKS(
            Role.INPUT,
            "notice.links",
            "noticeId or itemId",
            2,
            Cleanup.DELETE,
            Duration.ofDays(200)),
    /** Which accounts were opened, linked and erased. */
    ACCOUNTS(Role.INPUT, "accounts", "accountId/kind", 16, Cleanup.COMPACT, null),
    /** As long as a claim can be brought: three years. */
    APPEALS(Role.INPUT, "appeals", "accountId", 2, Cleanup.DELETE, Duration.ofDays(1_095)),
    /** What became of warnings. */
    RECEIPTS(Role.INPUT, "receipts", "accountId", 4, Cleanup.DELETE, Duration.ofDays(1_095)),
    /** What people decided about accounts; only the desk writes here. */
    DECISIONS(Role.INPUT, "decisions", "accountId", 2, Cleanup.DELETE, Duration.ofDays(3_650)),
    /** Outcomes of the commands on accounts. */
    ACCOUNT_CONFIRMATIONS(
            Role.INPUT,
            "account.confirmations",
            "accountId",
            2,
            Cleanup.DELETE,
            Duration.ofDays(200)),
    /** Read by people alone. */
    USER_REPORTS(Role.INPUT, "user.reports", "subjectId", 2, Cleanup.DELETE, Duration.ofDays(200)),
    /** What people made of those; read by people alone, too. */
    USER_REPORTS_TRIAGE(
            Role.INPUT,
            "user.reports.triage",
            "subjectId",
            2,
            Cleanup.DELETE,
            Duration.ofDays(200)),
    /** What parties say that they own of works; none of them reads it. */
    CLAIMS(Role.INPUT, "claims", "workId/claimant", 8, Cleanup.COMPACT, null),
    /** What people decided about conflicts of owners; only the desk writes here. */
    REGISTER_DECISIONS(
            Role.INPUT, "register.decisions", "workId", 2, Cleanup.DELETE, Duration.ofDays(3_650)),
    /**
     * What peers share and think. Longer than a signal holds (90 days), so that a job without state
     * that was off for weeks still learns what it has to take off the list.
     */
    SIGNALS_IN(Role.INPUT, "signals.in", "signalId", 2, Cleanup.DELETE, Duration.ofDays(180)),
    /** What people here decided about signals, and what they share; only the desk writes here. */
    SIGNAL_DECISIONS(
            Role.INPUT, "signal.decisions", "signalId", 2, Cleanup.DELETE, Duration.ofDays(3_650)),
    /** What people do at the desk that no other topic has; read by people alone, too. */
    DESK_LOG(Role.INPUT, "desk", "subject", 2, Cleanup.DELETE, Duration.ofDays(3_650)),

    VERDICTS(Role.OUTPUT, "verdicts", "sessionId", 4, Cleanup.DELETE, Duration.ofDays(60)),
    COMMANDS(
            Role.OUTPUT, "commands", "sessionId or itemId", 4, Cleanup.DELETE, Duration.ofDays(60)),
    /** One answer to each upload that ended: clear, matched or incomplete. */
    SCREENED(Role.OUTPUT, "screened", "sessionId", 4, Cleanup.DELETE, Duration.ofDays(60)),
    /** How far live streams are analysed; the last record of a session counts. */
    SCREENED_PROGRESS(
            Role.OUTPUT,
            "screened.progress",
            "sessionId",
            16,
            Cleanup.COMPACT_AND_DELETE,
            Duration.ofDays(7)),
    /** As long as the verdicts that they explain. */
    REASONS(Role.OUTPUT, "reasons", "sessionId", 4, Cleanup.DELETE, Duration.ofDays(60)),
    /** What a person can look at of a match; of a year, as an audit looks back. */
    EVIDENCE(Role.OUTPUT, "evidence", "sessionId", 4, Cleanup.DELETE, Duration.ofDays(400)),
    /** A record per version of an entry and subtask that decides by it. */
    LIST_EFFECTIVE(
            Role.OUTPUT, "list.effective", "entryId", 2, Cleanup.DELETE, Duration.ofDays(14)),
    LIST_RECEIPTS(Role.OUTPUT, "list.receipts", "batch", 2, Cleanup.DELETE, Duration.ofDays(200)),
    /** Which references have stopped blocking, and why; which have a stretch in common. */
    REFERENCE_HEALTH(
            Role.OUTPUT, "reference.health", "workId/referenceId", 4, Cleanup.COMPACT, null),
    /** Kept as {@link #ESCALATIONS}: an open notice has a new status each day. */
    NOTICE_STATUS(
            Role.OUTPUT,
            "notice.status",
            "noticeId",
            8,
            Cleanup.COMPACT_AND_DELETE,
            Duration.ofDays(400)),
    /**
     * Alerts of notices. Only the notice job writes here: it adopts what it reads back. Kept for
     * longer than a notice is (200 days) and a year's audit looks back.
     */
    ESCALATIONS(
            Role.OUTPUT,
            "escalations",
            "alertKey",
            8,
            Cleanup.COMPACT_AND_DELETE,
            Duration.ofDays(400)),
    /** Alerts of sessions and of the list; that of a command is over after a week. */
    MEDIA_ALERTS(Role.OUTPUT, "media.alerts", "alertKey", 2, Cleanup.DELETE, Duration.ofDays(60)),
    BREACHES(Role.OUTPUT, "breaches", "noticeId", 2, Cleanup.DELETE, Duration.ofDays(3_650)),
    /** One key, {@code notice-clock}: its last record shows whether the clock's time moves. */
    HEALTH(Role.OUTPUT, "health", "clock", 1, Cleanup.COMPACT, null),
    /** The notice job's word to the media job, which keeps an upheld recording down. */
    STAYDOWNS(Role.OUTPUT, "staydowns", "itemId", 4, Cleanup.DELETE, Duration.ofDays(200)),
    /** The notice job's word to the ledger job: what became of each item. */
    OUTCOMES(Role.OUTPUT, "outcomes", "itemId", 4, Cleanup.DELETE, Duration.ofDays(1_095)),
    /** Read back by the job that writes it, as are the five that follow. */
    OFFENCES(Role.OUTPUT, "offences", "accountId/offenceId", 16, Cleanup.COMPACT, null),
    /** Exactly once, for a department or a court: ten years. */
    STRIKES(Role.OUTPUT, "strikes", "accountId", 2, Cleanup.DELETE, Duration.ofDays(3_650)),
    ACCOUNT_STANDINGS(Role.OUTPUT, "standings", "accountId", 16, Cleanup.COMPACT, null),
    WARNINGS(Role.OUTPUT, "warnings", "accountId", 4, Cleanup.DELETE, Duration.ofDays(1_095)),
    ACCOUNT_COMMANDS(
            Role.OUTPUT, "account.commands", "accountId", 2, Cleanup.DELETE, Duration.ofDays(200)),
    /** Reports to the competent department, each version: ten years. */
    DEPARTMENT(
            Role.OUTPUT,
            "department",
            "accountId/kind/id",
            2,
            Cleanup.DELETE,
            Duration.ofDays(3_650)),
    /** Works with the owners that claims make: they count before those that the desk registered. */
    EFFECTIVE_WORKS(Role.OUTPUT, "works.effective", "workId", 8, Cleanup.COMPACT, null),
    /** What this site shares with peers, and thinks of theirs; the bridge offers it to them. */
    SIGNALS(Role.OUTPUT, "signals", "signalId", 2, Cleanup.DELETE, Duration.ofDays(90)),
    /** What became of each signal here. */
    SIGNAL_STATES(Role.OUTPUT, "signal.states", "signalId", 4, Cleanup.COMPACT, null),
    /** Answers to claims, and conflicts; read back by the job that writes it. */
    REGISTER(Role.OUTPUT, "register", "workId/kind/id", 8, Cleanup.COMPACT, null),
    /** What a person has to look at about accounts and works. */
    LEDGER_ALERTS(Role.OUTPUT, "ledger.alerts", "alertKey", 2, Cleanup.DELETE, Duration.ofDays(60)),
    /**
     * Read back by the job that writes it: every clock must know the standings. A null is a
     * standing that rests on nothing any more; no version writes it yet.
     */
    NOTIFIERS(Role.OUTPUT, "notifiers", "notifier", 4, Cleanup.COMPACT, null),
    DEAD_LETTERS(
            Role.OUTPUT,
            "deadletters",
            "topic/partition/offset",
            2,
            Cleanup.DELETE,
            Duration.ofDays(14)),
    /** Those of the notice topics: their bytes and messages quote names and addresses. */
    NOTICE_DEAD_LETTERS(
            Role.OUTPUT,
            "deadletters.notices",
            "topic/partition/offset",
            2,
            Cleanup.DELETE,
            Duration.ofDays(14)),
    /** Those of the topics of accounts: their bytes and messages may quote users. */
    LEDGER_DEAD_LETTERS(
            Role.OUTPUT,
            "deadletters.accounts",
            "topic/partition/offset",
            2,
            Cleanup.DELETE,
            Duration.ofDays(14)),
    /** Who saw a session, of the platform. */
    AUDIENCE(Role.INPUT, "audience", "sessionId", 4, Cleanup.DELETE, Duration.ofDays(7)),
    /** Rows of usage; read back by the job that writes them. As long as a claim can be brought. */
    USAGE(Role.OUTPUT, "usage", "rowId", 16, Cleanup.COMPACT_AND_DELETE, Duration.ofDays(1_095)),
    /** What owners offer to accounts; read back by the job that writes it. */
    OFFERS(Role.OUTPUT, "offers", "accountId", 2, Cleanup.DELETE, Duration.ofDays(365)),
    /** Figures of days; read back by the job that writes them. For an authority: ten years. */
    FIGURES(
            Role.OUTPUT,
            "figures",
            "day/what/dimension or day",
            4,
            Cleanup.COMPACT_AND_DELETE,
            Duration.ofDays(3_650)),
    /** Pages of the audit log: one order for all, so one partition. Read back by its writer. */
    AUDIT(Role.OUTPUT, "audit", "origin", 1, Cleanup.DELETE, Duration.ofDays(3_650)),
    /** Signed heads of the audit log. */
    SEALS(Role.OUTPUT, "seals", "origin", 1, Cleanup.DELETE, Duration.ofDays(3_650));

    /** Replicas of a new topic, where there are as many brokers. */
    public static final int REPLICATION = 3;

    /** Of {@link #REPLICATION}: a record that is acknowledged survives the loss of a broker. */
    public static final int MIN_IN_SYNC = 2;

    /**
     * How long a tombstone can be read: longer than the age of any savepoint that a job may be
     * started from, or the job never learns that a key was retired.
     */
    public static final Duration TOMBSTONES_KEPT = Duration.ofDays(30);

    /**
     * How long each version of a list entry, a claim or a work can be read: when an old one is
     * published again, or one that is refused, the one that counts is still there for a job that
     * starts without state.
     */
    public static final Duration VERSIONS_KEPT = Duration.ofDays(7);

    /**
     * Bytes of the largest record that a job sends, as a producer counts it: key, value, headers
     * and what is between them. Also the producers' {@code max.request.size}.
     */
    public static final int LARGEST_RECORD = 1 << 20;

    /**
     * Bytes, {@code max.message.bytes} of every topic; Kafka's default, written out so that a
     * broker with a lower one refuses nothing. Above {@link #LARGEST_RECORD}: what a producer lets
     * through no broker refuses.
     */
    public static final int LARGEST_BATCH = LARGEST_RECORD + 12;

    private static final Map<String, Topic> BY_NAME = byName();

    /** Which side of the jobs a topic is on. */
    public enum Role {
        /** Others write, the jobs read. */
        INPUT,
        /** The jobs write, others read. */
        OUTPUT
    }

    /** Kafka's {@code cleanup.policy}. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        /** The last record of a key, and that no longer than the retention. */
        COMPACT_AND_DELETE("compact", "delete");

        private final List<String> policies;

        Cleanup(String... policies) {
            this.policies = List.of(policies);
        }

        /** As Kafka writes them. */
        public String policy() {
            return String.join(",", policies);
        }

        public List<String> policies() {
            return policies;
        }

        /** Whether a setting of a broker is the same, in any order. */
        public boolean is(String setting) {
            List<String> said = List.of(setting.split(","));
            return said.size() == policies.size() && said.containsAll(policies);
        }

        public boolean compacts() {
            return this != DELETE;
        }
    }

    private final Role role;
    private final String topicName;
    private final String key;
    private final int partitions;
    private final Cleanup cleanup;
    private final Duration retention;

    Topic(
            Role role,
            String topicName,
            String key,
            int partitions,
            Cleanup cleanup,
            Duration retention) {
        this.role = role;
        this.topicName = topicName;
        this.key = key;
        this.partitions = partitions;
        this.cleanup = cleanup;
        this.retention = retention;
    }

    public Role role() {
        return role;
    }

    public String topicName() {
        return topicName;
    }

    /** What the record key is made of; records of one key keep their order. */
    public String key() {
        return key;
    }

    /**
     * What of a record's key decides its partition, by murmur2 as Kafka's producers compute it: the
     * work or the account where all records of that keep their order, else the whole key. Of {@link
     * #key()} the name of that. A copy must place records so, too: a retired key remains retired
     * only where its tombstone is behind it.
     */
    public String placedBy(String key) {
        int end = isPlacedByFirstId() ? key.indexOf('/') : -1;
        return end < 0 ? key : key.substring(0, end);
    }

    /** No id has a slash. */
    private boolean isPlacedByFirstId() {
        return switch (this) {
            case REFERENCES, REFERENCE_HEALTH, OFFENCES, DEPARTMENT, REGISTER -> true;
            default -> false;
        };
    }

    /** Partitions of a new topic; a source's parallelism must not exceed those of its topics. */
    public int partitions() {
        return partitions;
    }

    /** True where the count of partitions must never change. */
    public boolean isOfFinalPartitions() {
        return cleanup.compacts();
    }

    /** True of a count that a topic on the brokers may have. */
    public boolean mayHave(int count) {
        return isOfFinalPartitions() ? count == partitions : count >= partitions;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** How long records are kept; null where the last one of a key is kept for ever. */
    public Duration retention() {
        return retention;
    }

    /** How many of its replicas must have a record before it is acknowledged. */
    public static int minInSync(int replicas) {
        return replicas < REPLICATION ? 1 : MIN_IN_SYNC;
    }

    /** How long a tombstone can be read; null where there are none. */
    public Duration tombstones() {
        return cleanup.compacts() ? TOMBSTONES_KEPT : null;
    }

    /** How long versions of a key are safe from compaction; null where nothing asks for it. */
    public Duration versions() {
        return this == LIST || this == CLAIMS || this == WORKS ? VERSIONS_KEPT : null;
    }

    /**
     * True where the broker must store records unpacked: its size limits then hold for what a
     * reader gets, and no small record unpacks to a large one.
     */
    public boolean isUncompressed() {
        return role == Role.INPUT;
    }

    /**
     * True where a record's time must be the broker's: a producer's clock may be wrong, no party
     * dates its side of a conflict back, and no report of a user is before one that a person has
     * looked at already.
     */
    public boolean isStampedByBroker() {
        return switch (this) {
            case MEDIA_LIVE, MEDIA_UPLOADS, MEDIA_FEEDS -> true;
            case WORKS, CLAIMS, REGISTER_DECISIONS -> true;
            case USER_REPORTS -> true;
            default -> false;
        };
    }

    /** The topic of that name; throws IllegalArgumentException that names the known ones. */
    public static Topic named(String topicName) {
        Topic topic = BY_NAME.get(topicName);
        if (topic == null) {
            throw new IllegalArgumentException(
                    "topic: expected one of "
                            + String.join(", ", BY_NAME.keySet())
                            + ", got '"
                            + topicName
                            + "'; correct the name");
        }
        return topic;
    }

    private static Map<String, Topic> byName() {
        Map<String, Topic> all = new LinkedHashMap<>();
        for (Topic topic : values()) {
            all.put(topic.topicName, topic);
        }
        return Collections.unmodifiableMap(all);
    }
}
