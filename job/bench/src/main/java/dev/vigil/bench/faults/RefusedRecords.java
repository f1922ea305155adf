package dev.vigil.bench.faults;

import dev.vigil.audio.Profile;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Every kind of record that a door refuses, on every topic that the jobs read and others write; but
 * for signatures, which are asked for only where keys are configured.
 */
final class RefusedRecords {
    private static final String SOURCE = "/vigil/bench";
    private static final String ID = "ID";
    private static final String AT = "$AT";
    private static final String PAST = "1700000000000";
    private static final String BAD_DATA = "BAD_DATA";
    private static final String BAD_SEGMENT = "BAD_SEGMENT";
    private static final String NO_EVENT = "NOT_A_CLOUDEVENT";
    private static final String KEY_MISMATCH = "KEY_MISMATCH";
    private static final String TIME_AHEAD = "TIME_AHEAD";

    private static final long TEN_MINUTES_MS = 600_000;
    private static final String IN_2100 = "4102444800000";
    private static final int LONG_HEADER = 3_000;
    private static final int LARGE = 500_000;
    private static final int DEEP = 30;

    /** Which a job reads back that writes them: no other party may write there. */
    private static final Set<Topic> PUBLISHED =
            EnumSet.of(
                    Topic.ESCALATIONS,
                    Topic.BREACHES,
                    Topic.EFFECTIVE_WORKS,
                    Topic.REFERENCE_HEALTH);

    /** What the ledger job alone reads, and others write; its answers name accounts. */
    private static final Set<Topic> OF_ACCOUNTS =
            EnumSet.of(
                    Topic.ACCOUNTS,
                    Topic.APPEALS,
                    Topic.RECEIPTS,
                    Topic.DECISIONS,
                    Topic.ACCOUNT_CONFIRMATIONS);

    /** The same of owners and of usage. */
    private static final Set<Topic> OF_BOOKS =
            EnumSet.of(
                    Topic.CLAIMS,
                    Topic.REGISTER_DECISIONS,
                    Topic.AUDIENCE,
                    Topic.SIGNALS_IN,
                    Topic.SIGNAL_DECISIONS);

    private static final Set<Topic> DECIDED =
            EnumSet.of(Topic.DECISIONS, Topic.REGISTER_DECISIONS, Topic.SIGNAL_DECISIONS);

    private static final String PERSON = "oidc:bench";

    /**
     * A value that is as it should be, with {@link #ID} in place of its key and {@link #AT} for
     * times.
     */
    private record Good(EventType type, String json) {}

    private static final Good ENDED =
            new Good(EventType.SESSION_ENDED, "{'sessionId':'ID','endAt':$AT,'segments':1}");

    private static final Good CONFIRMED =
            new Good(
                    EventType.ACTION_CONFIRMED,
                    "{'confirmationId':'c','itemId':'ID','measure':'DELETE','effectiveAt':$AT,"
                            + "'commandId':'none/command/1'}");

    private static final Map<Topic, Good> GOOD =
            Map.ofEntries(
                    Map.entry(Topic.MEDIA_LIVE, ENDED),
                    Map.entry(Topic.MEDIA_UPLOADS, ENDED),
                    Map.entry(Topic.MEDIA_FEEDS, ENDED),
                    Map.entry(
                            Topic.REFERENCES,
                            new Good(
                                    EventType.REFERENCE_MANIFEST,
                                    "{'workId':'ID','referenceId':'master','version':1,"
                                            + "'profile':'audio/1','chunks':1,'peaks':1,'durationMs':1000,"
                                            + "'digest':'"
                                            + "0".repeat(64)
                                            + "'}")),
                    Map.entry(
                            Topic.LIST,
                            new Good(
                                    EventType.LIST_UPSERTED,
                                    "{'entryId':'ID','version':1,"
                                            + "'listClass':'PERMISSION_REQUIRED',"
                                            + "'authority':'bench','workId':'none',"
                                            + "'issuedAt':$AT}")),
                    Map.entry(
                            Topic.AUTHORIZATIONS,
                            new Good(
                                    EventType.AUTHORIZATION_GRANTED,
                                    "{'authorizationId':'ID','version':1,'grantor':'a',"
                                            + "'grantee':'b','workIds':['none'],"
                                            + "'rightTypes':['LIVE_RELAY'],'territories':['CN'],"
                                            + "'from':$AT,'to':1800000000000}")),
                    Map.entry(
                            Topic.POLICIES,
                            new Good(
                                    EventType.MATCH_POLICY,
                                    "{'ownerId':'ID','version':1,"
                                            + "'rules':[{'action':'ALLOW_WITH_USAGE'}]}")),
                    Map.entry(
                            Topic.WORKS,
                            new Good(
                                    EventType.WORK_REGISTERED,
                                    "{'workId':'ID','version':1,'durationMs':1000,"
                                            + "'owners':[{'ownerId':'none'}]}")),
                    Map.entry(
                            Topic.REVIEWS,
                            new Good(
                                    EventType.REFERENCE_REVIEWED,
                                    "{'workId':'ID','referenceId':'master','outcome':'CONFIRMED',"
                                            + "'by':'a','at':$AT}")),
                    Map.entry(
                            Topic.NOTICES,
                            new Good(EventType.NOTICE_WITHDRAWN, "{'noticeId':'ID','at':$AT}")),
                    Map.entry(Topic.CONFIRMATIONS, CONFIRMED),
                    Map.entry(Topic.SESSION_CONFIRMATIONS, CONFIRMED),
                    Map.entry(
                            Topic.ACKS,
                            new Good(
                                    EventType.ALERT_ACKNOWLEDGED,
                                    "{'noticeId':'ID','alertKey':'ID/1/E2','actor':'a','at':$AT}")),
                    Map.entry(
                            Topic.COUNTER_NOTICES,
                            new Good(
                                    EventType.COUNTER_NOTICE,
                                    "{'noticeId':'ID','receivedAt':$AT,'itemIds':['none'],"
                                            + "'reasonCode':'authorized'}")),
                    Map.entry(
                            Topic.PROCEEDINGS,
                            new Good(
                                    EventType.PROCEEDING_FILED,
                                    "{'noticeId':'ID','kind':'LAWSUIT','filedAt':$AT,"
                                            + "'body':'court','caseNo':'1'}")),
                    Map.entry(
                            Topic.NOTICE_LINKS,
                            new Good(
                                    EventType.NOTICE_LINK,
                                    "{'kind':'DUPLICATE','noticeId':'ID','itemId':'none',"
                                            + "'ofNoticeId':'none','ofReceivedAt':$AT,"
                                            + "'notifier':'a'}")),
                    Map.entry(
                            Topic.STAYDOWNS,
                            new Good(
                                    EventType.STAYDOWN_REQUESTED,
                                    "{'itemId':'ID','noticeId':'none','down':true,'at':$AT}")),
                    Map.entry(
                            Topic.ACCOUNTS,
                            new Good(EventType.ACCOUNT_OPENED, "{'accountId':'ID','at':$AT}")),
                    Map.entry(
                            Topic.APPEALS,
                            new Good(
                                    EventType.APPEAL_FILED,
                                    "{'appealId':'none','accountId':'ID',"
                                            + "'offenceId':'session:none','at':$AT,"
                                            + "'reasonCode':'own'}")),
                    Map.entry(
                            Topic.RECEIPTS,
                            new Good(
                                    EventType.WARNING_RECEIPT,
                                    "{'warningId':'none','accountId':'ID','state':'DELIVERED',"
                                            + "'at':$AT,'channel':'app'}")),
                    Map.entry(
                            Topic.DECISIONS,
                            new Good(
                                    EventType.OFFENCE_WAIVED,
                                    "{'offenceId':'session:none','accountId':'ID','by':'"
                                            + PERSON
                                            + "','reason':'own','at':$AT}")),
                    Map.entry(Topic.ACCOUNT_CONFIRMATIONS, CONFIRMED),
                    Map.entry(
                            Topic.CLAIMS,
                            new Good(
                                    EventType.WORK_CLAIMED,
                                    "{'workId':'ID','claimant':'bench','version':1,"
                                            + "'shares':[{'ownerId':'bench','shareBp':1}],"
                                            + "'at':$AT}")),
                    Map.entry(
                            Topic.REGISTER_DECISIONS,
                            new Good(
                                    EventType.CONFLICT_DECIDED,
                                    "{'workId':'ID','rightType':'ON_DEMAND','territory':'*',"
                                            + "'setAside':[],'by':'"
                                            + PERSON
                                            + "','documentRef':'none','at':$AT}")),
                    Map.entry(
                            Topic.AUDIENCE,
                            new Good(
                                    EventType.SESSION_AUDIENCE,
                                    "{'sessionId':'ID','territory':'*','from':$AT,"
                                            + "'to':1700000060000,'viewers':1,'viewMs':1000}")),
                    Map.entry(
                            Topic.SIGNALS_IN,
                            new Good(
                                    EventType.SIGNAL_OPINION,
                                    "{'signalId':'ID','contentDigest':'"
                                            + "0".repeat(64)
                                            + "','origin':'bench.example','version':1,"
                                            + "'opinion':'SEEN','formedBy':'RULE','at':$AT}")),
                    Map.entry(
                            Topic.SIGNAL_STATES,
                            new Good(
                                    EventType.SIGNAL_STATE,
                                    "{'signalId':'ID','origin':'bench.example','kind':'ABUSE',"
                                            + "'version':1,'contentDigest':'"
                                            + "0".repeat(64)
                                            + "','state':'WATCHED','confirmations':0,"
                                            + "'disputes':0,'sessions':0,'title':'bench',"
                                            + "'expiresAt':2,'at':1}")),
                    Map.entry(
                            Topic.SIGNAL_DECISIONS,
                            new Good(
                                    EventType.SIGNAL_DECIDED,
                                    "{'signalId':'ID','contentDigest':'"
                                            + "0".repeat(64)
                                            + "','opinion':'CONFIRM','by':'"
                                            + PERSON
                                            + "','at':$AT}")),
                    Map.entry(
                            Topic.NOTIFIERS,
                            new Good(
                                    EventType.NOTIFIER_STANDING,
                                    "{'notifier':'ID','level':'RESTRICTED','reason':'FORGED','flooding':false,"
                                            + "'received':1,'upheld':1,'unfounded':0,'forged':0,"
                                            + "'overturned':0,'since':1,'until':2,'changedAt':1}")));

    /** Parts of a record; what a kind spoils differs from what is good. */
    static final class Draft {
        final Topic topic;
        final String id;
        final Map<String, byte[]> headers = new LinkedHashMap<>();
        byte[] key;
        byte[] value;

        private Draft(Topic topic, int number) {
            this.topic = topic;
            id = "poison-" + number;
            Good good = GOOD.get(topic);
            key(id + more(topic));
            type(good.type);
            if (DECIDED.contains(topic)) {
                header("ce_actor", PERSON);
            }
            value(good.json);
        }

        /** What a key has behind the id. */
        private static String more(Topic topic) {
            return switch (topic) {
                case REFERENCES -> "/master/1/manifest";
                case ACCOUNTS -> "/opened";
                case CLAIMS -> "/bench";
                default -> "";
            };
        }

        Draft key(String text) {
            key = bytes(text);
            return this;
        }

        /** JSON with single quotes, and ID where the id belongs. */
        Draft value(String json) {
            value = bytes(json.replace(ID, id).replace(AT, PAST).replace('\'', '"'));
            return this;
        }

        Draft type(EventType type) {
            headers.putAll(
                    Envelope.json(type, SOURCE, id, id, System.currentTimeMillis()).headers());
            return this;
        }

        Draft header(String name, String text) {
            headers.put(name, bytes(text));
            return this;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        ProducerRecord<byte[], byte[]> record() {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic.topicName(), key, value);
            headers.forEach((name, text) -> record.headers().add(name, text));
            return record;
        }
    }

    private interface Spoiling {
        void spoil(Draft good);
    }

    /**
     * @param reason of the dead letter that it must end as
     */
    record Kind(String name, Topic topic, String reason, Spoiling spoiling) {
        ProducerRecord<byte[], byte[]> record(int number) {
            Draft draft = new Draft(topic, number);
            spoiling.spoil(draft);
            return draft.record();
        }
    }

    private RefusedRecords() {}

    /** What others write and the jobs read, or write and read themselves. */
    static Set<Topic> topics() {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        Stream.of(KafkaEndpoints.MEDIA_SOURCES, KafkaEndpoints.NOTICE_SOURCES)
                .flatMap(sources -> sources.values().stream())
                .forEach(topics::addAll);
        topics.removeAll(PUBLISHED);
        topics.addAll(OF_ACCOUNTS);
        topics.addAll(OF_BOOKS);
        return topics;
    }

    /** Nothing is wrong with it: what proves that the kinds are refused for what they spoil. */
    static ProducerRecord<byte[], byte[]> unspoilt(Topic topic) {
        return new Draft(topic, 0).record();
    }

    /** A segment without a session: the one that is sent each second. */
    static Kind pulse() {
        return new Kind(
                "no session", Topic.MEDIA_LIVE, BAD_SEGMENT, d -> sound(d).remove("ce_subject"));
    }

    static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (Topic topic : topics()) {
            envelopes(topic, kinds);
            values(topic, kinds);
            keys(topic, kinds);
        }
        for (Topic topic : List.of(Topic.MEDIA_LIVE, Topic.MEDIA_UPLOADS, Topic.MEDIA_FEEDS)) {
            media(topic, kinds);
        }
        references(kinds);
        events(kinds);
        return kinds;
    }

    private static void envelopes(Topic topic, List<Kind> kinds) {
        kinds.add(new Kind("no headers", topic, NO_EVENT, d -> d.headers.clear()));
        kinds.add(
                new Kind(
                        "another envelope",
                        topic,
                        NO_EVENT,
                        d -> d.header("ce_specversion", "0.3")));
        kinds.add(new Kind("no id", topic, NO_EVENT, d -> d.headers.remove("ce_id")));
        kinds.add(
                new Kind(
                        "headers not UTF-8",
                        topic,
                        NO_EVENT,
                        d -> d.headers.put("ce_source", new byte[] {(byte) 0xc3, 0x28})));
        kinds.add(
                new Kind(
                        "a header too long",
                        topic,
                        NO_EVENT,
                        d -> d.header("ce_source", "s".repeat(LONG_HEADER))));
        kinds.add(
                new Kind("no time at all", topic, NO_EVENT, d -> d.header("ce_time", "yesterday")));
        kinds.add(
                new Kind("no number", topic, NO_EVENT, d -> d.header("ce_sequence", "the first")));
        kinds.add(
                new Kind(
                        "an unknown type",
                        topic,
                        "UNKNOWN_TYPE",
                        d -> d.header("ce_type", "org.example.other.v1")));
        kinds.add(
                new Kind(
                        "another topic's type",
                        topic,
                        "WRONG_TOPIC",
                        d -> d.type(EventType.VERDICT)));
        kinds.add(
                new Kind(
                        "a time ahead",
                        topic,
                        TIME_AHEAD,
                        d -> d.header("ce_time", "2100-01-01T00:00:00Z")));
    }

    private static void values(Topic topic, List<Kind> kinds) {
        Map<String, Spoiling> values = new LinkedHashMap<>();
        values.put("no bytes", d -> d.value = new byte[0]);
        values.put("half a JSON", d -> d.value = Arrays.copyOf(d.value, d.value.length / 2));
        values.put("no JSON", d -> random(d, 1_000));
        boolean isLimited = topic == Topic.SIGNALS_IN;
        kinds.add(
                new Kind(
                        "no JSON, and much",
                        topic,
                        isLimited ? "SIGNAL_TOO_LARGE" : BAD_DATA,
                        d -> random(d, LARGE)));
        values.put("null", d -> d.value("null"));
        values.put("a list", d -> d.value("[]"));
        values.put("no fields", d -> d.value("{}"));
        values.put("more behind it", d -> d.value(text(d) + " {}"));
        values.put("a number for an id", d -> d.value(text(d).replace("\"" + d.id + "\"", "17")));
        if (GOOD.get(topic).json.contains(AT)) {
            values.put("a time in seconds", d -> d.value(text(d).replace(PAST, "1700000000")));
        }
        values.put("nested deeply", d -> d.value(text(d).replaceFirst("\\{", "{'x':" + deep())));
        values.forEach((name, spoil) -> kinds.add(new Kind(name, topic, BAD_DATA, spoil)));
    }

    private static String text(Draft draft) {
        return new String(draft.value, StandardCharsets.UTF_8);
    }

    private static String deep() {
        return "[".repeat(DEEP) + "]".repeat(DEEP) + ",";
    }

    private static void random(Draft draft, int bytes) {
        draft.value = new byte[bytes];
        new Random(bytes).nextBytes(draft.value);
    }

    private static void keys(Topic topic, List<Kind> kinds) {
        // The broker itself refuses it where it compacts.
        if (topic.cleanup() == Topic.Cleanup.DELETE) {
            kinds.add(new Kind("no key", topic, KEY_MISMATCH, d -> d.key = null));
        }
        if (topic == Topic.REFERENCES) {
            kinds.add(new Kind("half a key", topic, BAD_DATA, d -> d.key(d.id)));
            kinds.add(
                    new Kind("another key", topic, KEY_MISMATCH, d -> d.key("none/a/1/manifest")));
            kinds.add(
                    new Kind(
                            "a tombstone of nothing",
                            topic,
                            BAD_DATA,
                            d -> {
                                d.key(d.id);
                                d.value = null;
                            }));
            return;
        }
        kinds.add(new Kind("another key", topic, KEY_MISMATCH, d -> d.key("none")));
        kinds.add(
                new Kind(
                        "a key too long",
                        topic,
                        KEY_MISMATCH,
                        d -> d.key("k".repeat(LONG_HEADER))));
        // What an account has done is not undone by a key that is lost; a signal may be over, and
        // so may what a notifier's standing rests on.
        if (!OF_ACCOUNTS.contains(topic)
                && topic != Topic.SIGNAL_STATES
                && topic != Topic.NOTIFIERS) {
            kinds.add(new Kind("a tombstone", topic, "NO_VALUE", d -> d.value = null));
        }
    }

    // Binary data --------------------------------------------------------------------------

    /** A second of silence. */
    private static Map<String, byte[]> sound(Draft draft) {
        draft.type(EventType.SEGMENT)
                .header("content-type", "audio/L16;rate=11025;channels=1")
                .header("ce_sequence", "0")
                .header("ce_durationms", "1000");
        draft.value = new byte[22_050];
        return draft.headers;
    }

    /** A slice of peaks that holds what is given. */
    private static Draft peaks(Draft draft, long from, long to, int rows, long... words) {
        sound(draft);
        draft.header("content-type", PeaksCodec.contentType(Profile.CURRENT.id()));
        ByteBuffer bytes = ByteBuffer.allocate(20 + Long.BYTES * words.length);
        bytes.putLong(from).putLong(to).putInt(rows).asLongBuffer().put(words);
        draft.value = bytes.array();
        return draft;
    }

    private static void media(Topic topic, List<Kind> kinds) {
        Map<String, Spoiling> segments = new LinkedHashMap<>();
        segments.put("a segment in another format", d -> sound(d).remove("content-type"));
        segments.put("a segment without number", d -> sound(d).remove("ce_sequence"));
        segments.put("a segment without length", d -> sound(d).remove("ce_durationms"));
        segments.put("a segment of half a sample", d -> resized(d, 22_049));
        segments.put("a segment cut short", d -> resized(d, 10_000));
        segments.put("a segment too long", d -> resized(d, 600_000));
        segments.put("an empty segment", d -> resized(d, 0));
        segments.put("an unknown profile", d -> profile(peaks(d, 0, 43, 0)));
        segments.put("torn peaks", d -> torn(peaks(d, 0, 43, 0, 1)));
        segments.put("more rows than data", d -> peaks(d, 0, 43, 200));
        segments.put("rows below zero", d -> peaks(d, 0, 43, -1));
        segments.put("frames backwards", d -> peaks(d, 43, 0, 0));
        segments.put("frames without end", d -> peaks(d, Long.MIN_VALUE, Long.MAX_VALUE, 0));
        segments.put("peaks out of order", d -> peaks(d, 0, 43, 0, Long.MAX_VALUE, 0));
        segments.put("peaks before time", d -> peaks(d, 0, 43, 0, Long.MIN_VALUE));
        segments.forEach((name, spoil) -> kinds.add(new Kind(name, topic, BAD_SEGMENT, spoil)));
        kinds.add(new Kind("no session", topic, BAD_SEGMENT, pulse().spoiling));
        boolean feeds = topic == Topic.MEDIA_FEEDS;
        kinds.add(
                new Kind(
                        "another topic's session",
                        topic,
                        "WRONG_TOPIC",
                        d -> started(d, feeds ? "LIVE" : "FEED", PAST)));
        kinds.add(
                new Kind(
                        "a session from 2100",
                        topic,
                        TIME_AHEAD,
                        d -> started(d, feeds ? "FEED" : "LIVE", IN_2100)));
    }

    private static void resized(Draft draft, int bytes) {
        sound(draft);
        draft.value = new byte[bytes];
    }

    private static void profile(Draft draft) {
        draft.header("content-type", PeaksCodec.contentType("audio/9999"));
    }

    private static void torn(Draft draft) {
        draft.value = Arrays.copyOf(draft.value, draft.value.length - 3);
    }

    private static void started(Draft draft, String kind, String at) {
        draft.type(EventType.SESSION_STARTED)
                .value(
                        "{'sessionId':'ID','kind':'%s','accountId':'a','workId':'none',"
                                        .formatted(kind)
                                + "'startAt':"
                                + at
                                + "}");
    }

    private static void references(List<Kind> kinds) {
        Map<String, Spoiling> chunks = new LinkedHashMap<>();
        chunks.put("a chunk in another format", d -> chunk(d, 1).header("content-type", "none"));
        chunks.put("a torn chunk", d -> torn(chunk(d, 1)));
        chunks.put("a chunk out of order", d -> chunk(d, 2, 1));
        chunks.put("a chunk before time", d -> chunk(d, Long.MIN_VALUE));
        chunks.put("a chunk of next year", d -> chunk(d, Long.MAX_VALUE));
        chunks.forEach(
                (name, spoil) -> kinds.add(new Kind(name, Topic.REFERENCES, BAD_DATA, spoil)));
        kinds.add(
                new Kind(
                        "a chunk in the manifest's place",
                        Topic.REFERENCES,
                        KEY_MISMATCH,
                        d -> chunk(d, 1).key(d.id + "/master/1/manifest")));
    }

    private static Draft chunk(Draft draft, long... peaks) {
        draft.type(EventType.REFERENCE_CHUNK)
                .header("content-type", PeaksCodec.contentType(Profile.CURRENT.id()))
                .key(draft.id + "/master/1/0");
        draft.value = PeaksCodec.payload(peaks);
        return draft;
    }

    // What single events refuse ------------------------------------------------------------

    private static void events(List<Kind> kinds) {
        kinds.add(
                new Kind(
                        "withdrawn without a time",
                        Topic.LIST,
                        BAD_DATA,
                        d -> d.type(EventType.LIST_WITHDRAWN)));
        for (Topic topic : List.of(Topic.SESSION_CONFIRMATIONS, Topic.ACCOUNT_CONFIRMATIONS)) {
            kinds.add(
                    new Kind(
                            "confirmed without a command",
                            topic,
                            "NO_COMMAND",
                            d -> d.value(text(d).replaceFirst(",\"commandId\":\"[^\"]*\"", ""))));
        }
        for (Topic topic : DECIDED) {
            kinds.add(
                    new Kind(
                            "decided without a person",
                            topic,
                            "ACTOR_MISSING",
                            d -> d.headers.remove("ce_actor")));
            kinds.add(
                    new Kind(
                            "decided in another's name",
                            topic,
                            "BY_MISMATCH",
                            d -> d.header("ce_actor", "oidc:other")));
        }
        kinds.add(
                new Kind(
                        "claimed for another",
                        Topic.CLAIMS,
                        "CLAIMANT_MISMATCH",
                        d -> d.value(text(d).replace("ownerId\":\"bench", "ownerId\":\"other"))));
        kinds.add(
                new Kind(
                        "watched by more than there were",
                        Topic.AUDIENCE,
                        "AUDIENCE_RANGE",
                        d -> d.value(text(d).replace("\"viewers\":1", "\"viewers\":0"))));
        for (Topic topic :
                List.of(
                        Topic.NOTICES,
                        Topic.CONFIRMATIONS,
                        Topic.SESSION_CONFIRMATIONS,
                        Topic.ACKS,
                        Topic.COUNTER_NOTICES,
                        Topic.PROCEEDINGS,
                        Topic.STAYDOWNS,
                        Topic.ACCOUNTS,
                        Topic.APPEALS,
                        Topic.RECEIPTS,
                        Topic.DECISIONS,
                        Topic.ACCOUNT_CONFIRMATIONS,
                        Topic.CLAIMS)) {
            kinds.add(
                    new Kind(
                            "done in 2100",
                            topic,
                            TIME_AHEAD,
                            d -> d.value(text(d).replace(PAST, IN_2100))));
        }
        kinds.add(
                new Kind(
                        "a heartbeat ahead",
                        Topic.NOTICES,
                        TIME_AHEAD,
                        d ->
                                d.type(EventType.HEARTBEAT)
                                        .value("{'at':" + ahead(TEN_MINUTES_MS) + "}")));
    }

    private static long ahead(long ms) {
        return System.currentTimeMillis() + ms;
    }
}
