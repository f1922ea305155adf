package dev.vigil.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A witness over HTTP signs what continues; what it refuses has a reason that a person can use. */
class RemoteWitnessTest {
    private static final String ORIGIN = "site.example/audit/1";
    private static final KeyPair PAIR = ListKeys.create();
    private static final NoteKey KEY = NoteKey.of(ORIGIN, PAIR.getPublic());
    private static final long T0_MS = 1_795_507_200_000L;

    @TempDir private Path dir;
    private TestingWitness witness;
    private Path folder;
    private AuditLog log;
    private long offset;
    private final List<AuditPage> pages = new ArrayList<>();
    private final List<AuditSeal> seals = new ArrayList<>();
    private long nowMs = T0_MS;

    @BeforeEach
    void begin() throws IOException {
        witness = new TestingWitness(KEY);
        begin("log", 0);
    }

    @AfterEach
    void end() {
        witness.close();
    }

    /** Another log by the same key. */
    private void begin(String name, long firstOffset) {
        folder = dir.resolve(name);
        log = new AuditLog(ORIGIN, KEY, PAIR.getPrivate());
        log.loaded(nowMs);
        offset = firstOffset;
        pages.clear();
        seals.clear();
    }

    private void publish(int count) throws IOException {
        TreeHasher hasher = new TreeHasher();
        for (int i = 0; i < count; i++) {
            byte[] digest = hasher.leaf(Long.toString(offset).getBytes(StandardCharsets.UTF_8));
            log.digest(new RecordPlace("verdicts", 0, offset++), digest, nowMs);
            nowMs += 6_000;
            for (AuditPage page : log.pagesDue(nowMs)) {
                log.page(page, pages.size(), nowMs);
                pages.add(page);
            }
            log.sealDue(nowMs).ifPresent(seals::add);
        }
        new LogPublication(folder, KEY).publish(new TestingFeed(pages, seals));
    }

    private SignedNote cosign(long signedBefore) throws IOException {
        return new RemoteWitness(witness.address(), KEY, witness.key())
                .cosign(PublishedLog.at(folder.toString()), signedBefore);
    }

    private Path seen() {
        return folder.resolve(SeenNotes.path(witness.key()));
    }

    @Test
    void itSignsWhatContinuesAndIsAskedFromWhereItIs() throws IOException {
        publish(100);
        SignedNote first = cosign(0);
        assertThat(first.seenAt(witness.key())).hasValue(TestingWitness.NOW_S);
        assertThat(first.isSignedBy(List.of(KEY))).as("the log's signature is kept").isTrue();
        assertThat(first.toString()).doesNotContain("other.example");
        SeenNotes.keep(first, seen());
        assertThat(SeenNotes.size(seen(), KEY)).isEqualTo(101);

        publish(250);
        assertThat(cosign(SeenNotes.size(seen(), KEY)).seenAt(witness.key())).isPresent();
        assertThat(witness.asked()).as("no request in vain").isEqualTo(2);
        publish(3);
        assertThat(cosign(0).seenAt(witness.key())).as("it was forgotten here").isPresent();
        assertThat(witness.asked()).as("409 says from where").isEqualTo(4);
        assertThat(cosign(354).seenAt(witness.key())).as("the same once more").isPresent();
        assertThat(witness.asked()).isEqualTo(5);
    }

    /** Of two publishers the other one is faster: twice it is too late. */
    @Test
    void itIsAskedAgainWhereAnotherOneWasFaster() throws IOException {
        publish(40);
        cosign(0);
        publish(20);
        witness.answerOnce(409, "10\n");
        witness.answerOnce(409, "30\n");
        assertThatThrownBy(() -> cosign(41)).hasMessageContaining("another one each time");
        assertThat(cosign(41).seenAt(witness.key())).isPresent();
    }

    @Test
    void aLogThatDoesNotContinueIsNotSigned() throws IOException {
        publish(100);
        cosign(0);
        begin("other", 7);
        publish(50);
        assertThatThrownBy(() -> cosign(0)).hasMessageContaining("CUT");
        publish(50);
        assertThatThrownBy(() -> cosign(101))
                .hasMessageContaining("FORKED")
                .hasMessageContaining("101");
        publish(60);
        assertThatThrownBy(() -> cosign(101)).hasMessageContaining("FORKED");
        assertThatThrownBy(() -> cosign(0)).hasMessageContaining("FORKED");
    }

    @ParameterizedTest
    @CsvSource({
        "403, x, knows the key",
        "404, x, knows the log",
        "500, x, got status 500",
        "200, x, is it the key of this witness",
        "200, '', is it the key of this witness",
        "409, x, expected the size",
        "409, 99999999999999999999, expected the size",
        "302, x, got status 302",
    })
    void whatIsNoSignatureHasAReason(int status, String body, String reason) throws IOException {
        publish(5);
        witness.answerOnce(status, body == null ? "" : body);
        assertThatThrownBy(() -> cosign(0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aSignatureOfAnotherKeyIsNone() throws IOException {
        publish(5);
        NoteKey other = NoteKey.ofWitness("witness.example", ListKeys.create().getPublic());
        assertThatThrownBy(
                        () ->
                                new RemoteWitness(witness.address(), KEY, other)
                                        .cosign(PublishedLog.at(folder.toString()), 0))
                .hasMessageContaining("is it the key of this witness");
        URI nowhere = URI.create("http://127.0.0.1:1/");
        assertThatThrownBy(
                        () ->
                                new RemoteWitness(nowhere, KEY, witness.key())
                                        .cosign(PublishedLog.at(folder.toString()), 0))
                .hasMessageContaining("expected an answer, got none");
    }

    /** What it has signed is read back: who rewrites the log from the start has to reach it too. */
    @Test
    void whatItSignedIsASealThatWasKeptElsewhere() throws IOException {
        publish(60);
        SeenNotes.keep(cosign(0), seen());
        publish(30);
        assertThat(verify().findings()).isEmpty();
        String note = SeenNotes.read(PublishedLog.at(folder.toString()), witness.key()).get();

        begin("rewritten", 5);
        publish(90);
        assertThat(verify().findings()).as("undetectable from within").isEmpty();
        SeenNotes.keep(SignedNote.parse(note), seen());
        assertThat(verify().findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.fault()).isEqualTo(LogFault.FORKED);
                            assertThat(found.place()).isEqualTo("seal of 61 pages");
                        });
    }

    private LogReport verify() throws IOException {
        PublishedLog published = PublishedLog.at(folder.toString());
        List<String> kept = SeenNotes.read(published, witness.key()).stream().toList();
        return new PublishedCheck(published, List.of(KEY), nowMs).run(kept, null, false);
    }
}
