package dev.vigil.video;

import dev.vigil.schema.media.KeptPicture;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PictureStreamState;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Pictures of a stream to packets of words, cut on an absolute grid of 2 s, so that packets don't
 * depend on how the stream was cut. A packet has the words of 8 s: of the whole picture, of its
 * middle, and of rectangles with lasting edges, which are looked for at the end of each 2 s and
 * keep their numbers while they last. One per stream, from one thread; of cells of the grid without
 * pictures only those give a packet that an upload is searched at.
 */
public final class PictureStream {
    /** Frames between two packets, 2 s. */
    public static final int GRID_FRAMES = 16;

    /** Frames that a packet covers at most, 8 s. */
    public static final int WINDOW_FRAMES = 4 * GRID_FRAMES;

    /** Numbers of windows that need no looking for; rectangles with lasting edges are behind. */
    public static final int MOST_FIXED = 6;

    static final int MOST_INSETS = 12;

    private static final int NO_MATTER = 0;
    private static final long[] NO_SOUND = {};

    private final PictureProfile profile;
    private final PictureBench bench;
    private final Consumer<Packet> out;
    private final InsetSlots insets;
    private final LastingEdges edges;

    /** Pictures since the last packet, and those before that their change is read off. */
    private final Deque<Picture> pictures = new ArrayDeque<>();

    private boolean reference;
    private long[] words = new long[1 << 10];
    private int count;
    private long nextFrom;
    private long nextTo = GRID_FRAMES;

    public PictureStream(PictureProfile profile, PictureBench bench, Consumer<Packet> out) {
        this.profile = profile;
        this.bench = bench;
        this.out = out;
        this.insets = new InsetSlots(MOST_INSETS);
        this.edges = new LastingEdges();
    }

    /** Begins at a frame of a stream, without those before it. */
    public PictureStream(
            PictureProfile profile, PictureBench bench, long frame, Consumer<Packet> out) {
        this(profile, bench, out);
        beginAt(frame);
    }

    /** Goes on where a snapshot was taken. */
    public PictureStream(
            PictureProfile profile,
            PictureBench bench,
            PictureStreamState state,
            Consumer<Packet> out) {
        this.profile = profile;
        this.bench = bench;
        this.out = out;
        this.insets = new InsetSlots(MOST_INSETS, state.insets(), state.missed());
        int from = 0;
        for (int i = 0; i < state.frames().length; i++) {
            int to = from + state.widths()[i] * state.heights()[i];
            pictures.add(
                    new Picture(
                            state.frames()[i],
                            state.widths()[i],
                            state.heights()[i],
                            Arrays.copyOfRange(state.luma(), from, to)));
            from = to;
        }
        this.edges =
                new LastingEdges(
                        state.edgesWidth(), state.edgesHeight(), state.seen(), state.edges());
        count = state.words().length;
        words = Arrays.copyOf(state.words(), Math.max(words.length, count));
        nextFrom = state.nextFrom();
        nextTo = state.nextTo();
    }

    /** A snapshot from which another instance goes on as if it were this one. */
    public PictureStreamState state() {
        ByteArrayOutputStream luma = new ByteArrayOutputStream();
        pictures.forEach(picture -> luma.writeBytes(picture.luma()));
        return new PictureStreamState(
                profile.id(),
                pictures.stream().mapToLong(Picture::frame).toArray(),
                pictures.stream().mapToInt(Picture::width).toArray(),
                pictures.stream().mapToInt(Picture::height).toArray(),
                luma.toByteArray(),
                Arrays.copyOf(words, count),
                insets.insets(),
                insets.missed(),
                edges.width(),
                edges.height(),
                edges.steps(),
                edges.pictures(),
                nextFrom,
                nextTo);
    }

    /**
     * Takes the next picture.
     *
     * @throws IllegalArgumentException for one that is not later than the last
     */
    public void accept(Picture picture) {
        if (!pictures.isEmpty() && picture.frame() <= pictures.getLast().frame()) {
            throw new IllegalArgumentException(
                    "picture: expected one after frame "
                            + pictures.getLast().frame()
                            + ", got frame "
                            + picture.frame()
                            + "; send pictures in order of time");
        }
        settled(picture.frame());
        edges.accept(picture);
        pictures.add(picture);
    }

    /** Whether a picture would be of the size of the last one. */
    public boolean isSameForm(int width, int height) {
        Picture last = pictures.peekLast();
        return last == null || last.width() == width && last.height() == height;
    }

    /**
     * All pictures before a frame are in: a packet that ends there need not wait for the next one.
     */
    public void settled(long frame) {
        if (frame >= nextTo) {
            cutUpTo(frame);
        }
    }

    /**
     * Whether the stream is a reference itself, as a feed is: from now on it gets the words of the
     * windows that references have. Not part of a snapshot.
     */
    public void asReference(boolean isReference) {
        reference = isReference;
    }

    private void cutUpTo(long frame) {
        if (!pictures.isEmpty() && pictures.getLast().frame() >= nextFrom) {
            cut(nextTo, false);
        }
        long due = dueInGap(nextFrom, frame, words, count);
        if (due >= 0) {
            beginAt(due);
            cut(nextTo, false);
        }
        beginAt(frame);
    }

    /**
     * Of an upload every packet is searched whose window meets that of the last one: where a gap
     * has its cell, and the cells before it have words, it is cut all the same.
     *
     * @param nextFrom the first frame that no packet has
     * @param frame behind the gap
     * @return the first frame of that cell; -1 for none
     */
    static long dueInGap(long nextFrom, long frame, long[] words, int count) {
        long first = nextFrom / WINDOW_FRAMES * WINDOW_FRAMES;
        long due = first + WINDOW_FRAMES - GRID_FRAMES;
        boolean isPassed = due / GRID_FRAMES < frame / GRID_FRAMES;
        boolean hasWords =
                count > 0 && PictureWord.frame(words[count - PictureWord.LONGS]) >= first;
        return isPassed && hasWords ? due : -1;
    }

    private void beginAt(long frame) {
        nextFrom = frame / GRID_FRAMES * GRID_FRAMES;
        nextTo = nextFrom + GRID_FRAMES;
    }

    /** The end of the stream: gives the last packet, even an empty one. */
    public void finish() {
        long behind = pictures.isEmpty() ? NO_MATTER : pictures.getLast().frame() + 1;
        cut(Math.max(nextFrom, behind), true);
    }

    private void cut(long toFrame, boolean last) {
        List<Window> windows = windows();
        forget(toFrame - WINDOW_FRAMES);
        for (Picture picture : pictures) {
            if (picture.frame() >= nextFrom) {
                bench.words(picture, before(picture), windows, this::keep);
            }
        }
        out.accept(
                new Packet(
                        profile.id(),
                        nextFrom / GRID_FRAMES,
                        nextFrom,
                        toFrame,
                        Arrays.copyOf(words, count),
                        NO_SOUND,
                        last,
                        numbers(windows),
                        kept()));
        // The last one remains: what comes next may be of another shape.
        Picture latest = pictures.peekLast();
        pictures.removeIf(one -> one != latest && one.frame() < toFrame - profile.lagFrames());
        nextFrom = toFrame;
        nextTo = toFrame + GRID_FRAMES;
    }

    /**
     * By number, null where there is none now. Words of a number that has another rectangle now are
     * forgotten.
     */
    private List<Window> windows() {
        if (reference) {
            return profile.windows();
        }
        boolean[] found = insets.take(edges.rectangles(MOST_INSETS));
        List<Window> were = fixed(pictures.stream().filter(one -> one.frame() < nextFrom));
        List<Window> fixed = fixed(pictures.stream());
        forget(
                number ->
                        number < MOST_FIXED
                                ? !Objects.equals(at(were, number), at(fixed, number))
                                : found[number - MOST_FIXED]);
        Window[] all = new Window[MOST_FIXED + MOST_INSETS];
        place(fixed, all, 0);
        place(insets.windows(), all, MOST_FIXED);
        return Arrays.asList(all);
    }

    /** Windows that need no looking for in the last of these pictures: they follow its shape. */
    private List<Window> fixed(Stream<Picture> of) {
        return of.reduce((earlier, later) -> later)
                .map(last -> profile.streamWindows(last.width(), last.height()))
                .orElse(List.of());
    }

    private static Window at(List<Window> windows, int number) {
        return number < windows.size() ? windows.get(number) : null;
    }

    private void forget(IntPredicate changed) {
        int kept = 0;
        for (int i = 0; i < count; i += PictureWord.LONGS) {
            if (!changed.test(PictureWord.window(words[i]))) {
                System.arraycopy(words, i, words, kept, PictureWord.LONGS);
                kept += PictureWord.LONGS;
            }
        }
        count = kept;
    }

    /** The first picture of the packet to come, null where it has none. */
    private KeptPicture kept() {
        return pictures.stream()
                .filter(picture -> picture.frame() >= nextFrom)
                .findFirst()
                .map(one -> new KeptPicture(one.frame(), one.width(), one.height(), one.luma()))
                .orElse(null);
    }

    private static int[] numbers(List<Window> windows) {
        int[] numbers = new int[4 * windows.size()];
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            if (window != null) {
                numbers[4 * i] = window.left();
                numbers[4 * i + 1] = window.top();
                numbers[4 * i + 2] = window.width();
                numbers[4 * i + 3] = window.height();
            }
        }
        return numbers;
    }

    private static void place(List<Window> windows, Window[] all, int from) {
        for (int i = 0; i < windows.size(); i++) {
            all[from + i] = windows.get(i);
        }
    }

    private Picture before(Picture picture) {
        for (Picture one : pictures) {
            if (one.frame() == picture.frame() - profile.lagFrames()) {
                return one;
            }
        }
        return null;
    }

    private void forget(long beforeFrame) {
        int from = 0;
        while (from < count && PictureWord.frame(words[from]) < beforeFrame) {
            from += PictureWord.LONGS;
        }
        System.arraycopy(words, from, words, 0, count - from);
        count -= from;
    }

    private void keep(long head, long picture, long change) {
        if (count + PictureWord.LONGS > words.length) {
            words = Arrays.copyOf(words, 2 * words.length);
        }
        words[count++] = head;
        words[count++] = picture;
        words[count++] = change;
    }
}
