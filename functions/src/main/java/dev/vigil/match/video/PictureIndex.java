package dev.vigil.match.video;

import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.Thresholds;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWord;
import dev.vigil.video.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An index of films whose references have names. */
public final class PictureIndex implements ReferenceIndex {
    /** Lines with less evidence than this are not given. */
    static final double FLOOR = 1;

    /**
     * Evidence of change in 8 s below which a line may be a still picture: unrelated pictures reach
     * 1.5, few copies that move have less.
     */
    static final double LEAST_CHANGE = 1.5;

    /** Lines of a packet that are given at most. */
    private static final int MOST_LINES = 24;

    private final Thresholds thresholds;
    private final SearchSettings listening;
    private final FilmShelves shelves = new FilmShelves(new Shelved());
    private final PictureProfile profile;
    private final PictureSearcher searcher;

    /** By ordinal; null for one that was retired. */
    private final List<IndexedFilm> films = new ArrayList<>();

    /** Numbers among them that were retired and that no shelf has. */
    private final BitSet free = new BitSet();

    private final Map<ReferenceName, Integer> ordinals = new HashMap<>();
    private final Map<ReferenceName, FeedFilm> feeds = new HashMap<>();

    /** Those that are being made. */
    private final Map<ReferenceName, Adding> under = new HashMap<>();

    private long filmBytes;

    /**
     * @param profile that the words of works and packets are made with
     */
    public PictureIndex(PictureProfile profile, Thresholds thresholds, SearchSettings listening) {
        this.profile = profile;
        this.searcher = new PictureSearcher(new PictureBench(profile).mirrorMask());
        this.thresholds = thresholds;
        this.listening = listening;
    }

    @Override
    public void put(ReferenceName name, long[] words) {
        put(name, PictureReference.of(words));
    }

    @Override
    public void put(ReferenceName name, Prepared whole) {
        forgetAdding(name);
        forgetWhole(name);
        ordinals.put(name, add(name, (PictureReference) whole));
    }

    private int add(ReferenceName name, PictureReference words) {
        int ordinal = numbered(name, words);
        shelves.add(ordinal);
        return ordinal;
    }

    private int numbered(ReferenceName name, PictureReference words) {
        int ordinal = free.isEmpty() ? films.size() : free.nextSetBit(0);
        if (ordinal == films.size()) {
            films.add(null);
        }
        free.clear(ordinal);
        films.set(ordinal, new IndexedFilm(name, words));
        filmBytes += words.bytes();
        return ordinal;
    }

    /** The films for the shelves that have their words. */
    private final class Shelved implements FilmShelves.Films {
        @Override
        public PictureReference film(int ordinal) {
            IndexedFilm film = films.get(ordinal);
            return film == null ? null : film.words();
        }

        @Override
        public void moved(int ordinal, PictureReference film) {
            films.set(ordinal, new IndexedFilm(films.get(ordinal).name(), film));
        }

        @Override
        public void freed(int ordinal) {
            free.set(ordinal);
        }
    }

    /** The stretches of a feed among the films. */
    private FeedFilm.Films stretches(ReferenceName name) {
        return new FeedFilm.Films() {
            @Override
            public int begin(PictureReference film) {
                int ordinal = numbered(name, film);
                shelves.grow(ordinal);
                return ordinal;
            }

            @Override
            public void grow(int ordinal, PictureReference film) {
                filmBytes += film.bytes() - films.get(ordinal).words().bytes();
                films.set(ordinal, new IndexedFilm(name, film));
                shelves.grow(ordinal);
            }

            @Override
            public void complete(int ordinal) {
                shelves.grown(ordinal);
            }
        };
    }

    /** A film while its words are read. */
    private final class Adding implements Work {
        private final ReferenceName name;
        private final long[] words;
        private PictureReference whole;

        private Adding(ReferenceName name, long[] words) {
            this.name = name;
            this.words = words;
        }

        @Override
        public void run() {
            whole = PictureReference.of(words);
        }

        /** Puts it in, unless the name was retired or given to another one meanwhile. */
        @Override
        public void publish() {
            if (under.get(name) == this) {
                put(name, whole);
            }
        }

        /** What is searched under its name stays. */
        @Override
        public void abandon() {
            under.remove(name, this);
        }
    }

    @Override
    public Work adding(ReferenceName name, long[] words) {
        Adding begun = new Adding(name, words);
        under.put(name, begun);
        return begun;
    }

    private void forgetAdding(ReferenceName name) {
        under.remove(name);
    }

    private void forgetWhole(ReferenceName name) {
        Integer before = ordinals.remove(name);
        if (before != null) {
            forget(before);
        }
    }

    private void forget(int ordinal) {
        PictureReference gone = films.set(ordinal, null).words();
        filmBytes -= gone.bytes();
        shelves.retire(ordinal, gone);
    }

    @Override
    public void grow(ReferenceName name, long[] newWords, long keptFrame) {
        FeedFilm feed = feeds.computeIfAbsent(name, k -> new FeedFilm(stretches(name)));
        feed.grow(newWords);
        feed.forgetBefore(keptFrame, this::forget);
    }

    @Override
    public void retire(ReferenceName name) {
        forgetAdding(name);
        forgetWhole(name);
        FeedFilm feed = feeds.remove(name);
        if (feed != null) {
            feed.forgetBefore(Long.MAX_VALUE, this::forget);
        }
    }

    @Override
    public Optional<List<FoundLine>> ask(Packet packet, boolean upload, double hours) {
        PicturePlan plan = PicturePlan.of(packet, upload, listening.thoroughEvery());
        if (plan == PicturePlan.SKIP) {
            return Optional.empty();
        }
        PictureQuery query = PictureQuery.of(packet.peaks());
        List<PictureSearcher.Found> found = ask(query, packet, plan);
        double threshold = listening.threshold(thresholds, upload, hours);
        if (plan == PicturePlan.SCREEN && PicturePlan.isDoubtful(evidence(found), threshold)) {
            found = ask(query, packet, PicturePlan.SEARCH);
        }
        return Optional.of(lines(query, found, packet.windows()));
    }

    private List<PictureSearcher.Found> ask(PictureQuery query, Packet packet, PicturePlan plan) {
        long from = plan == PicturePlan.SCREEN ? packet.fromFrame() : query.fromFrame();
        int picture = (int) Math.max(0, (from - query.fromFrame()) / PictureQuery.STEP);
        return searcher.ask(query, picture, plan == PicturePlan.SEARCH, shelves.all(), films::get);
    }

    private static double evidence(List<PictureSearcher.Found> found) {
        return found.isEmpty() ? 0 : found.get(0).evidence();
    }

    private List<FoundLine> lines(
            PictureQuery query, List<PictureSearcher.Found> found, int[] windows) {
        List<FoundLine> lines = new ArrayList<>();
        for (PictureSearcher.Found one : found) {
            if (one.fitted().evidence() >= FLOOR && lines.size() < MOST_LINES) {
                IndexedFilm film = films.get(one.reference());
                Line line = line(query, one, film, windows);
                if (lines.stream().noneMatch(other -> isSame(line, other.line()))) {
                    lines.add(new FoundLine(film.name().workId(), film.name().referenceId(), line));
                }
            }
        }
        return lines;
    }

    private Line line(
            PictureQuery query, PictureSearcher.Found one, IndexedFilm film, int[] windows) {
        PictureVerifier.Fitted fitted = one.fitted();
        double offset =
                film.words().fromFrame() + fitted.offset() - fitted.tempo() * query.fromFrame();
        double from = query.fromFrame() + (double) PictureQuery.STEP * fitted.firstPicture();
        double to = query.fromFrame() + (double) PictureQuery.STEP * fitted.lastPicture();
        return LineBuilder.builder()
                .reference(film.name().number())
                .tempo(fitted.tempo())
                .offsetFrames(offset)
                .anchors(Math.round(one.cell().votes()))
                .matched(fitted.lastPicture() - fitted.firstPicture() + 1)
                .evidence(fitted.evidence())
                .queryFromFrame(from)
                .queryToFrame(to)
                .refFromFrame(offset + fitted.tempo() * from)
                .refToFrame(offset + fitted.tempo() * to)
                .picture(picture(one, film, windows))
                .build();
    }

    /**
     * The rectangle is that of the work's whole picture, whichever part of it was compared.
     *
     * @param windows of the packet; empty, or all zero of one, where it is not known
     */
    private PictureMatch picture(PictureSearcher.Found one, IndexedFilm film, int[] windows) {
        boolean mirrored = one.cell().mirrored();
        double change = one.fitted().change();
        boolean still = isStill(one.fitted());
        int at = 4 * one.cell().queryWindow();
        if (at + 3 >= windows.length || windows[at + 2] * windows[at + 3] == 0) {
            return new PictureMatch(change, still, 0, 0, 0, 0, mirrored);
        }
        Window part = part(film, one.fitted().window());
        Window seen =
                new Window(windows[at], windows[at + 1], windows[at + 2], windows[at + 3])
                        .around(mirrored ? part.mirrored() : part);
        return new PictureMatch(
                change, still, seen.left(), seen.top(), seen.width(), seen.height(), mirrored);
    }

    /**
     * Whether only a still picture is in common, or one shot. What a shot shows agrees throughout
     * if it does once, however many pictures that are: so of one shot the changes alone have to
     * suffice.
     */
    private boolean isStill(PictureVerifier.Fitted line) {
        return line.change() < (line.isOneShot() ? thresholds.least() : LEAST_CHANGE);
    }

    /** What a window of a work shows of it; of a feed, whose windows move, the whole is assumed. */
    private Window part(IndexedFilm film, int window) {
        return feeds.containsKey(film.name()) ? Window.WHOLE : profile.windows().get(window);
    }

    /** Lines of several windows are one; the better comes first. */
    private static boolean isSame(Line a, Line b) {
        double query = a.queryFromFrame();
        return a.reference() == b.reference() && Math.abs(a.refAt(query) - b.refAt(query)) < 8;
    }

    @Override
    public void maintain() {
        compaction().ifPresent(PictureIndex::finish);
    }

    private static void finish(Work work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            work.abandon();
            throw e;
        }
        work.publish();
    }

    @Override
    public boolean isMergeDue() {
        return shelves.isMergeDue();
    }

    @Override
    public void merge() {
        maintain();
    }

    @Override
    public Optional<Work> compaction() {
        return shelves.isMergeDue() ? Optional.of(new Merging(shelves.merge())) : Optional.empty();
    }

    private final class Merging implements Work {
        private final FilmShelves.Merge merge;

        private Merging(FilmShelves.Merge merge) {
            this.merge = merge;
        }

        @Override
        public void run() {
            merge.run();
        }

        @Override
        public void publish() {
            shelves.publish(merge);
        }

        @Override
        public void abandon() {
            shelves.abandon();
        }
    }

    @Override
    public long bytes() {
        return filmBytes
                + shelves.bytes()
                + feeds.values().stream().mapToLong(FeedFilm::bytes).sum();
    }

    /** Numbers of films, used or free. */
    int numbers() {
        return films.size();
    }

    /**
     * What of a packet of a feed was not in the one before; without numbers of windows that no
     * reference has.
     */
    public static long[] newWords(Packet packet) {
        long[] words = packet.peaks();
        long[] fresh = new long[words.length];
        int count = 0;
        for (int at = 0; at < words.length; at += PictureWord.LONGS) {
            if (PictureWord.frame(words[at]) >= packet.fromFrame()
                    && PictureWord.window(words[at]) < PictureReference.MOST_WINDOWS) {
                System.arraycopy(words, at, fresh, count, PictureWord.LONGS);
                count += PictureWord.LONGS;
            }
        }
        return Arrays.copyOf(fresh, count);
    }
}
