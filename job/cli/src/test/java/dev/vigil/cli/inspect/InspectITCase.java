package dev.vigil.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.audit.AuditLog;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.TreeHasher;
import dev.vigil.cli.Vigil;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An inspection of what is on a broker: made, verified, and changed. */
class InspectITCase {
    private static final KeyPair PAIR = ListKeys.create();
    private static final NoteKey KEY = NoteKey.of("site.example/audit/1", PAIR.getPublic());

    @TempDir private static Path dir;
    private static EmbeddedBroker broker;

    /** What rests on no other record. */
    private static final Set<EventType> SENT =
            EnumSet.of(
                    EventType.NOTICE_RECEIVED,
                    EventType.LIST_UPSERTED,
                    EventType.USER_WARNING,
                    EventType.WARNING_RECEIPT,
                    EventType.ACCOUNT_STANDING,
                    EventType.APPEAL_FILED,
                    EventType.CLOCK_HEALTH);

    private static final String UNNAMED = "no sealed record of this span names account 'nobody': ";

    private String said = "";

    @BeforeAll
    static void topicsHaveRecordsAndTheLogListsThem() throws Exception {
        broker = EmbeddedBroker.start(dir.resolve("broker"));
        Topics.create(broker.bootstrap());
        Files.writeString(dir.resolve("key"), KEY.line());
        try (Bus bus = Bus.of(broker.bootstrap())) {
            for (EventType type : SENT) {
                for (Topic topic : type.topics()) {
                    send(bus, topic, type, Files.readAllBytes(Releases.event(type)));
                }
            }
            log(bus);
        }
    }

    private static void send(Bus bus, Topic topic, EventType type, byte[] data) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        topic.topicName(), "key".getBytes(StandardCharsets.UTF_8), data);
        Envelope.json(type, "/test", type.type(), "key", System.currentTimeMillis())
                .headers()
                .forEach(record.headers()::add);
        bus.send(record);
    }

    /** As the ledger job writes it. */
    private static void log(Bus bus) throws Exception {
        AuditLog log = new AuditLog(KEY.name(), KEY, PAIR.getPrivate());
        long nowMs = System.currentTimeMillis();
        log.loaded(nowMs);
        TreeHasher hasher = new TreeHasher();
        for (Topic topic : TopicsCheck.audited()) {
            long atMs = nowMs;
            bus.records(
                    topic,
                    record ->
                            log.digest(
                                    new RecordPlace(
                                            record.topic(), record.partition(), record.offset()),
                                    hasher.leaf(TopicsCheck.bytes(record)),
                                    atMs));
        }
        long offset = 0;
        for (int i = 0; i < 3; i++) {
            nowMs += 6_000;
            for (AuditPage page : log.pagesDue(nowMs)) {
                bus.send(Topic.AUDIT, EventType.AUDIT_PAGE, KEY.name(), nowMs, page);
                log.page(page, offset++, nowMs);
            }
            for (AuditSeal seal : log.sealDue(nowMs).stream().toList()) {
                bus.send(Topic.SEALS, EventType.AUDIT_SEAL, KEY.name(), nowMs, seal);
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private int run(String... words) {
        StringWriter out = new StringWriter();
        CommandLine vigil = Vigil.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int code = vigil.execute(words);
        said = out.toString();
        return code;
    }

    private int inspect(Path file, String... more) {
        String[] words = {
            "inspect",
            "--bootstrap",
            broker.bootstrap(),
            "--key",
            dir.resolve("key").toString(),
            "--from",
            "1h",
            "--out",
            file.toString()
        };
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return run(all);
    }

    private int verify(String bundle) {
        return run("inspect", "verify", dir.resolve(bundle).toString(), "--key", KEY.line());
    }

    @Test
    void whatIsOnABrokerIsInspectedVerifiedAndAChangedByteNamed() throws Exception {
        Path page = dir.resolve("all.html");
        assertThat(inspect(page, "--lang", "zh", "--asked-by", "ncac", "--document", "d-1"))
                .as(said)
                .isZero();
        assertThat(said).contains("Written: ", "SHA-256 of its SHA256SUMS: ");
        assertThat(Files.readString(page)).contains("版权保护情况检查", "ncac", "d-1");
        assertThat(verify("all.bundle")).as(said).isZero();
        assertThat(said).contains("nothing was changed, all is proved");
        Path records = records("all.bundle", "notices");
        byte[] bytes = Files.readAllBytes(records);
        bytes[bytes.length / 2] ^= 2;
        Files.write(records, bytes);
        assertThat(verify("all.bundle")).isEqualTo(1);
        assertThat(said).contains("ALTERED", "notices/");
    }

    /** Of the partition that has records. */
    private static Path records(String bundle, String topic) {
        return IntStream.range(0, 4)
                .mapToObj(i -> dir.resolve(bundle + "/records/" + topic + "-" + i + ".ndjson"))
                .filter(file -> file.toFile().length() > 0)
                .findFirst()
                .orElseThrow();
    }

    /** All compacted topics have it: a line each would hide the result. */
    @Test
    void whatALogCannotSayOfCompactedTopicsIsOneLineBehindTheResult() {
        String key = dir.resolve("key").toString();
        run("audit", "verify", "--bootstrap", broker.bootstrap(), "--key", key);

        List<String> lines = said.lines().toList();
        assertThat(lines).filteredOn(line -> line.contains("compacted")).hasSize(1);
        assertThat(lines.get(lines.size() - 2)).contains(" pages, ", "nothing was ");
        assertThat(lines.get(lines.size() - 1))
                .startsWith("not checked: references, list, ")
                .contains("notice.status", "whether records are missing");
    }

    @Test
    void oneThingIsInspectedAsCsv() throws Exception {
        String account =
                Json.read(
                                Files.readAllBytes(Releases.event(EventType.USER_WARNING)),
                                JsonNode.class)
                        .get("accountId")
                        .asText();
        Path csv = dir.resolve("one.csv");
        assertThat(inspect(csv, "--account", account)).as(said).isZero();
        assertThat(Files.readString(csv)).contains("WARNINGS", "user.warning on warnings");
        assertThat(verify("one.bundle")).as(said).isZero();
        Files.delete(csv);
        assertThat(inspect(csv, "--account", account)).isEqualTo(1);
        assertThat(said).contains("expected an empty folder for the bundle");
    }

    @Test
    void whatNoRecordNamesIsInspectedAndSaidToBeNamedByNone() throws Exception {
        Path page = dir.resolve("nobody.html");
        assertThat(inspect(page, "--account", "nobody")).as(said).isZero();
        assertThat(said.lines()).anyMatch(line -> line.startsWith(UNNAMED));
        assertThat(Files.readString(page)).contains("<li>" + UNNAMED);
        assertThat(verify("nobody.bundle")).as(said).isZero();
    }

    @Test
    void noFileIsOverwritten() throws Exception {
        Path list = Files.writeString(dir.resolve("batch.csv"), "entry,work,class\n");
        assertThat(inspect(list, "--batch", "2026-7")).isEqualTo(1);
        assertThat(said).contains("batch.csv: expected no such file yet, got one");
        assertThat(list).hasContent("entry,work,class");
    }

    @Test
    void aKeyThatIsNeitherAFileNorAKeyIsNamedBeforeTheOutput() throws Exception {
        String there = Files.writeString(dir.resolve("there.html"), "x").toString();
        assertThat(run("inspect", "--key", "no.vkey", "--from", "1h", "--out", there)).isEqualTo(2);
        assertThat(said).contains("expected a verifier key or a file with one, got 'no.vkey'");
    }

    @Test
    void whatIsNotNamedIsAskedFor() {
        assertThat(run("inspect")).isEqualTo(2);
        assertThat(said).contains("--key: expected the verifier key");
        assertThat(inspect(dir.resolve("x.pdf"))).isEqualTo(2);
        assertThat(said).contains("expected a file that ends in .html, .json or .csv");
        assertThat(inspect(dir.resolve("x.html"), "--work", "w", "--notice", "n")).isEqualTo(2);
        assertThat(said).contains("expected one of --work");
    }
}
