package dev.vigil.bench.load;

import dev.vigil.audio.Profile;
import dev.vigil.bench.film.LoopedFilm;
import dev.vigil.bench.site.Site;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.cli.evaluate.Decoys;
import dev.vigil.cli.evaluate.PictureDecoys;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.PcmSource;
import dev.vigil.edge.ReferencePush;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts works on the topics that the jobs read: their peaks, those of their films, and an entry for
 * each.
 *
 * @param films of the works, in their order; empty for none
 */
public record PublishedReferences(Site site, Corpus corpus, List<LoopedFilm> films) {
    /** Of works that are sound alone. */
    public PublishedReferences(Site site, Corpus corpus) {
        this(site, corpus, List.of());
    }

    public static String workId(int work) {
        return "bench-work-" + work;
    }

    /**
     * @param hours of references, decoys make up what is missing
     * @return hours published
     */
    public double publish(int hours) throws IOException {
        long nowMs = System.currentTimeMillis();
        double ms = 0;
        int works = corpus.works().size();
        try (Push push =
                Broker.connect(site.bootstrap(), site.clients(Party.PLATFORM), Topic.REFERENCES)) {
            ReferencePush references = new ReferencePush(push, Profile.CURRENT);
            for (int work = 0; work < works; work++) {
                long[] peaks = corpus.references().get(work);
                references.push(name(workId(work)), peaks, durationMs(work), nowMs);
                ms += durationMs(work);
            }
            Decoys decoys = new Decoys(corpus.references(), Profile.CURRENT);
            for (int i = 0; ms < hours * 3_600_000.0; i++) {
                long durationMs = durationMs(i % works);
                references.push(name("decoy-" + i), decoys.get(i), durationMs, nowMs);
                ms += durationMs;
            }
            if (!films.isEmpty()) {
                publishFilms(references, ms, nowMs);
            }
            push.flush();
        }
        try (ScriptFeed feed = new ScriptFeed(site.clients(Party.AUTHORITY))) {
            for (int work = 0; work < works; work++) {
                ListEntry entry = entry(work, nowMs);
                String id = entry.entryId();
                Envelope envelope =
                        Envelope.json(EventType.LIST_UPSERTED, "/vigil/bench", id, id, nowMs);
                feed.send(Topic.LIST, id, nowMs, envelope, entry);
            }
            feed.flush();
        }
        return ms / 3_600_000;
    }

    /** As many hours of pictures: of the works, and decoys. */
    private void publishFilms(ReferencePush references, double untilMs, long nowMs)
            throws IOException {
        List<long[]> words = new ArrayList<>();
        double ms = 0;
        for (int work = 0; work < films.size(); work++) {
            words.add(films.get(work).words());
            ms += publish(references, name(workId(work)), work, words.get(work), nowMs);
        }
        PictureDecoys decoys = new PictureDecoys(words);
        for (int i = 0; ms < untilMs; i++) {
            ms += publish(references, name("decoy-" + i), i % words.size(), decoys.get(i), nowMs);
        }
    }

    private double publish(
            ReferencePush references, ReferencePush.Name name, int film, long[] words, long nowMs)
            throws IOException {
        long frames = films.get(film).frames();
        references.pushWords(name, words, frames, nowMs);
        return PictureProfile.CURRENT.millis(frames);
    }

    private long durationMs(int work) {
        return corpus.works().get(work).length * 1_000L / PcmSource.RATE_HZ;
    }

    private static ReferencePush.Name name(String work) {
        return new ReferencePush.Name(work, "master", 1, work);
    }

    private static ListEntry entry(int work, long nowMs) {
        return ListEntryBuilder.builder()
                .entryId("bench-entry-" + work)
                .version(1)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .authority("bench")
                .workId(workId(work))
                .issuedAt(nowMs)
                .build();
    }
}
