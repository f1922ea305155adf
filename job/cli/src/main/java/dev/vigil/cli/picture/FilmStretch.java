package dev.vigil.cli.picture;

import dev.vigil.schema.media.Packet;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is drawn of a stretch of a film: a picture a second, and the rectangles that a stream of it
 * would be searched in. Takes all pictures of the film, keeps those of the stretch.
 */
final class FilmStretch {
    private static final PictureProfile PROFILE = FilmComparison.PROFILE;
    private static final int STREAM_STEP = PROFILE.streamStep();

    private final long from;
    private final long to;
    private final Map<Long, Picture> pictures = new HashMap<>();

    /** By packet of 2 s. */
    private final Map<Long, List<Window>> rectangles = new HashMap<>();

    private final PictureStream stream =
            new PictureStream(PROFILE, new PictureBench(PROFILE), this::take);

    /**
     * @param fromS where the stretch begins
     * @param seconds its length
     */
    FilmStretch(double fromS, double seconds) {
        from = Math.round(fromS * PROFILE.framesPerSecond());
        to = from + Math.round(seconds * PROFILE.framesPerSecond());
    }

    /** Takes the next picture of a film at the rate of references. */
    void take(Picture picture) {
        if (picture.frame() % STREAM_STEP == 0) {
            stream.accept(picture);
        }
        boolean isWholeSecond = (picture.frame() - from) % PROFILE.framesPerSecond() == 0;
        if (isWholeSecond && picture.frame() >= from && picture.frame() < to) {
            pictures.put(picture.frame(), picture);
        }
    }

    private void take(Packet packet) {
        if (packet.toFrame() <= from || packet.fromFrame() >= to) {
            return;
        }
        int[] numbers = packet.windows();
        List<Window> found = new ArrayList<>();
        for (int i = 4 * PictureStream.MOST_FIXED; i < numbers.length; i += 4) {
            if (numbers[i + 2] > 0) {
                found.add(new Window(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]));
            }
        }
        rectangles.put(packet.sequence(), found);
    }

    /** The film is over. */
    void finish() {
        stream.finish();
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** The picture of a frame, null for another one than each second's. */
    Picture at(long frame) {
        return pictures.get(frame);
    }

    /** Those that were found up to the end of the 2 s of a frame. */
    List<Window> rectangles(long frame) {
        return rectangles.getOrDefault(frame / PictureStream.GRID_FRAMES, List.of());
    }
}
