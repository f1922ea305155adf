package dev.vigil.audit;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.wire.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * That what was decided rests on what was there: each thing that a verdict, a measure, a statement
 * or an offence names must have been on a topic, in a version at least as new. What was withdrawn
 * is there as a withdrawal. What may have been gone by retention is counted and no finding. Of one
 * thread.
 *
 * <p>Of a thing it keeps 16 bytes, and of what names one that was not there yet some hundred; both
 * have a limit, and what it can't judge behind that is counted and no finding either. Where records
 * come in the order of {@link #TOPICS}, things come first.
 */
public final class Closure {
    /** The topics whose records it reads, in this order. */
    public static final List<Topic> TOPICS =
            List.of(
                    Topic.WORKS,
                    Topic.REFERENCES,
                    Topic.LIST,
                    Topic.AUTHORIZATIONS,
                    Topic.POLICIES,
                    Topic.NOTICES,
                    Topic.VERDICTS,
                    Topic.COMMANDS,
                    Topic.ACCOUNT_COMMANDS,
                    Topic.CONFIRMATIONS,
                    Topic.SESSION_CONFIRMATIONS,
                    Topic.ACCOUNT_CONFIRMATIONS,
                    Topic.REASONS,
                    Topic.NOTICE_STATUS,
                    Topic.BREACHES,
                    Topic.OUTCOMES,
                    Topic.STAYDOWNS,
                    Topic.OFFENCES);

    /** Things that are kept: 128 MB at most. */
    public static final int MOST_THINGS = 4_000_000;

    /** What names a thing that was not there yet. */
    static final int MOST_OPEN = 100_000;

    private static final long DAY_MS = 86_400_000;
    private static final long NO_VERSION = 0;

    /** What can be named, and how long before that it may have been written last. */
    private enum Kind {
        WORK("work", Long.MAX_VALUE, Topic.WORKS, Topic.REFERENCES),
        ENTRY("list entry", Long.MAX_VALUE, Topic.LIST),
        AUTHORIZATION("authorization", Long.MAX_VALUE, Topic.AUTHORIZATIONS),
        POLICY("policy", Long.MAX_VALUE, Topic.POLICIES),
        NOTICE("notice", 200 * DAY_MS, Topic.NOTICES),
        VERDICT("verdict", 2 * DAY_MS, Topic.VERDICTS),
        COMMAND("command", 7 * DAY_MS, Topic.COMMANDS, Topic.ACCOUNT_COMMANDS);

        private final String word;
        private final long oldestMs;
        private final List<Topic> topics;

        Kind(String word, long oldestMs, Topic... topics) {
            this.word = word;
            this.oldestMs = oldestMs;
            this.topics = List.of(topics);
        }
    }

    private record Open(String place, long timeMs, Kind kind, String id, long version) {}

    private final TreeHasher hasher = new TreeHasher();
    private final int mostThings;
    private final int mostOpen;
    private final VersionTable things;
    private final Map<Long, List<Open>> open = new HashMap<>();
    private final Map<Topic, Long> unseenBefore = new EnumMap<>(Topic.class);
    private final Map<Topic, Long> unseenFrom = new EnumMap<>(Topic.class);

    /** Of these not all things are kept, so one that is not held may have been there. */
    private final Set<Kind> notAllKept = EnumSet.noneOf(Kind.class);

    private final Map<Kind, Long> notJudged = new EnumMap<>(Kind.class);
    private int openCount;
    private long notSeen;

    private String place;
    private long timeMs;

    public Closure() {
        this(MOST_THINGS, MOST_OPEN);
    }

    Closure(int mostThings, int mostOpen) {
        this.mostThings = mostThings;
        this.mostOpen = mostOpen;
        things = new VersionTable();
    }

    /**
     * Some records of a topic can't be seen.
     *
     * @param ms those with a time of Kafka before that (UTC epoch ms)
     */
    public void unseenBefore(String topic, long ms) {
        unseenBefore.merge(Topic.named(topic), ms, Math::max);
    }

    /**
     * Some records of a topic can't be seen yet.
     *
     * @param ms those with a time of Kafka then or later (UTC epoch ms)
     */
    public void unseenFrom(String topic, long ms) {
        unseenFrom.merge(Topic.named(topic), ms, Math::min);
    }

    /**
     * A record.
     *
     * @param at TOPIC/PARTITION/OFFSET
     * @param ofMs Kafka's time of it (UTC epoch ms)
     * @param content what its type says that its data is; null for none, as of a tombstone
     */
    public void add(String at, long ofMs, String topic, String key, Object content) {
        place = at;
        timeMs = ofMs;
        if (content == null) {
            withdrawn(topic, key);
        } else {
            there(content);
            named(content);
        }
    }

    private void withdrawn(String topic, String key) {
        for (Kind kind : Kind.values()) {
            if (key != null && topic.equals(kind.topics.get(0).topicName())) {
                there(kind, key, Long.MAX_VALUE);
            }
        }
    }

    private void there(Object content) {
        if (content instanceof RegisteredWork work) {
            there(Kind.WORK, work.workId(), NO_VERSION);
        } else if (content instanceof ReferenceManifest reference) {
            there(Kind.WORK, reference.workId(), NO_VERSION);
        } else if (content instanceof ListEntry entry) {
            there(Kind.ENTRY, entry.entryId(), entry.version());
        } else if (content instanceof Authorization authorization) {
            there(Kind.AUTHORIZATION, authorization.authorizationId(), authorization.version());
        } else if (content instanceof MatchPolicy policy) {
            there(Kind.POLICY, policy.ownerId(), policy.version());
        } else if (content instanceof NoticeReceived notice) {
            there(Kind.NOTICE, notice.noticeId(), NO_VERSION);
        } else if (content instanceof Verdict verdict) {
            there(Kind.VERDICT, verdict.verdictId(), verdict.revision());
        } else if (content instanceof EnforcementCommand command) {
            there(Kind.COMMAND, command.commandId(), NO_VERSION);
        } else if (content instanceof NoticeCommand command) {
            there(Kind.COMMAND, command.commandId(), NO_VERSION);
        } else if (content instanceof AccountCommand command) {
            there(Kind.COMMAND, command.commandId(), NO_VERSION);
        }
    }

    private void named(Object content) {
        if (content instanceof Verdict verdict) {
            if (verdict.rulings() != null) {
                verdict.rulings().forEach(this::named);
            }
        } else if (content instanceof EnforcementCommand command) {
            name(Kind.VERDICT, command.verdictId(), NO_VERSION);
        } else if (content instanceof NoticeCommand command) {
            name(Kind.NOTICE, command.noticeId(), NO_VERSION);
        } else if (content instanceof ActionConfirmed confirmed) {
            name(Kind.COMMAND, confirmed.commandId(), NO_VERSION);
        } else if (content instanceof StatementOfReasons statement) {
            name(Kind.VERDICT, statement.verdictId(), statement.revision());
        } else if (content instanceof NoticeStatus status) {
            name(Kind.NOTICE, status.noticeId(), NO_VERSION);
        } else if (content instanceof BreachRecord breach) {
            name(Kind.NOTICE, breach.noticeId(), NO_VERSION);
        } else if (content instanceof ItemOutcome outcome) {
            name(Kind.NOTICE, outcome.noticeId(), NO_VERSION);
        } else if (content instanceof StayDown stayDown) {
            name(Kind.NOTICE, stayDown.noticeId(), NO_VERSION);
        } else if (content instanceof OffenceChanged changed) {
            named(changed.offence());
        }
    }

    private void named(WorkRuling ruling) {
        name(Kind.WORK, ruling.workId(), NO_VERSION);
        name(Kind.ENTRY, ruling.listEntryId(), version(ruling.listEntryVersion()));
        name(Kind.AUTHORIZATION, ruling.authorizationId(), version(ruling.authorizationVersion()));
        name(Kind.POLICY, ruling.policyOwnerId(), version(ruling.policyVersion()));
    }

    /** It is published for years: what it names was there when it happened. */
    private void named(Offence offence) {
        timeMs = offence.occurredAt() == null ? timeMs : Math.min(timeMs, offence.occurredAt());
        name(Kind.VERDICT, offence.verdictId(), NO_VERSION);
        for (OffenceReason reason : offence.reasons()) {
            String[] parts = reason.ground().split("/", 2);
            String id = parts.length == 2 ? parts[1] : null;
            switch (parts[0]) {
                case "list" -> name(Kind.ENTRY, id, version(reason.version()));
                case "policy" -> name(Kind.POLICY, id, version(reason.version()));
                case "notice" -> name(Kind.NOTICE, id, NO_VERSION);
                default -> {
                    // No record of a topic.
                }
            }
        }
    }

    private static long version(Long version) {
        return version == null ? NO_VERSION : version;
    }

    private void there(Kind kind, String id, long version) {
        long thing = thing(kind, id);
        if (things.holds(thing) || things.size() < mostThings) {
            things.put(thing, version);
        } else {
            notAllKept.add(kind);
        }
        List<Open> waiting = open.get(thing);
        if (waiting != null) {
            int before = waiting.size();
            waiting.removeIf(it -> it.version <= version);
            openCount -= before - waiting.size();
            if (waiting.isEmpty()) {
                open.remove(thing);
            }
        }
    }

    private void name(Kind kind, String id, long version) {
        if (id == null) {
            return;
        }
        long thing = thing(kind, id);
        if (things.holds(thing) && things.version(thing) >= version) {
            return;
        }
        boolean mayHaveBeenThere = notAllKept.contains(kind) && !things.holds(thing);
        if (mayHaveBeenThere || openCount >= mostOpen) {
            notJudged.merge(kind, 1L, Long::sum);
            return;
        }
        openCount++;
        open.computeIfAbsent(thing, key -> new ArrayList<>(1))
                .add(new Open(place, timeMs, kind, id, version));
    }

    /** The first bytes of a hash that is not to be found for another one. */
    private long thing(Kind kind, String id) {
        byte[] text = (kind.name() + "/" + id).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(hasher.plain(text)).getLong();
    }

    /** What was named and never there, each with its place. */
    public List<LogFinding> finish() {
        List<LogFinding> findings = new ArrayList<>();
        notSeen = 0;
        for (Map.Entry<Long, List<Open>> one : open.entrySet()) {
            for (Open it : one.getValue()) {
                if (mayBeGone(it)) {
                    notSeen++;
                } else {
                    findings.add(finding(it, one.getKey()));
                }
            }
        }
        findings.sort(Comparator.comparing(LogFinding::place));
        return findings;
    }

    private boolean mayBeGone(Open it) {
        return it.kind.topics.stream()
                .anyMatch(
                        topic ->
                                it.timeMs - it.kind.oldestMs
                                                < unseenBefore.getOrDefault(topic, Long.MIN_VALUE)
                                        || it.timeMs
                                                >= unseenFrom.getOrDefault(topic, Long.MAX_VALUE));
    }

    private LogFinding finding(Open it, long thing) {
        String expected =
                it.kind.word
                        + " "
                        + it.id
                        + (it.version == NO_VERSION ? "" : " of version " + it.version);
        String got = things.holds(thing) ? "version " + things.version(thing) : "none";
        return new LogFinding(
                LogFault.UNFOUNDED,
                it.place,
                "expected " + expected + ", which it rests on, got " + got);
    }

    /** What was named and may have been gone by retention, or is not to be seen yet. */
    public long notSeen() {
        return notSeen;
    }

    /**
     * What was named and could not be judged, as there are more things than it keeps: how many
     * times, by the name of the topic that those things are on. Empty where all was judged.
     */
    public Map<String, Long> notJudged() {
        Map<String, Long> times = new TreeMap<>();
        notJudged.forEach(
                (kind, count) -> times.merge(kind.topics.get(0).topicName(), count, Long::sum));
        return times;
    }
}
