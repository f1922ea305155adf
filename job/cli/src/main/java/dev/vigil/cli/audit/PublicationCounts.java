package dev.vigil.cli.audit;

import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SignedNote;
import dev.vigil.client.audit.PublishedLog;
import dev.vigil.peers.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a publication goes, and what is published and witnessed; of any thread. */
final class PublicationCounts {
    /** Where the cosignatures of witnesses are, beside the checkpoint. */
    private static final String WITNESSES = "witnesses";

    /** A publication that takes longer hangs. */
    private static final Duration HANGS = Duration.ofMinutes(30);

    private static final double SECOND_MS = 1_000;

    private final Path folder;
    private final String origin;
    private final List<NoteKey> witnesses;
    private final InstantSource clock;
    private volatile long triedMs;

    /** Or the start, where none has succeeded since. */
    private volatile long publishedMs;

    private volatile long pages;
    private volatile long failures;

    /**
     * @param witnesses whose cosignatures are looked for
     */
    PublicationCounts(Path folder, String origin, List<NoteKey> witnesses, InstantSource clock) {
        this.folder = folder;
        this.origin = origin;
        this.witnesses = List.copyOf(witnesses);
        this.clock = clock;
        triedMs = clock.millis();
        publishedMs = triedMs;
    }

    void tries() {
        triedMs = clock.millis();
    }

    void published(long size) {
        pages = size;
        publishedMs = clock.millis();
    }

    /** Of one thread. */
    void failed() {
        failures = failures + 1;
    }

    /** False where it does not even try any more. */
    boolean isWell() {
        return clock.millis() - triedMs <= HANGS.toMillis();
    }

    List<Sample> samples() {
        List<Sample> all = new ArrayList<>();
        all.add(
                sample(
                        "vigil_audit_published_timestamp_seconds",
                        "When a publication succeeded last, or the start.",
                        publishedMs / SECOND_MS));
        all.add(
                sample(
                        "vigil_audit_publish_failures_total",
                        "Publications that failed since the start.",
                        failures));
        all.add(sample("vigil_audit_published_pages", "Pages that are published.", pages));
        all.add(
                sample(
                        "vigil_audit_checkpoint_timestamp_seconds",
                        "When a new checkpoint was published last; 0 for never.",
                        checkpointSeconds()));
        for (NoteKey witness : witnesses) {
            all.add(
                    new Sample(
                            "vigil_audit_witnessed_timestamp_seconds",
                            "When the witness has signed a checkpoint last; 0 for never.",
                            Map.of("log", origin, "witness", witness.name()),
                            witnessedSeconds(witness)));
        }
        return all;
    }

    private Sample sample(String name, String help, double value) {
        return new Sample(name, help, Map.of("log", origin), value);
    }

    /** It is written where it is another one only. */
    private double checkpointSeconds() {
        try {
            return Files.getLastModifiedTime(folder.resolve(PublishedLog.CHECKPOINT)).toMillis()
                    / SECOND_MS;
        } catch (IOException e) {
            return 0;
        }
    }

    private double witnessedSeconds(NoteKey witness) {
        try (Stream<Path> files = Files.list(folder.resolve(WITNESSES))) {
            return files.mapToLong(file -> seenAt(file, witness)).max().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** 0 for what is no note, is not of the log, or that the witness has not signed. */
    private long seenAt(Path file, NoteKey witness) {
        try {
            SignedNote note = SignedNote.parse(Files.readString(file));
            boolean isOfLog = note.text().startsWith(origin + "\n");
            return isOfLog ? note.seenAt(witness).orElse(0) : 0;
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
    }
}
