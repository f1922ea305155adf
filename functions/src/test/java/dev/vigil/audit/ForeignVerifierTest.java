package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.schema.audit.AuditPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program of others' code checks what we publish: golang.org/x/mod, as Debian has it, which knows
 * notes, tiles, tree hashes and proofs.
 */
@ExtendWith(KeptSignatures.class)
class ForeignVerifierTest {
    private static final Path GOCODE = Path.of("/usr/share/gocode");

    /** More than two tiles, so that there is a level above. */
    private static final int PAGES = 600;

    @TempDir private static Path built;
    @TempDir private Path dir;
    private final TestingLogs log = new TestingLogs(4);

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        assumeTrue(
                Files.isDirectory(GOCODE.resolve("src/golang.org/x/mod/sumdb/tlog")),
                "golang-golang-x-mod-dev is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/go")), "golang-go is not installed");
        Path source = built.resolve("verify.go");
        try (InputStream program = ForeignVerifierTest.class.getResourceAsStream("verify.go")) {
            Files.write(source, program.readAllBytes());
        }
        // Without optimization: its libraries take longer to compile than all that it checks.
        ProcessBuilder go =
                new ProcessBuilder(
                        "/usr/bin/go",
                        "build",
                        "-gcflags=all=-N -l",
                        "-ldflags=-s -w",
                        "-o",
                        program(),
                        source.toString());
        go.environment().put("GO111MODULE", "off");
        go.environment().put("GOPATH", GOCODE.toString());
        go.environment().put("GOFLAGS", "");
        go.environment().put("CGO_ENABLED", "0");
        // Its cache is below HOME, where it outlives a clean build.
        go.environment().putIfAbsent("HOME", Path.of("target").toAbsolutePath().toString());
        assertThat(said(go)).isEqualTo("0");
    }

    private static String program() {
        return built.resolve("verify").toString();
    }

    /** What a program prints, and its exit code behind it. */
    private static String said(ProcessBuilder program) throws IOException, InterruptedException {
        Path out = built.resolve("out");
        Process process = program.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(out) + process.exitValue();
    }

    @BeforeEach
    void publish() throws IOException {
        log.write(PAGES, 6);
        Files.writeString(dir.resolve("checkpoint"), log.seal().toString());
        for (Tile tile : Tile.all(PAGES)) {
            write(tile.path(), tile.bytes(log.tree()));
            if (tile.level() == 0) {
                write(tile.entriesPath(), Tile.bundle(entries(tile)));
            }
        }
        for (int page = 0; page < PAGES; page += 37) {
            prove(page);
        }
        for (int size = 1; size < PAGES; size += 41) {
            proveConsistency(size);
        }
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private List<byte[]> entries(Tile tile) {
        int from = (int) tile.index() * Tile.FULL;
        return log.pages().subList(from, from + tile.width()).stream()
                .map(page -> page.leaf().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private void prove(int index) throws IOException {
        AuditPage page = log.pages().get(index);
        PageLeaf leaf = PageLeaf.parse(page.leaf());
        RecordPlace place = new RecordPlace(leaf.topic(), leaf.partition(), leaf.to());
        LogProof proof = RecordProof.of(place, page, log.tree(), index, log.seal()).orElseThrow();
        Files.writeString(dir.resolve(index + ".tlog-proof"), proof.text());
    }

    private void proveConsistency(int size) throws IOException {
        String hashes =
                log.tree().consistency(size, PAGES).stream()
                        .map(Base64.getEncoder()::encodeToString)
                        .collect(Collectors.joining("\n"));
        SealText before = new SealText(TestingLogs.ORIGIN, size, log.tree().root(size));
        Files.writeString(dir.resolve(size + ".consistency"), hashes + "\n\n" + before.text());
    }

    private String verify() throws IOException, InterruptedException {
        return said(new ProcessBuilder(program(), dir.toString(), TestingLogs.KEY.line()));
    }

    @Test
    void itAgreesWithAllThatWePublish() throws Exception {
        assertThat(verify()).isEqualTo(PAGES + " entries 17 proofs 15 seals\n0");
    }

    @Test
    void itFindsAnEntryThatWasAltered() throws Exception {
        Path entries = dir.resolve("tile/entries/001");
        byte[] bytes = Files.readAllBytes(entries);
        bytes[bytes.length / 2] ^= 1;
        Files.write(entries, bytes);
        assertThat(verify()).contains("another hash").endsWith("\n1");
    }

    @Test
    void itFindsAHashThatWasAltered() throws Exception {
        Path tile = dir.resolve("tile/0/001");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[100] ^= 1;
        Files.write(tile, bytes);
        assertThat(verify()).endsWith("\n1");
    }
}
