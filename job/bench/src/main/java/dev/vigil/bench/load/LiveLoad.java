package dev.vigil.bench.load;

import dev.vigil.audio.Profile;
import dev.vigil.bench.film.LoopedFilm;
import dev.vigil.bench.sound.Corpus;
import dev.vigil.bench.sound.LoopedRecordings;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Push;
import dev.vigil.edge.PcmSource;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Many live streams in real time: most run along a tape that holds no work, some show works,
 * another every 40 s. Beside its sound each may send pictures.
 */
public final class LiveLoad extends Sender {
    private static final String SOURCE = "/vigil/bench";

    /** Segments of a restream; the first of each place is longer, so that they begin by turns. */
    private static final int SHOWN = 20;

    private static final int FIRST_LONGER = 7;

    private static final double PERIOD_MS = 1_000.0 * LoopedRecordings.SAMPLES / PcmSource.RATE_HZ;

    private final Properties clients;
    private final String name;
    private final LoopedRecordings unrelated;
    private final List<LoopedRecordings> works;
    private final boolean peaks;
    private final int oneIn;
    private Films films;
    private final List<Stream> streams = new ArrayList<>();
    private final Map<String, Restream> restreams = new ConcurrentHashMap<>();

    /**
     * A session that shows a work, from {@code startMs} to {@code endMs}.
     *
     * @param alone whether by its pictures alone
     */
    public record Restream(int work, long startMs, long endMs, boolean alone) {}

    /**
     * What streams show beside their sound.
     *
     * @param works in order of the works
     * @param alone whether every second restream shows its work by pictures alone, under sound of
     *     none
     */
    public record Films(LoopedFilm unrelated, List<LoopedFilm> works, boolean alone) {
        /** Seed of the film that holds no work, far from those of works. */
        private static final long UNRELATED_SEED = 1_000_000;

        /**
         * Draws one for each work, as long as its recording, and one that holds none.
         *
         * @param unrelatedSeconds how long that one is
         */
        public static Films drawn(Corpus corpus, int unrelatedSeconds, boolean alone) {
            List<LoopedFilm> works = new ArrayList<>();
            for (short[] pcm : corpus.works()) {
                works.add(new LoopedFilm(works.size(), pcm.length / PcmSource.RATE_HZ));
            }
            return new Films(new LoopedFilm(UNRELATED_SEED, unrelatedSeconds), works, alone);
        }
    }

    /** One place in the crowd: a stream that goes on, or one restream after the other. */
    private static final class Stream {
        final int place;
        final boolean shows;
        final double offsetMs;
        int cell;
        int number;
        int pictures;
        int session;
        int shown;
        double startMs;

        Stream(int place, boolean shows, double offsetMs) {
            this.place = place;
            this.shows = shows;
            this.offsetMs = offsetMs;
        }
    }

    /**
     * @param name that its sessions' ids begin with
     * @param peaks whether peaks are sent instead of sound
     * @param oneIn one stream in this many shows works
     */
    public LiveLoad(
            Properties clients,
            String name,
            int streams,
            LoopedRecordings unrelated,
            List<LoopedRecordings> works,
            boolean peaks,
            int oneIn) {
        super("live streams");
        this.clients = clients;
        this.name = name;
        this.unrelated = unrelated;
        this.works = works;
        this.peaks = peaks;
        this.oneIn = oneIn;
        for (int place = 0; place < streams; place++) {
            Stream stream = new Stream(place, place % oneIn == 0, PERIOD_MS * place / streams);
            // Far from each other: no two run along the same stretch where the tape is long enough.
            stream.cell = stream.shows ? 0 : (int) ((long) place * unrelated.cells() / streams);
            stream.shown = SHOWN + FIRST_LONGER * (place / oneIn) % SHOWN;
            this.streams.add(stream);
        }
    }

    /** Sends pictures beside the sound; to be called before it starts. */
    public LiveLoad showing(Films shown) {
        films = shown;
        return this;
    }

    @Override
    protected void send() throws IOException, InterruptedException {
        double beginMs = System.currentTimeMillis() + PERIOD_MS;
        String bootstrap = clients.getProperty("bootstrap.servers");
        try (Push push = Broker.connect(bootstrap, clients, Topic.MEDIA_LIVE)) {
            for (Stream stream : streams) {
                stream.startMs = beginMs + stream.offsetMs;
                begin(push, stream);
            }
            while (!ends()) {
                for (Stream stream : streams) {
                    step(push, stream);
                }
            }
            for (Stream stream : streams) {
                end(push, stream);
            }
        }
    }

    /** Sends the next segment when its last sample has been captured. */
    private void step(Push push, Stream stream) throws IOException, InterruptedException {
        awaitMoment(Math.round(at(stream, LoopedRecordings.endSample(stream.number))));
        segment(push, stream);
        stream.number++;
        if (films != null) {
            pictures(push, stream);
        }
        if (stream.shows && stream.number == stream.shown) {
            end(push, stream);
            stream.startMs += stream.shown * PERIOD_MS;
            stream.shown = SHOWN;
            stream.number = 0;
            stream.pictures = 0;
            stream.session++;
            begin(push, stream);
        }
    }

    private static double at(Stream stream, long sample) {
        return stream.startMs + 1_000.0 * sample / PcmSource.RATE_HZ;
    }

    private String id(Stream stream) {
        return name + "-" + stream.place + (stream.shows ? "-" + stream.session : "");
    }

    private int work(Stream stream) {
        return (stream.place / oneIn + 7 * stream.session) % works.size();
    }

    /** Whether its sound is that of a work. */
    private boolean sounds(Stream stream) {
        boolean second = (stream.place / oneIn + stream.session) % 2 == 1;
        return stream.shows && !(second && films != null && films.alone());
    }

    private void begin(Push push, Stream stream) throws IOException {
        String id = id(stream);
        long startMs = Math.round(stream.startMs);
        if (stream.shows) {
            long endMs = Math.round(stream.startMs + stream.shown * PERIOD_MS);
            restreams.put(id, new Restream(work(stream), startMs, endMs, !sounds(stream)));
        }
        new LiveSession(push, id).begin(startMs);
    }

    private void end(Push push, Stream stream) throws IOException {
        new LiveSession(push, id(stream)).end(stream.number + stream.pictures);
    }

    private void segment(Push push, Stream stream) throws IOException {
        String id = id(stream);
        long number = stream.number;
        LoopedRecordings tape = sounds(stream) ? works.get(work(stream)) : unrelated;
        boolean longer = number == 0 && !peaks;
        long samples = longer ? LoopedRecordings.FIRST_SAMPLES : LoopedRecordings.SAMPLES;
        long from =
                peaks || number == 0
                        ? number * LoopedRecordings.SAMPLES
                        : LoopedRecordings.endSample(number - 1);
        Envelope envelope =
                new Envelope(
                        id + "/" + number,
                        SOURCE,
                        EventType.SEGMENT.type(),
                        id,
                        Math.round(at(stream, from)),
                        peaks
                                ? PeaksCodec.contentType(Profile.CURRENT.id())
                                : "audio/L16;rate=11025;channels=1",
                        number,
                        Math.round(1_000.0 * samples / PcmSource.RATE_HZ));
        byte[] payload = peaks ? tape.peaks(stream.cell, number) : tape.sound(stream.cell, number);
        push.send(Topic.MEDIA_LIVE, id, envelope, payload);
    }

    /** Those that were captured by the end of the last segment of sound. */
    private void pictures(Push push, Stream stream) throws IOException {
        double soundMs = at(stream, LoopedRecordings.endSample(stream.number - 1));
        while (stream.startMs + (stream.pictures + 1) * LoopedFilm.PERIOD_MS <= soundMs) {
            String id = id(stream);
            LoopedFilm film = stream.shows ? films.works().get(work(stream)) : films.unrelated();
            long atMs = Math.round(stream.startMs) + stream.pictures * LoopedFilm.PERIOD_MS;
            PictureSegment segment = film.segment(id, stream.cell, stream.pictures, atMs);
            push.send(
                    Topic.MEDIA_LIVE,
                    id,
                    PictureSegmentCodec.envelope(segment, SOURCE),
                    PictureSegmentCodec.payload(segment));
            stream.pictures++;
        }
    }

    /** The restreams so far by session. */
    public Map<String, Restream> restreams() {
        return Map.copyOf(restreams);
    }

    /** How many segments are sent in a second. */
    public double recordsPerSecond() {
        double each = 1_000 / PERIOD_MS + (films == null ? 0 : 1_000.0 / LoopedFilm.PERIOD_MS);
        return streams.size() * each;
    }
}
