package dev.vigil.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.peers.Sample;
import dev.vigil.schema.wire.ListKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationCountsTest {
    private static final Path PLACES = Path.of("../../k8s-operator").toAbsolutePath();
    private static final Pattern METRIC = Pattern.compile("\\bvigil_audit_\\w+");
    private static final String ORIGIN = "site.example/audit/1";
    private static final Instant T0 = Instant.ofEpochSecond(1_795_507_200);
    private static final KeyPair LOG = ListKeys.create();
    private static final KeyPair WITNESS = ListKeys.create();
    private static final NoteKey SEEN = NoteKey.ofWitness("w.example", WITNESS.getPublic());

    @TempDir private Path folder;
    private Instant now = T0;
    private PublicationCounts counts;

    @BeforeEach
    void open() {
        counts = new PublicationCounts(folder, ORIGIN, List.of(SEEN), () -> now);
    }

    private double value(String name) {
        List<Sample> found =
                counts.samples().stream().filter(one -> one.name().equals(name)).toList();
        assertThat(found).hasSize(1);
        return found.get(0).value();
    }

    @Test
    void aPublicationThatFailsGrowsOld() throws IOException {
        assertThat(value("vigil_audit_checkpoint_timestamp_seconds")).as("never").isZero();
        now = T0.plusSeconds(60);
        counts.tries();
        counts.published(17);
        Path checkpoint = Files.writeString(folder.resolve("checkpoint"), "x");
        Files.setLastModifiedTime(checkpoint, FileTime.from(T0.plusSeconds(50)));
        now = T0.plusSeconds(90);
        counts.tries();
        counts.failed();
        assertThat(value("vigil_audit_published_timestamp_seconds"))
                .isEqualTo(T0.getEpochSecond() + 60);
        assertThat(value("vigil_audit_published_pages")).isEqualTo(17);
        assertThat(value("vigil_audit_publish_failures_total")).isEqualTo(1);
        assertThat(value("vigil_audit_checkpoint_timestamp_seconds"))
                .isEqualTo(T0.getEpochSecond() + 50);
        now = now.plus(Duration.ofMinutes(30));
        assertThat(counts.isWell()).as("it tried").isTrue();
        now = now.plusMillis(1);
        assertThat(counts.isWell()).isFalse();
    }

    /** Of this log, and by that witness: any other file there counts for nothing. */
    @Test
    void aWitnessIsMissedThatHasNotSigned() throws IOException {
        String name = "vigil_audit_witnessed_timestamp_seconds";
        assertThat(value(name)).isZero();
        Path witnesses = Files.createDirectory(folder.resolve("witnesses"));
        Files.writeString(witnesses.resolve("bad"), "no note");
        Files.writeString(witnesses.resolve("unseen"), note(ORIGIN).toString());
        Files.writeString(
                witnesses.resolve("other"),
                note("site.example/audit/2")
                        .cosigned(SEEN, WITNESS.getPrivate(), T0.getEpochSecond() + 99)
                        .toString());
        assertThat(value(name)).isZero();
        for (int minute : new int[] {2, 1}) {
            Files.writeString(
                    witnesses.resolve("seen-" + minute),
                    note(ORIGIN)
                            .cosigned(SEEN, WITNESS.getPrivate(), T0.getEpochSecond() + minute * 60)
                            .toString());
        }
        assertThat(value(name)).isEqualTo(T0.getEpochSecond() + 120);
    }

    private static SignedNote note(String origin) {
        NoteKey key = NoteKey.of(origin, LOG.getPublic());
        return SignedNote.sign(new SealText(origin, 1, new byte[32]).text(), key, LOG.getPrivate());
    }

    /** A rule on a number that is not reported never fires, and a panel shows nothing. */
    @Test
    void rulesAndPanelsNameWhatIsReported() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String file : List.of("alerts/publish.rules.yaml", "monitoring/dashboard.json")) {
            Matcher metric = METRIC.matcher(Files.readString(PLACES.resolve(file)));
            while (metric.find()) {
                used.add(metric.group());
            }
        }
        assertThat(used)
                .hasSizeGreaterThan(3)
                .isSubsetOf(
                        counts.samples().stream().map(Sample::name).collect(Collectors.toSet()));
        assertThat(counts.samples())
                .allSatisfy(one -> assertThat(one.labels()).containsEntry("log", ORIGIN));
        assertThat(counts.samples())
                .extracting(Sample::labels)
                .contains(Map.of("log", ORIGIN, "witness", "w.example"));
    }
}
