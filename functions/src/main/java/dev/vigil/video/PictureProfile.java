package dev.vigil.video;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Frozen parameters of words of pictures; another set is another id, never an edit.
 *
 * @param id modality and number, which travel with every word
 * @param framesPerSecond steps of time, which references are sampled at
 * @param streamStep frames from one picture of a stream to the next
 * @param pixels of a thumbnail, at the picture's aspect
 * @param cells of a side of a window
 * @param lagFrames how far back a word of change looks
 * @param leastContrast standard deviation of cells (grey levels) below which there is no word
 * @param leastChange that of their change, likewise
 * @param windows of references
 */
public record PictureProfile(
        String id,
        int framesPerSecond,
        int streamStep,
        int pixels,
        int cells,
        int lagFrames,
        double leastContrast,
        double leastChange,
        List<Window> windows)
        implements Serializable {
    /** The default: what new words are made with. */
    public static final PictureProfile CURRENT =
            new PictureProfile("video/1", 8, 2, 2304, 16, 4, 4, 2, referenceWindows());

    private static final double[] SHAPES = {16.0 / 9, 4.0 / 3, 1, 2.35};
    private static final double[] NO_SHAPES = {};

    public PictureProfile {
        windows = List.copyOf(windows);
    }

    /** The whole, its middle, and where a copy that is cropped by a fifth may lie. */
    private static List<Window> referenceWindows() {
        List<Window> windows = new ArrayList<>();
        windows.add(Window.WHOLE);
        windows.add(Window.of(0.9, 0.5, 0.5));
        for (int y = 0; y <= 2; y++) {
            for (int x = 0; x <= 2; x++) {
                windows.add(Window.of(0.8, x / 2.0, y / 2.0));
            }
        }
        return windows;
    }

    /**
     * Windows of a stream's pictures that need no looking for: the whole, its middle, what is above
     * a banner, and of an upright picture what lies across it in a usual shape.
     */
    public List<Window> streamWindows(int width, int height) {
        List<Window> windows = new ArrayList<>();
        windows.add(Window.WHOLE);
        windows.add(Window.of(0.9, 0.5, 0.5));
        if (width >= height) {
            // Banners and subtitles are below.
            for (int x = 0; x <= 2; x++) {
                windows.add(Window.of(0.8, x / 2.0, 0));
            }
        }
        for (double shape : width < height ? SHAPES : NO_SHAPES) {
            int high = (int) Math.round(Window.SIDE * width / (height * shape));
            if (high < Window.SIDE) {
                windows.add(new Window(0, (Window.SIDE - high) / 2, Window.SIDE, high));
            }
        }
        return windows;
    }

    /** Length of a stretch of frames in milliseconds. */
    public double millis(double frames) {
        return frames * 1000 / framesPerSecond;
    }
}
