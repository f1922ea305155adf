package dev.vigil.client.audit;

import dev.vigil.audit.GrowingTiles;
import dev.vigil.audit.LogRecords;
import dev.vigil.audit.LogWalk;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.SealText;
import dev.vigil.audit.SignedNote;
import dev.vigil.audit.Tile;
import dev.vigil.audit.TreeHasher;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One publication, from what is published to the newest seal. It holds the tiles that are not full,
 * and the pages of the lowest of them: under 20 MB, whatever the size of the log.
 */
final class PublicationRound {
    private static final ResumePoint START =
            new ResumePoint(
                    0,
                    0,
                    0,
                    Collections.unmodifiableSortedMap(new TreeMap<>()),
                    Collections.unmodifiableSortedSet(new TreeSet<>()));

    private final PublicationFiles files;
    private final NoteKey key;

    /** Null where nothing is published. */
    private final SealText head;

    /** Entries that are published. */
    private final long before;

    private final TreeHasher hasher = new TreeHasher();
    private final List<AuditPage> open = new ArrayList<>();
    private GrowingTiles tiles;
    private LogWalk walk;
    private Iterator<ConsumerRecord<byte[], byte[]>> pages;
    private long readTo;
    private int mostHashes;
    private int mostPages;

    /** What is on the topics contradicts what is published, or a seal what is on the topics. */
    static final class Contradiction extends IOException {
        private static final long serialVersionUID = 1L;

        private Contradiction(String message) {
            super(message);
        }
    }

    PublicationRound(PublicationFiles files, NoteKey key, Optional<SealText> published) {
        this.files = files;
        this.key = key;
        head = published.orElse(null);
        before = published.map(SealText::size).orElse(0L);
    }

    /**
     * Publishes; entries that are published now.
     *
     * @param known where to read on; empty for the start of the topics
     */
    long run(LogFeed feed, Optional<ResumePoint> known) throws IOException {
        ResumePoint resume = resume(known);
        // Seals first: each of them is about pages that are on their topic by then.
        SealsAhead seals =
                new SealsAhead(read(feed, Topic.SEALS, resume.seals()), resume.seals(), key);
        pages = read(feed, Topic.AUDIT, resume.audit());
        readTo = resume.audit();
        SignedNote newest = null;
        for (Optional<SealsAhead.Seal> seal = seals.next(); seal.isPresent(); seal = seals.next()) {
            SealText text = seal.get().text();
            readUpTo(text.size());
            requireFits(text);
            newest = text.size() == tiles.size() ? seal.get().note() : newest;
        }
        readUpTo(before);
        requireNotCut();
        if (tiles.size() > before) {
            publish(newest, seals.readTo());
        }
        return tiles.size();
    }

    /** A topic that was made anew has other records there, or none. */
    private Iterator<ConsumerRecord<byte[], byte[]>> read(LogFeed feed, Topic topic, long from)
            throws IOException {
        LogFeed.Records records = feed.read(topic, from);
        if (records.end() < from) {
            throw notContinued(
                    topic.topicName()
                            + " up to offset "
                            + records.end()
                            + ", of which "
                            + from
                            + " were read (CUT)");
        }
        return records.each();
    }

    private ResumePoint resume(Optional<ResumePoint> known) throws IOException {
        tiles = new GrowingTiles(files::tile);
        walk = new LogWalk(key.name());
        if (before == 0) {
            return START;
        }
        List<AuditPage> published = new ArrayList<>();
        GrowingTiles written = written(published);
        if (known.isPresent()) {
            tiles = written;
            walk =
                    new LogWalk(
                            key.name(),
                            written.edge(),
                            known.get().version(),
                            known.get().ends(),
                            known.get().carried());
            open.addAll(published);
        }
        return known.orElse(START);
    }

    /**
     * The tiles at the edge of what is published.
     *
     * @param published gets the pages of the lowest of them
     * @throws IOException where they are others than the checkpoint is of
     */
    private GrowingTiles written(List<AuditPage> published) throws IOException {
        PublishedReader reader =
                new PublishedReader(
                        new FolderLog(files.folder()),
                        key.name(),
                        (fault, place, message) -> {
                            throw new UncheckedIOException(
                                    altered(place + ": " + message + " (" + fault + ")"));
                        });
        Tile lowest = Tile.last(before, 0);
        if (lowest.width() > 0) {
            reader.addPages(lowest, published);
        }
        GrowingTiles written = new GrowingTiles(before, files::tile);
        if (!Arrays.equals(written.root(before), head.root())) {
            List<Tile> above = written.open().stream().filter(tile -> tile.level() > 0).toList();
            reader.checkUpperTiles(before, above);
            throw altered(
                    "expected tiles whose root is that of the checkpoint of "
                            + before
                            + " pages, got others (ALTERED)");
        }
        return written;
    }

    private IOException altered(String what) {
        return new IOException(
                files.folder()
                        + ": "
                        + what
                        + "; keep the folder, it is the evidence, and publish to another one");
    }

    private void readUpTo(long size) throws IOException {
        while (tiles.size() < size && pages.hasNext()) {
            ConsumerRecord<byte[], byte[]> record = pages.next();
            readTo = record.offset() + 1;
            Optional<AuditPage> page = LogRecords.page(record.value());
            if (page.isPresent() && walk.isEntry(page.get())) {
                add(page.get());
            }
        }
    }

    private void add(AuditPage page) throws IOException {
        open.add(page);
        mostPages = Math.max(mostPages, open.size());
        tiles.add(hasher.leaf(page.leaf().getBytes(StandardCharsets.UTF_8)), this::full);
        mostHashes = Math.max(mostHashes, tiles.held());
        if (tiles.size() == before && !Arrays.equals(tiles.root(before), head.root())) {
            throw notContinued("another one (FORKED)");
        }
    }

    /** What is published already is not written again: of another log it would be lost. */
    private void full(Tile tile, byte[] hashes) {
        if (tile.to() > before) {
            files.write(tile, hashes, open);
        }
        if (tile.level() == 0) {
            open.clear();
        }
    }

    private void requireFits(SealText seal) throws IOException {
        boolean isLonger = seal.size() > tiles.size();
        if (isLonger) {
            requireNotCut();
        }
        if (isLonger || !Arrays.equals(tiles.root(seal.size()), seal.root())) {
            throw new Contradiction(
                    key.name()
                            + ": expected seals of its pages, got one of "
                            + seal.size()
                            + " pages that does not fit them "
                            + (isLonger ? "(CUT)" : "(FORKED)")
                            + "; check the log with vigil audit verify");
        }
    }

    private void requireNotCut() throws IOException {
        if (tiles.size() < before) {
            throw notContinued("one of " + tiles.size() + " pages (CUT)");
        }
    }

    private Contradiction notContinued(String got) {
        return new Contradiction(
                files.folder()
                        + ": expected a log that begins with the "
                        + before
                        + " pages published there, got "
                        + got
                        + "; keep the folder, it is the evidence");
    }

    private void publish(SignedNote newest, long sealsReadTo) throws IOException {
        for (Tile tile : tiles.open()) {
            files.write(tile, tiles.bytes(tile), open);
        }
        Map<String, Long> ends = walk.ends();
        files.write(
                tiles.size(),
                newest.toString(),
                new ResumePoint(
                        readTo,
                        sealsReadTo,
                        walk.version(),
                        new TreeMap<>(ends),
                        new TreeSet<>(walk.carried())));
        files.dropOld(tiles.size());
    }

    /** Hashes in memory at once, at most. */
    int mostHashes() {
        return mostHashes;
    }

    /** Pages in memory at once, at most. */
    int mostPages() {
        return mostPages;
    }
}
