package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.audit.NoteKey;
import dev.vigil.cli.alerts.TestingTarget;
import dev.vigil.cli.option.Connection;
import dev.vigil.cli.picture.TestingFiles;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Every topic holds good records and, under the same keys, bad ones with a terminal's control
 * characters; every verb works nevertheless, names what it left out and prints none of those.
 */
class EveryVerbITCase {
    private static final long NOW_MS = System.currentTimeMillis();
    private static final String ESCAPES = "\u001b]0;owned\u0007\u001b[2J\u009b1m\u202e";

    /**
     * They start a broker of their own, read files alone, or go on until they are stopped; the map
     * of states takes 20 s of a processor, and StateMapTest runs its verb.
     */
    private static final Set<String> OF_NO_TOPIC =
            Set.of(
                    "notice states",
                    "up",
                    "demo",
                    "demo notices",
                    "fingerprint",
                    "compare",
                    "evaluate",
                    "peers",
                    "desk",
                    "size");

    /** They could send something, and so lines only look. */
    private static final Set<String> TRIES =
            Set.of("ingest FOLDER/clip.wav --account bob", "list import FOLDER/list.csv");

    private static final String USER = "os:" + System.getProperty("user.name") + "@";
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Pattern LEFT_OUT =
            Pattern.compile("([a-z.]+)-[0-9]@[0-9]+: (data: )?expected ");

    @TempDir private static Path folder;
    private static EmbeddedBroker broker;
    private static Sent sent;

    @BeforeAll
    static void everyTopicHasGoodAndBadRecords() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        Topics.create(broker.bootstrap());
        try (Bus bus = Bus.of(broker.bootstrap())) {
            for (EventType type : EventType.values()) {
                for (Topic topic : type.data() == null ? List.<Topic>of() : type.topics()) {
                    byte[] good = Files.readAllBytes(Releases.event(type));
                    bus.send(record(topic, type, key(topic, good), good));
                }
            }
            StayDown down = new StayDown("upload-9", "notice-9001", true, NOW_MS, "work-88");
            ListEntry entry = StayDownWork.entry(down, down.workId());
            bus.send(
                    record(
                            Topic.LIST,
                            EventType.LIST_UPSERTED,
                            entry.entryId(),
                            Json.bytes(entry)));
            for (EventType type : EventType.values()) {
                for (Topic topic : type.data() == null ? List.<Topic>of() : type.topics()) {
                    byte[] good = Files.readAllBytes(Releases.event(type));
                    byte[] bad = ("[\"" + ESCAPES + "\"]").getBytes(StandardCharsets.UTF_8);
                    bus.send(record(topic, type, key(topic, good), bad));
                }
            }
            for (Topic topic : Topic.values()) {
                byte[] bytes = ESCAPES.getBytes(StandardCharsets.UTF_8);
                bus.send(new ProducerRecord<>(topic.topicName(), null, null, bytes, bytes));
                if (topic.cleanup() == Topic.Cleanup.DELETE) {
                    bus.send(new ProducerRecord<>(topic.topicName(), bytes));
                }
            }
        }
        TestingFiles.wav(folder.resolve("clip.wav"), new short[11_025 * 2], 11_025, 1);
        TestingFiles.wav(folder.resolve("song.wav"), noise(), 11_025, 1);
        Files.writeString(
                folder.resolve("list.csv"),
                "entry,work,class,authority,version,issued\n"
                        + "bureau.1,work-88,FORBIDDEN,bureau,1,2026-11-26T08:00:00Z\n");
        Files.writeString(folder.resolve("ladder.json"), "{\"version\":\"site-1\"}");
        Files.writeString(
                folder.resolve("notices.csv"), "noticeId,notifier,item\nn-5,studio,clip-5\n");
        KeyPair pair = ListKeys.create();
        Files.writeString(folder.resolve("witness.pem"), ListKeys.pem(pair.getPrivate()));
        Files.writeString(
                folder.resolve("witness.vkey"), NoteKey.ofWitness("w", pair.getPublic()).line());
        Files.writeString(
                folder.resolve("audit.vkey"),
                NoteKey.of("platform.example/audit/1", pair.getPublic()).line());
        sent = new Sent(broker.bootstrap());
    }

    /** Two seconds with something to fingerprint. */
    private static short[] noise() {
        Random random = new Random(16);
        short[] samples = new short[11_025 * 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 0.2) + random.nextInt(8_000));
        }
        return samples;
    }

    @AfterAll
    static void stop() {
        sent.close();
        broker.close();
    }

    private static ProducerRecord<byte[], byte[]> record(
            Topic topic, EventType type, String key, byte[] data) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), data);
        Envelope.json(type, "/test", type + "/" + data.length, key, System.currentTimeMillis())
                .headers()
                .forEach(record.headers()::add);
        return record;
    }

    /** As the table of topics says what it is made of. */
    private static String key(Topic topic, byte[] json) throws IOException {
        JsonNode data = new ObjectMapper().readTree(json);
        if (topic == Topic.REFERENCES) {
            return "work-88/master/2/manifest";
        }
        for (String field : topic.key().split(" or |/")) {
            if (data.hasNonNull(field)) {
                return data.get(field).asText();
            }
        }
        return topic == Topic.HEALTH ? "notice-clock" : "any";
    }

    /** Words, exit code, and the topics of which the verb must name records. */
    private record Line(String words, int code, List<Topic> named) {
        @Override
        public String toString() {
            return words;
        }
    }

    private static Line line(String words, Topic... named) {
        return new Line(words, 0, List.of(named));
    }

    static Stream<Line> lines() {
        Topic[] notices = {Topic.NOTICES};
        return Stream.of(
                line("ingest FOLDER/clip.wav --account bob"),
                line("ingest FOLDER/song.wav --as work"),
                line("list add new-2 --work work-88 --class FORBIDDEN --no-wait", Topic.LIST),
                line("list withdraw new-2 --no-wait", Topic.LIST),
                line("list renew staydown.upload-9 --no-wait", Topic.LIST),
                new Line("list renew new-2 --no-wait", 1, List.of(Topic.LIST)),
                line("list show", Topic.LIST),
                line("list import FOLDER/list.csv", Topic.LIST),
                line("list import FOLDER/list.csv --apply --no-wait", Topic.LIST),
                line(
                        "list preview FOLDER/list.csv",
                        Topic.LIST,
                        Topic.VERDICTS,
                        Topic.AUTHORIZATIONS,
                        Topic.WORKS,
                        Topic.EFFECTIVE_WORKS,
                        Topic.POLICIES),
                line("list receipts", Topic.LIST_RECEIPTS),
                line("list key bureau --out FOLDER/bureau.pem"),
                line("list sign FOLDER/list.csv --key FOLDER/bureau.pem --out FOLDER/signed.json"),
                line("authorization grant deal-8 --to a --work work-88", Topic.AUTHORIZATIONS),
                line("authorization amend auth-501 --excerpt 3m", Topic.AUTHORIZATIONS),
                line("authorization revoke auth-501 --reason over", Topic.AUTHORIZATIONS),
                line("authorization show", Topic.AUTHORIZATIONS),
                line("confirm live-2026-1124-0042", Topic.COMMANDS),
                line("policy set harbour --rule BLOCK", Topic.POLICIES),
                line("policy show", Topic.POLICIES),
                line("work register work-88 --owner harbour", Topic.WORKS),
                line("work show", Topic.WORKS, Topic.EFFECTIVE_WORKS),
                line("work claim work-88 --as harbour --percent 60 --no-wait", Topic.REGISTER),
                line("work conflicts", Topic.REGISTER, Topic.REFERENCE_HEALTH),
                line(
                        "work conflicts --all --html FOLDER/conflicts.html",
                        Topic.REGISTER,
                        Topic.REFERENCE_HEALTH),
                line("work decide work-88 --right ON_DEMAND --document d --no-wait"),
                // Most of those days were not seen.
                new Line("figures show", 1, List.of(Topic.FIGURES)),
                new Line(
                        "figures show --month --out FOLDER/figures.csv", 1, List.of(Topic.FIGURES)),
                line("owner usage harbour", Topic.WORKS, Topic.EFFECTIVE_WORKS, Topic.USAGE),
                line(
                        "owner usage harbour --work work-88 --territory CN --html"
                                + " FOLDER/usage.html",
                        Topic.WORKS,
                        Topic.EFFECTIVE_WORKS,
                        Topic.USAGE),
                line(
                        "owner statement harbour --month 2026-10 --format dsr",
                        Topic.WORKS,
                        Topic.EFFECTIVE_WORKS,
                        Topic.USAGE),
                line(
                        "owner statement harbour --month 2026-10 --html FOLDER/month.html",
                        Topic.WORKS,
                        Topic.EFFECTIVE_WORKS,
                        Topic.USAGE),
                // It has no row yet, and is not over.
                new Line(
                        "owner statement harbour --month 2999-12",
                        1,
                        List.of(Topic.WORKS, Topic.EFFECTIVE_WORKS, Topic.USAGE)),
                line("signal list --all", Topic.SIGNAL_STATES),
                line(
                        "signal decide harbour-video:film-17 CONFIRM --work work-88 --no-wait",
                        Topic.SIGNAL_STATES),
                // None of its chunks is there.
                new Line(
                        "signal share work-88 master --origin here.example --class RIGHTS_DECLARED",
                        1,
                        List.of()),
                // No forged evidence of it was found.
                new Line(
                        "signal report n --organisation o --document FOLDER/list.csv --origin here",
                        2,
                        List.of(Topic.NOTIFIERS)),
                line("reference review work-88 --outcome CONFIRMED"),
                line("reference show", Topic.REFERENCE_HEALTH),
                line("reasons export --out FOLDER/statements", Topic.REASONS),
                line(
                        "account show account-7781",
                        Topic.ACCOUNT_STANDINGS,
                        Topic.ACCOUNTS,
                        Topic.STRIKES,
                        Topic.WARNINGS,
                        Topic.RECEIPTS,
                        Topic.APPEALS,
                        Topic.DECISIONS,
                        Topic.ACCOUNT_COMMANDS,
                        Topic.DEPARTMENT),
                line("account show account-7781 --unconfirmed", Topic.COMMANDS),
                line("account list", Topic.ACCOUNT_STANDINGS),
                line("account opened account-1 --no-wait"),
                line("account erase account-7781 --basis r --no-wait"),
                line("account fail account-7781 --reason r --no-wait", Topic.ACCOUNT_COMMANDS),
                line("account confirm account-7781 --no-wait", Topic.ACCOUNT_COMMANDS),
                line("user-report list", Topic.USER_REPORTS, Topic.USER_REPORTS_TRIAGE),
                line(
                        "user-report show live-2026-1124-0042",
                        Topic.USER_REPORTS,
                        Topic.USER_REPORTS_TRIAGE),
                line(
                        "user-report done live-2026-1124-0042 --reason r",
                        Topic.USER_REPORTS,
                        Topic.USER_REPORTS_TRIAGE),
                line("warning texts"),
                line("standing rules", Topic.ACCOUNT_STANDINGS),
                line("standing preview FOLDER/ladder.json"),
                line(
                        "standing decide account-7781 DECLINE --reason r --no-wait",
                        Topic.ACCOUNT_STANDINGS),
                line("standing waive account-7781 session:x --reason r --no-wait"),
                line("standing unlink account-7781 account-9002 --basis b --no-wait"),
                line("standing link account-7781 account-2 --basis b --no-wait", Topic.ACCOUNTS),
                line(
                        "warning receipt account-7781/FIRST/session:live-2026-1124-0042 READ"
                                + " --channel app --no-wait",
                        Topic.WARNINGS),
                line(
                        "appeal file appeal-9 --account account-7781 --offence session:x --why"
                                + " OWNER --no-wait"),
                line("appeal decide appeal-31 UPHOLD --reason r --no-wait", Topic.APPEALS),
                line("report list", Topic.DEPARTMENT),
                line("report show account-7781", Topic.DEPARTMENT),
                line("report approve account-7781 --no-wait", Topic.DEPARTMENT),
                line("report reject account-7781 --reason r --no-wait", Topic.DEPARTMENT),
                // It is a draft.
                new Line(
                        "report sent account-7781 --channel c --document d --no-wait",
                        1,
                        List.of(Topic.DEPARTMENT)),
                new Line(
                        "report acknowledged account-7781 --channel c --document d --no-wait",
                        1,
                        List.of(Topic.DEPARTMENT)),
                line("notifier show", Topic.NOTIFIERS),
                line("notifier erase studio-8 --basis r --no-wait"),
                line("notice file n-4 --notifier studio --item clip-4 --no-wait", notices),
                line("notice import FOLDER/notices.csv", notices),
                line("notice list", Topic.NOTICE_STATUS),
                line(
                        "notice show notice-9001",
                        Topic.NOTICE_STATUS,
                        Topic.NOTICES,
                        Topic.COUNTER_NOTICES,
                        Topic.PROCEEDINGS,
                        Topic.ACKS,
                        Topic.ESCALATIONS,
                        Topic.BREACHES,
                        Topic.CONFIRMATIONS,
                        Topic.COMMANDS,
                        Topic.STAYDOWNS,
                        Topic.DEAD_LETTERS,
                        Topic.NOTICE_DEAD_LETTERS),
                line("notice triage notice-9001 --accept --by li --no-wait", notices),
                line("notice reject notice-9001 --by li --reason r --no-wait", notices),
                line("notice decline notice-9001 --by li --reason r --no-wait", notices),
                line("notice supplement notice-9001 --brings ADDRESS --no-wait", notices),
                line("notice forward notice-9001 --counter --to studio --no-wait", notices),
                line("notice confirm video-100 --no-wait", notices),
                line("notice reverse video-100 --reason r --no-wait", notices),
                line("notice counter notice-9001 --why owner --no-wait", notices),
                line("notice proceeding notice-9001 --filed LAWSUIT --no-wait", notices),
                line("notice hold notice-9001 --document d --no-wait", notices),
                // Its clock is not paused.
                new Line("notice resume notice-9001 --document d --no-wait", 1, List.of(notices)),
                line("notice withdraw notice-9001 --no-wait", notices),
                line(
                        "notice ack notice-9001/1/E2 --by wang --no-wait",
                        Topic.MEDIA_ALERTS,
                        Topic.ESCALATIONS),
                line("notice rules"),
                line("notice heartbeat --count 1"),
                line("audit key platform.example/audit/1 --out FOLDER/new.pem"),
                // Its example of a page is the only one, and its seal is not of this key.
                new Line("audit verify --key FOLDER/audit.vkey", 1, List.of()),
                new Line("audit verify --key FOLDER/audit.vkey --closure", 1, List.of()),
                new Line(
                        "audit proof notices/0/0 --key FOLDER/audit.vkey --out FOLDER/n.tlog-proof",
                        1,
                        List.of()),
                new Line("audit publish --key FOLDER/audit.vkey --out FOLDER/log", 1, List.of()),
                new Line(
                        "audit witness --log FOLDER/audit.vkey --from FOLDER --state FOLDER/seen"
                                + " --key FOLDER/witness.vkey --private-key FOLDER/witness.pem",
                        1,
                        List.of()),
                // No seal is of this key; and there is no such bundle.
                new Line(
                        "inspect --key FOLDER/audit.vkey --from 1d --out FOLDER/inspection.html",
                        1,
                        List.of()),
                new Line("inspect verify FOLDER/inspection.bundle", 1, List.of()),
                line("watch TOPICS --for 0.1s"),
                line("watch TOPICS --for 0.1s --json"),
                line("alerts --to http://localhost:PORT --once"),
                line("topics"),
                new Line("doctor", 1, List.of(Topic.HEALTH)));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void worksAndNamesWhatItLeftOut(Line line) throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine vigil = Vigil.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code;
        sent.skip();
        try (TestingTarget target =
                new TestingTarget((request, before) -> TestingTarget.Reply.OK)) {
            String words =
                    line.words()
                            .replace("FOLDER", folder.toString())
                            .replace("PORT", Integer.toString(target.uri().getPort()))
                            .replace("TOPICS", names(Arrays.asList(Topic.values())));
            boolean ofFiles =
                    words.matches(
                            "(list (key|sign)|audit (key|witness)|inspect verify|notice"
                                    + " rules|warning texts).*");
            code = execute(vigil, words + (ofFiles ? "" : " --bootstrap " + broker.bootstrap()));
        }
        assertThat(code).as(out + "\n" + err).isEqualTo(line.code());
        assertThat(leftOut(err)).containsAll(line.named().stream().map(Topic::topicName).toList());
        assertThat(out + "" + err)
                .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "com.fasterxml");
        assertNamesItsPerson(vigil, line);
    }

    private static int execute(CommandLine vigil, String words) {
        return vigil.execute(words.split(" "));
    }

    /** What a verb sends names who caused it, and a verb that can't name anybody sends nothing. */
    private static void assertNamesItsPerson(CommandLine vigil, Line line) {
        List<Envelope> records = sent.byAPerson();
        assertThat(records)
                .as("records of " + line)
                .allSatisfy(record -> assertThat(record.actor()).startsWith(USER));
        boolean onlyLooks = line.code() != 0 || TRIES.contains(line.words());
        boolean writes = last(vigil).getCommandSpec().findOption("--actor") != null && !onlyLooks;
        assertThat(!records.isEmpty()).as(line + " sends records").isEqualTo(writes);
    }

    private static CommandLine last(CommandLine vigil) {
        List<CommandLine> parsed = vigil.getParseResult().asCommandLineList();
        return parsed.get(parsed.size() - 1);
    }

    /** As a verb would be whose author forgot who acts. */
    @Command(name = "planted")
    static final class Planted implements Callable<Integer> {
        @Mixin private Connection connection;

        @Override
        public Integer call() throws IOException {
            try (Bus bus = connection.bus()) {
                ReferenceReview review =
                        new ReferenceReview("w", "r", ReviewOutcome.CONFIRMED, null, null, NOW_MS);
                bus.send(Topic.REVIEWS, EventType.REFERENCE_REVIEWED, "w", NOW_MS, review);
            }
            return 0;
        }
    }

    @Test
    void aVerbThatNamesNobodyIsFound() {
        CommandLine vigil = Vigil.line().addSubcommand(Planted.class);
        sent.skip();
        assertThat(execute(vigil, "planted --bootstrap " + broker.bootstrap())).isZero();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertNamesItsPerson(vigil, line("planted")))
                .withMessageContaining("records of planted");
    }

    @Test
    void bothPersonsAreOnWhatTwoPublish() {
        String add = "list add two-1 --work work-88 --class FORBIDDEN --no-wait --actor oidc:li ";
        String at = " --bootstrap " + broker.bootstrap();
        sent.skip();
        assertThat(execute(Vigil.line(), add + "--approver oidc:wang" + at)).isZero();
        assertThat(sent.byAPerson())
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.actor()).isEqualTo("oidc:li");
                            assertThat(record.approver()).isEqualTo("oidc:wang");
                        });
        StringWriter err = new StringWriter();
        CommandLine vigil = Vigil.line().setErr(new PrintWriter(err));
        assertThat(execute(vigil, add + "--approver oidc:li" + at)).isEqualTo(2);
        assertThat(err.toString())
                .contains("--approver: expected another person than --actor, got 'oidc:li'");
        assertThat(sent.byAPerson()).isEmpty();
    }

    /** What comes on any topic meanwhile. */
    private static final class Sent {
        private static final Set<Topic> MEDIA =
                EnumSet.of(Topic.MEDIA_LIVE, Topic.MEDIA_UPLOADS, Topic.MEDIA_FEEDS);

        private final KafkaConsumer<byte[], byte[]> consumer;

        Sent(String bootstrap) {
            consumer =
                    new KafkaConsumer<>(
                            Map.of(
                                    "bootstrap.servers",
                                    bootstrap,
                                    // A fetch that is left behind holds up the next question.
                                    "fetch.max.wait.ms",
                                    "10"),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic topic : Topic.values()) {
                consumer.partitionsFor(topic.topicName())
                        .forEach(
                                it ->
                                        partitions.add(
                                                new TopicPartition(it.topic(), it.partition())));
            }
            consumer.assign(partitions);
        }

        void skip() {
            consumer.seekToEnd(consumer.assignment());
            consumer.assignment().forEach(consumer::position);
        }

        /** Since then; not what programs send: sound, heartbeats and what alerting refuses. */
        List<Envelope> byAPerson() {
            List<Envelope> found = new ArrayList<>();
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Envelope envelope =
                            Envelope.parse(name -> value(record.headers().lastHeader(name)));
                    EventType type = EventType.of(envelope.type()).orElseThrow();
                    boolean media =
                            MEDIA.stream().anyMatch(it -> it.topicName().equals(record.topic()));
                    if (!media && type != EventType.HEARTBEAT && type != EventType.DEAD_LETTER) {
                        found.add(envelope);
                    }
                }
            }
            return found;
        }

        private static byte[] value(Header header) {
            return header == null ? null : header.value();
        }

        void close() {
            consumer.close();
        }
    }

    private static String names(List<Topic> topics) {
        return topics.stream().map(Topic::topicName).collect(Collectors.joining(" "));
    }

    private static List<String> leftOut(StringWriter err) {
        return LEFT_OUT.matcher(err.toString())
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();
    }

    /** The table above has a line for each; a new verb needs one. */
    @Test
    void noVerbIsForgotten() {
        Set<String> verbs = new TreeSet<>();
        collect("", Vigil.line(), verbs);
        verbs.removeIf(verb -> verb.startsWith("bench") || OF_NO_TOPIC.contains(verb));
        List<String> tried = lines().map(Line::words).toList();
        assertThat(verbs)
                .hasSizeGreaterThan(40)
                .allMatch(verb -> tried.stream().anyMatch(it -> (it + " ").startsWith(verb + " ")));
    }

    private static void collect(String above, CommandLine line, Set<String> verbs) {
        line.getSubcommands()
                .forEach(
                        (name, one) -> {
                            String verb = (above + " " + name).trim();
                            boolean isVerb = one.getCommand() instanceof Callable;
                            if (one.getSubcommands().isEmpty() || isVerb) {
                                verbs.add(verb);
                            }
                            collect(verb, one, verbs);
                        });
    }
}
