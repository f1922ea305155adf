package dev.vigil.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vigil.audit.AuditLog;
import dev.vigil.audit.LogEntries;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogProof;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordProof;
import dev.vigil.audit.RecordTime;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log is published as files; what is done to them is found, and a witness sees it too. */
class LogPublicationTest {
    private static final String ORIGIN = "site.example/audit/1";
    private static final KeyPair PAIR = ListKeys.create();
    private static final NoteKey KEY = NoteKey.of(ORIGIN, PAIR.getPublic());
    private static final KeyPair WITNESS_PAIR = ListKeys.create();
    private static final NoteKey WITNESS =
            NoteKey.ofWitness("witness.example", WITNESS_PAIR.getPublic());

    private static final long T0_MS = 1_795_507_200_000L;

    /** Places of the files that are tampered with. */
    private static final int PLACES = 150;

    @TempDir private Path dir;
    private Path folder;
    private final List<AuditPage> pages = new ArrayList<>();
    private final List<String> seals = new ArrayList<>();
    private final List<byte[]> lines = new ArrayList<>();
    private AuditLog log = new AuditLog(ORIGIN, KEY, PAIR.getPrivate());
    private long nowMs = T0_MS;
    private long offset;

    @BeforeEach
    void begin() {
        folder = dir.resolve("log");
        log.loaded(nowMs);
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            for (int record = 0; record < 3; record++) {
                RecordPlace place = new RecordPlace("verdicts", 0, offset++);
                byte[] line =
                        RecordBytes.of(
                                place,
                                new RecordTime("CreateTime", nowMs),
                                null,
                                List.of(),
                                place.toString().getBytes(StandardCharsets.UTF_8));
                lines.add(line);
                log.digest(place, new TreeHasher().leaf(line), nowMs);
            }
            nowMs += 6_000;
            for (AuditPage page : log.pagesDue(nowMs)) {
                log.page(page, pages.size(), nowMs);
                pages.add(page);
            }
            log.sealDue(nowMs).ifPresent(seal -> seals.add(seal.note()));
        }
    }

    private long publish() throws IOException {
        LogPublication publication = new LogPublication(folder, KEY);
        LogEntries entries = new LogEntries(ORIGIN, List.of(KEY), publication.from());
        pages.forEach(entries::page);
        seals.forEach(entries::seal);
        return publication.publish(entries);
    }

    private LogReport check(String where, Path export) throws IOException {
        return new PublishedCheck(PublishedLog.at(where), List.of(KEY), nowMs)
                .run(List.of(), export, true);
    }

    private Path export() throws IOException {
        Path export = dir.resolve("export.ndjson");
        try (var out = Files.newOutputStream(export)) {
            for (byte[] line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
        return export;
    }

    private void publishInSteps() throws IOException {
        write(100);
        publish();
        write(156);
        publish();
        write(60);
        assertThat(publish()).isEqualTo(pages.size()).isGreaterThan(300);
    }

    @Test
    void whatIsPublishedInStepsIsCleanByItsFilesAlone() throws IOException {
        publishInSteps();
        LogReport report = check(folder.toString(), export());
        assertThat(report.findings()).isEmpty();
        assertThat(report.pages()).isEqualTo(pages.size()).isEqualTo(report.sealed());
        assertThat(report.records()).isEqualTo(lines.size());
        assertThat(report.later()).isZero();
        lines.remove(200);
        assertThat(check(folder.toString(), export()).findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.fault()).isEqualTo(LogFault.MISSING);
                            assertThat(found.place()).isEqualTo("verdicts/0/200");
                        });
    }

    @Test
    void anyServerOfFilesDoes() throws IOException {
        publishInSteps();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/audit/",
                exchange -> {
                    Path file =
                            folder.resolve(
                                    exchange.getRequestURI()
                                            .getPath()
                                            .substring("/audit/".length()));
                    boolean isThere = Files.isRegularFile(file);
                    byte[] bytes = isThere ? Files.readAllBytes(file) : new byte[0];
                    exchange.sendResponseHeaders(isThere ? 200 : 404, isThere ? bytes.length : -1);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/audit";
            assertThat(check(address, export()).findings()).isEmpty();
            Files.delete(folder.resolve("tile/0/000"));
            assertThat(check(address, export()).findings())
                    .extracting(found -> found.fault() + " " + found.place())
                    .contains("MISSING tile/0/000");
            assertThat(check(address + "/nothing", export()).findings())
                    .extracting(found -> found.fault() + " " + found.place())
                    .contains("CUT checkpoint");
        } finally {
            server.stop(0);
        }
    }

    /** A byte of a file, a file that is cut off or gone: found, and named with its place. */
    @Test
    void whatIsTamperedWithIsFoundAndNamed() throws IOException {
        publishInSteps();
        List<Path> files = current();
        assertThat(files).hasSizeGreaterThan(6);
        for (int seed = 0; seed < PLACES; seed++) {
            Random random = new Random(seed);
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            String done = tamper(file, before, random);
            LogReport report = check(folder.toString(), null);
            assertThat(report.isClean()).as("%s %s", done, file).isFalse();
            assertThat(report.findings())
                    .as("%s %s", done, file)
                    .anyMatch(found -> names(found.place(), file));
            Files.write(file, before);
        }
        assertThat(check(folder.toString(), null).findings()).isEmpty();
    }

    /** Tiles that were not full are left behind when they are. */
    private List<Path> current() {
        List<Path> files = new ArrayList<>(List.of(folder.resolve("checkpoint")));
        for (Tile tile : Tile.all(pages.size())) {
            files.add(folder.resolve(tile.path()));
            if (tile.level() == 0) {
                files.add(folder.resolve(tile.entriesPath()));
                files.add(folder.resolve(LogPublication.pagesPath(tile)));
            }
        }
        return files;
    }

    private static String tamper(Path file, byte[] before, Random random) throws IOException {
        switch (random.nextInt(6)) {
            case 0 -> {
                Files.delete(file);
                return "gone";
            }
            case 1 -> {
                int left = random.nextInt(before.length);
                Files.write(file, Arrays.copyOf(before, left));
                return "cut to " + left;
            }
            default -> {
                byte[] other = before.clone();
                int at = random.nextInt(before.length);
                other[at] = (byte) (other[at] == '~' ? '!' : '~');
                Files.write(file, other);
                return "byte " + at;
            }
        }
    }

    private boolean names(String place, Path file) {
        String path = folder.relativize(file).toString();
        if (path.equals("checkpoint")) {
            return place.startsWith("seal")
                    || place.equals("checkpoint")
                    || place.startsWith("log");
        }
        return place.equals(path) || place.startsWith("page ");
    }

    @Test
    void anotherLogIsNotPublishedOverIt() throws IOException {
        write(40);
        publish();
        pages.clear();
        seals.clear();
        log = new AuditLog(ORIGIN, KEY, PAIR.getPrivate());
        log.loaded(nowMs);
        offset = 5;
        write(20);
        assertThatThrownBy(this::publish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CUT");
        write(60);
        assertThatThrownBy(this::publish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FORKED");
    }

    @Test
    void aRecordIsProvedFromTheFiles() throws IOException {
        publishInSteps();
        LogEntries entries =
                LogTopics.entries(PublishedLog.at(folder.toString()), ORIGIN, List.of(KEY));
        LogProof proof = entries.proof(new RecordPlace("verdicts", 0, 471)).orElseThrow();
        LogProof read = LogProof.parse(proof.text());
        assertThat(RecordProof.proves(read, lines.get(471), ORIGIN, List.of(KEY))).isTrue();
        assertThat(RecordProof.proves(read, lines.get(472), ORIGIN, List.of(KEY))).isFalse();
        assertThat(entries.proof(new RecordPlace("verdicts", 0, lines.size()))).isEmpty();
    }

    private SignedNote cosign(NoteKey of) throws IOException {
        return new Witness(of, WITNESS, WITNESS_PAIR.getPrivate(), dir.resolve("seen"))
                .cosign(PublishedLog.at(folder.toString()), 1_795_600_000L);
    }

    @Test
    void aWitnessSignsWhatContinuesAndNothingElse() throws IOException {
        write(100);
        publish();
        SignedNote first = cosign(KEY);
        assertThat(first.seenAt(WITNESS)).hasValue(1_795_600_000L);
        assertThat(first.isSignedBy(List.of(KEY))).as("the log's signature is kept").isTrue();
        assertThat(SignedNote.parse(first.toString()).seenAt(WITNESS)).isPresent();
        assertThat(first.seenAt(NoteKey.ofWitness("witness.example", PAIR.getPublic()))).isEmpty();

        write(200);
        publish();
        assertThat(cosign(KEY).seenAt(WITNESS)).isPresent();
        String seen = Files.readString(dir.resolve("seen"));

        Path tile = folder.resolve("tile/1/000.p/1");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[3] ^= 1;
        Files.write(tile, bytes);
        assertThatThrownBy(() -> cosign(KEY)).hasMessageContaining("ALTERED");
        NoteKey other = NoteKey.of(ORIGIN, WITNESS_PAIR.getPublic());
        assertThatThrownBy(() -> cosign(other)).hasMessageContaining("UNSIGNED");

        folder = dir.resolve("other");
        pages.clear();
        seals.clear();
        log = new AuditLog(ORIGIN, KEY, PAIR.getPrivate());
        log.loaded(nowMs);
        offset = 3;
        write(50);
        publish();
        assertThatThrownBy(() -> cosign(KEY)).hasMessageContaining("CUT");
        write(300);
        publish();
        assertThatThrownBy(() -> cosign(KEY)).hasMessageContaining("FORKED");
        assertThat(dir.resolve("seen")).as("it has not forgotten").hasContent(seen);
    }
}
