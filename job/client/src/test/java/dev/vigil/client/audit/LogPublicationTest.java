package dev.vigil.client.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vigil.audit.AuditLog;
import dev.vigil.audit.LogEntries;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogProof;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.MerkleTree;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordProof;
import dev.vigil.audit.RecordTime;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    private static final int PLACES = 60;

    @TempDir private Path dir;
    private Path folder;
    private final List<AuditPage> pages = new ArrayList<>();
    private final List<AuditSeal> seals = new ArrayList<>();
    private final List<byte[]> lines = new ArrayList<>();
    private AuditLog log = new AuditLog(ORIGIN, KEY, PAIR.getPrivate());
    private long nowMs = T0_MS;
    private long offset;
    private LogPublication publication;
    private TestingFeed feed;

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
                                place.toString().getBytes(UTF_8));
                lines.add(line);
                log.digest(place, new TreeHasher().leaf(line), nowMs);
            }
            nowMs += 6_000;
            for (AuditPage page : log.pagesDue(nowMs)) {
                log.page(page, pages.size(), nowMs);
                pages.add(page);
            }
            log.sealDue(nowMs).ifPresent(seals::add);
        }
    }

    private long publish() throws IOException {
        publication = new LogPublication(folder, KEY);
        feed = new TestingFeed(pages, seals);
        return publication.publish(feed);
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

    /** The log is published anew with each file that is read; a tile becomes full meanwhile. */
    @Test
    void whoReadsWhileItIsPublishedFindsWhatTheCheckpointCovers() throws IOException {
        writeSealed(45);
        long read = publish();
        PublishedLog files = PublishedLog.at(folder.toString());
        PublishedLog published =
                path -> {
                    Optional<byte[]> file = files.get(path);
                    writeSealed(110);
                    publish();
                    return file;
                };
        LogReport report =
                new PublishedCheck(published, List.of(KEY), nowMs).run(List.of(), null, true);
        assertThat(report.findings()).isEmpty();
        assertThat(report.pages()).isEqualTo(read);
        assertThat(pages.size()).isGreaterThan(Tile.FULL);
    }

    /** Counted from the next checkpoint on: up to then a reader may have begun with this one. */
    @Test
    void pagesOfATileThatWasNotFullGoSixHoursAfterTheNextCheckpoint() throws IOException {
        writeSealed(300);
        publish();
        written("resume/301", Duration.ofDays(30));
        writeSealed(240);
        publish();
        assertThat(folder.resolve("pages/001.p/45")).exists();
        written("resume/541", Duration.ofHours(6).plusMinutes(1));
        writeSealed(9);
        publish();
        assertThat(folder.resolve("pages/001.p/45")).doesNotExist();
        assertThat(folder.resolve("resume/301")).doesNotExist();
        assertThat(folder.resolve("pages/002.p/29")).exists();
        requireFilesOfTheTree();
        assertThat(check(folder.toString(), null).findings()).isEmpty();
    }

    private void written(String file, Duration ago) throws IOException {
        Files.setLastModifiedTime(folder.resolve(file), FileTime.from(Instant.now().minus(ago)));
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

    /** The whole tree in memory, from all of the topic: what is published is that to the byte. */
    private void requireFilesOfTheTree() throws IOException {
        MerkleTree tree = new MerkleTree();
        TreeHasher hasher = new TreeHasher();
        pages.forEach(page -> tree.add(hasher.leaf(entry(page))));
        for (Tile tile : Tile.all(tree.size())) {
            assertThat(folder.resolve(tile.path())).hasBinaryContent(tile.bytes(tree));
            if (tile.level() == 0) {
                int from = (int) tile.index() * Tile.FULL;
                List<AuditPage> of = pages.subList(from, from + tile.width());
                byte[] bundle = Tile.bundle(of.stream().map(page -> entry(page)).toList());
                assertThat(folder.resolve(tile.entriesPath())).hasBinaryContent(bundle);
                assertThat(folder.resolve(PublicationFiles.pagesPath(tile)))
                        .hasContent(
                                of.stream()
                                        .map(page -> new String(Json.bytes(page), UTF_8) + "\n")
                                        .collect(Collectors.joining()));
            }
        }
        String newest = seals.get(seals.size() - 1).note();
        assertThat(folder.resolve("checkpoint")).hasContent(newest);
        assertThat(folder.resolve("seals/" + tree.size())).hasContent(newest);
    }

    private static byte[] entry(AuditPage page) {
        return page.leaf().getBytes(UTF_8);
    }

    private void seal() {
        nowMs += 6_000;
        log.sealDue(nowMs).ifPresent(seals::add);
    }

    /** Pages without a seal, of a record each. */
    private void writeUnsealed(int count) {
        for (int i = 0; i < count; i++) {
            byte[] digest = new TreeHasher().leaf(Long.toString(offset).getBytes(UTF_8));
            log.digest(new RecordPlace("verdicts", 0, offset++), digest, nowMs);
            nowMs += 2_000;
            for (AuditPage page : log.pagesDue(nowMs)) {
                log.page(page, pages.size(), nowMs);
                pages.add(page);
            }
        }
    }

    /** A seal over as many pages. */
    private void writeSealed(int count) {
        writeUnsealed(count);
        seal();
    }

    /** As many hashes as there are levels of tiles, 256 times, and the pages of one tile. */
    @Test
    void whatIsHeldDependsOnTheLevelsAlone() throws IOException {
        int levels = 3;
        writeSealed(Tile.FULL * Tile.FULL + 300);
        assertThat(publish()).isEqualTo(pages.size());
        assertThat(publication.round().mostHashes()).isBetween(400, levels * Tile.FULL);
        assertThat(publication.round().mostPages()).isEqualTo(Tile.FULL);
        writeSealed(40);
        publish();
        assertThat(feed.read()).as("the new pages and their seal").isEqualTo(41);
        requireFilesOfTheTree();
    }

    /** Pages of which no seal says anything yet are not read. */
    @Test
    void whatHasNoSealWaits() throws IOException {
        writeSealed(30);
        long sealed = publish();
        writeUnsealed(1_000);
        assertThat(publish()).isEqualTo(sealed);
        assertThat(feed.read()).isZero();
        assertThat(check(folder.toString(), null).findings()).isEmpty();
        seal();
        assertThat(publish()).isEqualTo(pages.size());
        requireFilesOfTheTree();
    }

    /** Sizes on and beside the end of a tile; each time another process. */
    @Test
    void eachRoundGoesOnWhereTheOneBeforeHasStopped() throws IOException {
        Random random = new Random(7);
        for (int count : new int[] {1, 253, 1, 1, 255, 1, 256, 512, 700, 1 + random.nextInt(300)}) {
            writeSealed(count);
            assertThat(publish()).isEqualTo(pages.size());
            assertThat(feed.read()).isLessThanOrEqualTo(count + 2);
            requireFilesOfTheTree();
            written("resume/" + pages.size(), Duration.ofDays(2));
        }
        assertThat(check(folder.toString(), null).findings()).isEmpty();
        try (Stream<Path> kept = Files.list(folder.resolve("resume"))) {
            assertThat(kept).as("the newest and the one before it").hasSize(2);
        }
    }

    /** As an older version has left it, or where it was deleted. */
    @Test
    void whereItIsNotKnownWhereToReadOnTheTopicIsReadFromItsStart() throws IOException {
        writeSealed(300);
        publish();
        Path resume = folder.resolve("resume/" + pages.size());
        for (String left : List.of("", "{}", "{\"audit\":", "gone")) {
            if (left.equals("gone")) {
                Files.delete(folder.resolve("resume/" + pages.size()));
            } else {
                Files.writeString(folder.resolve("resume/" + pages.size()), left);
                written("resume/" + pages.size(), Duration.ofDays(2));
            }
            writeSealed(70);
            assertThat(publish()).isEqualTo(pages.size());
            requireFilesOfTheTree();
        }
        assertThat(resume).doesNotExist();
    }

    /** With each file that is written a run ends: what is there verifies, and the next goes on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/001",
                "tile/entries/001",
                "pages/001",
                "tile/1/000.p/2",
                "pages/002.p/29",
                "seals/541",
                "resume/541",
                "checkpoint"
            })
    void aRunThatEndsAnywhereLeavesALogThatVerifies(String file) throws IOException {
        writeSealed(300);
        publish();
        writeSealed(240);
        assertThat(pages).hasSize(541);
        Path next = folder.resolve(file + ".next");
        Files.createDirectories(next);
        assertThatThrownBy(this::publish).isInstanceOf(IOException.class);
        LogReport left = check(folder.toString(), null);
        assertThat(left.findings()).isEmpty();
        assertThat(left.sealed()).isEqualTo(301);
        Files.delete(next);
        assertThat(publish()).isEqualTo(541);
        requireFilesOfTheTree();
        assertThat(check(folder.toString(), null).findings()).isEmpty();
    }

    /** What it goes on from: hashes of each level, entries and pages. */
    @ParameterizedTest
    @CsvSource({
        "tile/0/001.p/45, page 256",
        "tile/1/000.p/1, tile/1/000.p/1",
        "tile/entries/001.p/45, page 256",
        "pages/001.p/45, page 256"
    })
    void aFileThatWasTamperedWithIsRefusedWithItsPlace(String name, String place)
            throws IOException {
        writeSealed(300);
        publish();
        writeSealed(3);
        Path file = folder.resolve(name);
        byte[] before = Files.readAllBytes(file);
        byte[] other = before.clone();
        other[20] ^= 1;
        Files.write(file, other);
        String checkpoint = Files.readString(folder.resolve("checkpoint"));
        assertThatThrownBy(this::publish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(place + ":")
                .hasMessageContaining("ALTERED");
        assertThat(folder.resolve("checkpoint")).hasContent(checkpoint);
        Files.write(file, Arrays.copyOf(before, 5));
        assertThatThrownBy(this::publish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("ALTERED");
        Files.delete(file);
        assertThatThrownBy(this::publish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(name);
        Files.write(file, before);
        assertThat(publish()).isEqualTo(pages.size());
    }

    /** Of a size that is published already, too: with the key two logs were signed. */
    @Test
    void aSealOfAnotherLogIsRefusedWheneverItIsRead() throws IOException {
        writeSealed(300);
        publish();
        writeSealed(20);
        String checkpoint = Files.readString(folder.resolve("checkpoint"));
        for (long size : new long[] {100, 301, 310, 330}) {
            SealText text = new SealText(ORIGIN, size, new byte[32]);
            String note = SignedNote.sign(text.text(), KEY, PAIR.getPrivate()).toString();
            seals.add(new AuditSeal(ORIGIN, size, nowMs, note));
            assertThatThrownBy(this::publish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("got one of " + size + " pages");
            assertThat(folder.resolve("checkpoint")).hasContent(checkpoint);
            seals.remove(seals.size() - 1);
        }
        assertThat(publish()).isEqualTo(pages.size());
    }

    /** Where to read on is no evidence: with a wrong one all of the topic is read. */
    @ParameterizedTest
    @CsvSource({"audit, 301, 302", "audit, 301, 9999", "verdicts/0, 299, 300", "seals, 1, 9999"})
    void whereToReadOnCanNotMakeAFork(String what, String is, String wrong) throws IOException {
        writeSealed(300);
        publish();
        writeSealed(20);
        Path resume = folder.resolve("resume/301");
        String kept = Files.readString(resume);
        String other = kept.replace("\"" + what + "\":" + is, "\"" + what + "\":" + wrong);
        assertThat(other).isNotEqualTo(kept);
        Files.writeString(resume, other);
        assertThat(publish()).isEqualTo(pages.size());
        assertThat(feed.read()).isGreaterThan(300);
        requireFilesOfTheTree();
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
                files.add(folder.resolve(PublicationFiles.pagesPath(tile)));
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
        writeSealed(300);
        publish();
        byte[] tile = Files.readAllBytes(folder.resolve("tile/0/000"));
        pages.clear();
        seals.clear();
        log = new AuditLog(ORIGIN, KEY, PAIR.getPrivate());
        log.loaded(nowMs);
        offset = 5;
        writeSealed(20);
        assertThatThrownBy(this::publish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CUT");
        writeSealed(300);
        assertThatThrownBy(this::publish)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FORKED");
        assertThat(folder.resolve("tile/0/000")).as("the evidence").hasBinaryContent(tile);
        assertThat(folder.resolve("seals/301")).exists();
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
