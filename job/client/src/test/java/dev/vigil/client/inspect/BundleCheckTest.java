package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogFinding;
import dev.vigil.audit.MerkleTree;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed in a bundle is found and named, also where its sums are made anew. */
class BundleCheckTest {
    private static final int SEEDS = 400;

    @TempDir private Path dir;
    private Path bundle;

    @BeforeEach
    void make() throws IOException {
        bundle = dir.resolve("bundle");
        TestingSpan.make(TestingSpan.few(), bundle, null, null);
    }

    private BundleCheck.Report verify() throws IOException {
        return BundleCheck.of(bundle, List.of(TestingTopics.KEY), null);
    }

    /** The published examples rest on things that are in no example. */
    private List<LogFinding> tampered() throws IOException {
        return verify().findings().stream().filter(it -> it.fault() != LogFault.UNFOUNDED).toList();
    }

    private static List<LogFinding> news(BundleCheck.Report report, List<LogFinding> before) {
        List<LogFinding> news = new ArrayList<>(report.findings());
        news.removeAll(before);
        return news;
    }

    @Test
    void aPageOfAnotherVersionIsNotComparedAndThatIsSaid() throws IOException {
        Path request = bundle.resolve("request.json");
        String format = "\"format\":" + InspectionRequest.FORMAT;
        String text = Files.readString(request);
        assertThat(text).contains(format);
        Files.writeString(request, text.replace(format, "\"format\":1"));
        Files.writeString(bundle.resolve("inspection.json"), "{}");
        sumAnew();
        BundleCheck.Report report = verify();
        assertThat(tampered()).isEmpty();
        assertThat(report.isCompared()).isFalse();
        assertThat(report.isGood()).isFalse();
        assertThat(report.notChecked())
                .contains("page and figures, as another version of vigil made them");
    }

    private List<String> places() throws IOException {
        return verify().findings().stream().map(LogFinding::place).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private String name(Path file) {
        return bundle.relativize(file).toString().replace('\\', '/');
    }

    /** As one does who changes a bundle and knows how it is made. */
    private void sumAnew() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path file : files()) {
            if (!name(file).equals("SHA256SUMS")) {
                byte[] digest = BundleWriter.sha256().digest(Files.readAllBytes(file));
                sums.append(HexFormat.of().formatHex(digest)).append("  ").append(name(file));
                sums.append('\n');
            }
        }
        List<String> lines = new ArrayList<>(sums.toString().lines().toList());
        lines.sort((a, b) -> a.substring(66).compareTo(b.substring(66)));
        Files.writeString(bundle.resolve("SHA256SUMS"), String.join("\n", lines) + "\n");
    }

    @Test
    void sumsThatAreMadeAnewAreThoseThatWereMade() throws IOException {
        sumAnew();
        assertThat(tampered()).isEmpty();
    }

    @Test
    void anyChangedByteIsFoundAndNamed() throws IOException {
        List<Path> files = files();
        List<LogFinding> found = verify().findings();
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            byte[] after = before.clone();
            int at = random.nextInt(after.length);
            after[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, after);
            BundleCheck.Report report = verify();
            Files.write(file, before);
            assertThat(news(report, found).toString())
                    .as("seed " + seed + ": " + name(file) + " byte " + at)
                    .containsAnyOf(named(file, before, at), line(file, before, at));
        }
        assertThat(tampered()).isEmpty();
    }

    /** With sums made anew only what the log, the keys and the records say is left to find it. */
    @Test
    void anyChangedByteIsFoundWhereTheSumsFitIt() throws IOException {
        List<Path> files = files();
        files = files.stream().filter(it -> !name(it).equals("SHA256SUMS")).toList();
        List<LogFinding> found = verify().findings();
        for (int seed = 0; seed < SEEDS / 4; seed++) {
            Random random = new Random(-1 - seed);
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            byte[] after = before.clone();
            int at = random.nextInt(after.length);
            after[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, after);
            sumAnew();
            BundleCheck.Report report = verify();
            Files.write(file, before);
            assertThat(news(report, found))
                    .as("seed " + seed + ": " + name(file) + " byte " + at)
                    .isNotEmpty();
            if (name(file).startsWith("records/")) {
                assertThat(news(report, found).toString())
                        .as("seed " + seed + ": " + name(file) + " byte " + at)
                        .containsAnyOf(record(before, at), line(file, before, at));
            }
        }
        sumAnew();
        assertThat(tampered()).isEmpty();
    }

    /** Of a record its place in the log, of all else the file. */
    private String named(Path file, byte[] before, int at) throws IOException {
        return name(file).startsWith("records/") ? record(before, at) : name(file);
    }

    /** Where a record's own place was changed, that is all that can be named. */
    private String line(Path file, byte[] before, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += before[i] == '\n' ? 1 : 0;
        }
        return name(file) + " line " + line;
    }

    private static String record(byte[] file, int at) throws IOException {
        int from = at;
        while (from > 0 && file[from - 1] != '\n') {
            from--;
        }
        int to = at;
        while (file[to] != '\n') {
            to++;
        }
        var line =
                new ObjectMapper()
                        .readTree(new String(file, from, to - from, StandardCharsets.UTF_8));
        return line.get("kafkatopic").asText()
                + "/"
                + line.get("kafkapartition").asText()
                + "/"
                + line.get("kafkaoffset").asText();
    }

    private void edit(String name, List<String> lines) throws IOException {
        Files.writeString(
                bundle.resolve(name), lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
        sumAnew();
    }

    private List<String> lines(String name) throws IOException {
        return new ArrayList<>(Files.readAllLines(bundle.resolve(name)));
    }

    @Test
    void aRecordThatIsLeftOutIsMissing() throws IOException {
        List<String> lines = lines("records/verdicts-0.ndjson");
        String removed = lines.remove(3);
        edit("records/verdicts-0.ndjson", lines);
        String place = record((removed + "\n").getBytes(StandardCharsets.UTF_8), 0);
        assertThat(tampered())
                .anyMatch(it -> it.fault() == LogFault.MISSING && it.place().equals(place));
        assertThat(verify().isCompared()).isFalse();
    }

    @Test
    void theLastRecordThatIsLeftOutIsMissing() throws IOException {
        List<String> lines = lines("records/verdicts-0.ndjson");
        lines.remove(lines.size() - 1);
        edit("records/verdicts-0.ndjson", lines);
        assertThat(verify().findings())
                .anyMatch(
                        it ->
                                it.fault() == LogFault.MISSING
                                        && it.place().startsWith("verdicts/0/"));
    }

    @Test
    void recordsInAnotherOrderAreReordered() throws IOException {
        List<String> lines = lines("records/verdicts-1.ndjson");
        lines.add(2, lines.remove(4));
        edit("records/verdicts-1.ndjson", lines);
        assertThat(verify().findings())
                .anyMatch(
                        it ->
                                it.fault() == LogFault.REORDERED
                                        && it.place().startsWith("verdicts/1/"));
    }

    @Test
    void aRecordThatIsMovedOrMadeUpIsAltered() throws IOException {
        List<String> lines = lines("records/verdicts-0.ndjson");
        lines.set(1, lines.get(2).replaceFirst("\"kafkaoffset\":\"2\"", "\"kafkaoffset\":\"1\""));
        edit("records/verdicts-0.ndjson", lines);
        assertThat(places()).contains("verdicts/0/1");
    }

    @Test
    void aPageThatIsLeftOutLeavesItsRecordsUnfounded() throws IOException {
        String pages = "log/pages/verdicts-0.ndjson";
        edit(pages, List.of());
        assertThat(verify().findings())
                .anyMatch(
                        it ->
                                it.fault() == LogFault.UNFOUNDED
                                        && it.place().equals("verdicts/0/0"));
    }

    @Test
    void aPageAndItsRecordsLeftOutTogetherAreNamed() throws IOException {
        edit("log/pages/verdicts-0.ndjson", List.of());
        edit("records/verdicts-0.ndjson", List.of());
        assertThat(places()).anyMatch(it -> it.startsWith("verdicts/0/0 to "));
    }

    @Test
    void aFigureThatIsChangedOnThePageIsFoundThoughNoRecordIs() throws IOException {
        Path page = bundle.resolve("inspection.html");
        Files.writeString(page, Files.readString(page).replaceFirst("number\">4<", "number\">5<"));
        Path csv = bundle.resolve("inspection.csv");
        Files.writeString(csv, Files.readString(csv).replaceFirst("\"OBSERVE\",", "\"OBSERVE\",1"));
        sumAnew();
        assertThat(places())
                .anyMatch(it -> it.startsWith("inspection.csv line "))
                .anyMatch(it -> it.startsWith("inspection.html line "));
    }

    @Test
    void anotherFileOrNoneIsNamed() throws IOException {
        Files.writeString(bundle.resolve("more.txt"), "x");
        Files.delete(bundle.resolve("README.txt"));
        assertThat(places()).contains("more.txt", "README.txt");
    }

    /** As one does who has the key of the log: a page that looks newer hides its records. */
    private void makeNewer(String name) throws IOException {
        String line = lines(name).get(0);
        JsonNode entry = Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        int index = entry.get("index").asInt();
        AuditPage page = Json.read(Json.bytes(entry.get("page")), AuditPage.class);
        String leaf = page.leaf().replace("\"v\":1}", "\"v\":2}");
        String newer =
                new String(
                        BundleLog.line(index, Json.bytes(page.withLeaf(leaf))),
                        StandardCharsets.UTF_8);
        Path pages = bundle.resolve(name);
        Files.writeString(pages, Files.readString(pages).replace(line + "\n", newer));
        signAnew(index, new TreeHasher().leaf(leaf.getBytes(StandardCharsets.UTF_8)));
    }

    /** Over another entry; its log has one tile. */
    private void signAnew(int index, byte[] hash) throws IOException {
        List<Path> tiles = files().stream().filter(it -> name(it).startsWith("log/tile/")).toList();
        assertThat(tiles).hasSize(1);
        Path tile = tiles.get(0);
        byte[] hashes = Files.readAllBytes(tile);
        System.arraycopy(hash, 0, hashes, index * hash.length, hash.length);
        Files.write(tile, hashes);
        MerkleTree tree = new MerkleTree();
        for (int at = 0; at < hashes.length; at += hash.length) {
            tree.add(Arrays.copyOfRange(hashes, at, at + hash.length));
        }
        for (String seal : List.of(BundleFolder.CHECKPOINT, BundleFolder.SEAL_BEFORE)) {
            Path file = bundle.resolve(seal);
            long size = SealText.parse(SignedNote.parse(Files.readString(file)).text()).size();
            Files.writeString(file, TestingTopics.sealed(size, tree).toString());
        }
        sumAnew();
    }

    /** A log has pages of one version: else records could be taken out of every check. */
    @Test
    void aPageOfAnotherVersionThanTheOthersIsAltered() throws Exception {
        String records = "records/verdicts-0.ndjson";
        makeNewer("log/pages/verdicts-0.ndjson");
        List<String> lines = lines(records);
        lines.set(1, lines.get(1).replaceFirst("2026", "2025"));
        edit(records, lines);
        assertThat(tampered())
                .allMatch(it -> it.fault() == LogFault.ALTERED)
                .anyMatch(
                        it ->
                                it.place().endsWith("(log/pages/verdicts-0.ndjson line 1)")
                                        && it.message().contains("got one of version 2"));
        assertThat(verify().isGood()).isFalse();
        assumeTrue(TestingPython.isThere(), "python3 is not installed");
        assertThat(TestingPython.verify(bundle)).startsWith("1 ").contains("WRONG log/pages/");
    }

    @Test
    void aBundleOfAnotherKeyIsNotTaken() throws IOException {
        var other = NoteKey.of(TestingTopics.ORIGIN, ListKeys.create().getPublic());
        assertThat(BundleCheck.of(bundle, List.of(other), null).findings())
                .anyMatch(it -> it.fault() == LogFault.UNSIGNED)
                .anyMatch(it -> it.place().equals("log/keys.txt"));
    }
}
