package dev.vigil.video;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Pictures of one stream to words. Keeps the pictures of the last half second, which a word of
 * change needs, and nothing else, so that words don't depend on how the stream was cut. From one
 * thread.
 */
public final class PictureWords {
    private final PictureProfile profile;
    private final PictureBench bench;
    private final Deque<Picture> recent = new ArrayDeque<>();

    /** Receives words in order of time, and of a time in order of windows. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param head see {@link PictureWord}
         * @param picture signs of the picture, 0 where there are none
         * @param change signs of its change, 0 where there are none
         */
        void word(long head, long picture, long change);
    }

    public PictureWords(PictureProfile profile, PictureBench bench) {
        this.profile = profile;
        this.bench = bench;
    }

    /** Goes on behind the pictures of the last half second. */
    public PictureWords(PictureProfile profile, PictureBench bench, List<Picture> recent) {
        this(profile, bench);
        this.recent.addAll(recent);
    }

    /** Pictures that the words of the next ones may need, oldest first. */
    public List<Picture> recent() {
        return List.copyOf(recent);
    }

    /**
     * Takes the next picture.
     *
     * @param windows that words are made of; their numbers are their places here
     * @throws IllegalArgumentException for one that is not later than the last
     */
    public void accept(Picture picture, List<Window> windows, Sink sink) {
        if (!recent.isEmpty() && picture.frame() <= recent.getLast().frame()) {
            throw new IllegalArgumentException(
                    "picture: expected one after frame "
                            + recent.getLast().frame()
                            + ", got frame "
                            + picture.frame()
                            + "; send pictures in order of time");
        }
        Picture before = before(picture.frame() - profile.lagFrames());
        bench.words(picture, before, windows, sink);
        recent.add(picture);
    }

    /** The picture of a frame, or null; older ones are forgotten. */
    private Picture before(long frame) {
        for (Iterator<Picture> oldest = recent.iterator(); oldest.hasNext(); ) {
            Picture one = oldest.next();
            if (one.frame() >= frame) {
                return one.frame() == frame ? one : null;
            }
            oldest.remove();
        }
        return null;
    }
}
