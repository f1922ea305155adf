package dev.vigil.video;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Finds insets and pictures within bars: rectangles whose sides are edges that last while what is
 * in them moves. At each border of two pixels it keeps a running mean of the step of brightness,
 * and looks for rectangles along whose sides it is above that of the lines beside them.
 *
 * <p>Of one stream and one size of picture; a picture of another size begins anew. All sums are
 * whole numbers, so that the same pictures give the same rectangles anywhere.
 */
final class LastingEdges {
    /** A larger step of brightness is no surer sign of an edge. */
    private static final int LARGEST_STEP = 40;

    /** Of a mean, a new picture is one part in this many: 4 s of a stream. */
    private static final int MEMORY = 16;

    /** Means are kept in parts of a grey level. */
    private static final int PARTS = 256;

    /** Lines beside an edge that it is compared with; those next to it share its blur. */
    private static final int[] BESIDE = {-3, -2, 2, 3};

    /** Grey levels above the lines beside it at which a border counts about three quarters. */
    private static final float CLEAR_STEP = 6;

    /** The least mean of a side that counts. */
    private static final float LEAST_SIDE = 0.1f;

    /** The least share of the picture's width, of its height and the largest of its area. */
    private static final double LEAST_WIDTH = 0.4;

    /** Less than of the width: a wide film in an upright picture. */
    private static final double LEAST_HEIGHT = 0.22;

    private static final double LARGEST_AREA = 0.92;

    /** An inset mostly has the shape of its picture. */
    private static final double SAME_SHAPE = 1.3;

    private static final double SHAPE_TOLERANCE = 0.1;

    /** Rectangles among which those that are no more than a pixel apart are one. */
    private static final int CONSIDERED = 200;

    private int width;
    private int height;
    private int pictures;

    /** Mean steps left of each pixel, row by row, then those above each. */
    private short[] steps = {};

    LastingEdges() {}

    /** Goes on where a snapshot was taken. */
    LastingEdges(int width, int height, int pictures, short[] steps) {
        this.width = width;
        this.height = height;
        this.pictures = pictures;
        this.steps = steps.clone();
    }

    /** A snapshot of the means. */
    short[] steps() {
        return steps.clone();
    }

    /** How many pictures they are a mean of, at most those that matter. */
    int pictures() {
        return pictures;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Takes the next picture of the stream. */
    void accept(Picture picture) {
        if (picture.width() != width || picture.height() != height) {
            begin(picture);
        }
        // From the first picture on it is a mean of what there was, then a running one.
        pictures = Math.min(pictures + 1, MEMORY);
        int above = width * height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                int here = picture.at(x, y);
                step(at, here - (x == 0 ? here : picture.at(x - 1, y)));
                step(above + at, here - (y == 0 ? here : picture.at(x, y - 1)));
            }
        }
    }

    private void begin(Picture picture) {
        width = picture.width();
        height = picture.height();
        pictures = 0;
        steps = new short[2 * width * height];
    }

    private void step(int at, int apart) {
        int step = Math.min(LARGEST_STEP, Math.abs(apart)) * PARTS;
        steps[at] += (short) ((step - steps[at]) / pictures);
    }

    private record Found(double score, int left, int top, int right, int bottom) {
        /** Whether all sides together are less than two pixels apart. */
        boolean isNear(Found other) {
            return Math.abs(left - other.left)
                            + Math.abs(top - other.top)
                            + Math.abs(right - other.right)
                            + Math.abs(bottom - other.bottom)
                    < 2;
        }

        Window of(int width, int height) {
            int x = left * Window.SIDE / width;
            int y = top * Window.SIDE / height;
            return new Window(
                    x, y, right * Window.SIDE / width - x, bottom * Window.SIDE / height - y);
        }
    }

    /**
     * The clearest rectangles, best first; none before the first picture.
     *
     * @param most of them
     */
    List<Window> rectangles(int most) {
        if (pictures == 0) {
            return List.of();
        }
        PriorityQueue<Found> best = new PriorityQueue<>(Comparator.comparingDouble(Found::score));
        new Search(best).run();
        List<Found> inOrder = new ArrayList<>(best);
        inOrder.sort(Comparator.comparingDouble(Found::score).reversed());
        List<Found> kept = new ArrayList<>();
        for (Found one : inOrder) {
            if (kept.size() < most && kept.stream().noneMatch(one::isNear)) {
                kept.add(one);
            }
        }
        return kept.stream().map(one -> one.of(width, height)).toList();
    }

    /** All rectangles of the picture, by sums along the lines. */
    private final class Search implements Runnable {
        private final PriorityQueue<Found> best;

        /** By column's left border, then row: sums of how clear it is from above. */
        private final float[][] down = new float[width + 1][height + 1];

        /** By row's upper border, then column: likewise from the left. */
        private final float[][] across = new float[height + 1][width + 1];

        Search(PriorityQueue<Found> best) {
            this.best = best;
            for (int x = 1; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    down[x][y + 1] = down[x][y] + clear(x, width, y * width, 1);
                }
            }
            for (int y = 1; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    across[y][x + 1] = across[y][x] + clear(y, height, width * height + x, width);
                }
            }
        }

        /** How much clearer a border is than those of the lines beside it, -1 to 1. */
        private float clear(int line, int lines, int base, int stride) {
            int beside = 0;
            int count = 0;
            for (int off : BESIDE) {
                if (line + off > 0 && line + off < lines) {
                    beside += steps[base + (line + off) * stride];
                    count++;
                }
            }
            float above = steps[base + line * stride] - (count == 0 ? 0 : (float) beside / count);
            float levels = above / (PARTS * CLEAR_STEP);
            return levels / (1 + Math.abs(levels));
        }

        @Override
        public void run() {
            int leastWidth = (int) (LEAST_WIDTH * width);
            int leastHeight = (int) ((width < height ? LEAST_HEIGHT : LEAST_WIDTH) * height);
            int[] columns = lines(down, leastHeight);
            int[] rows = lines(across, leastWidth);
            for (int left : columns) {
                for (int right : columns) {
                    if (right - left < leastWidth) {
                        continue;
                    }
                    for (int top : rows) {
                        if (isOpenAbove(left, right, top)) {
                            continue;
                        }
                        for (int bottom : rows) {
                            if (bottom - top >= leastHeight) {
                                weigh(left, top, right, bottom);
                            }
                        }
                    }
                }
            }
        }

        /** Those that a side can lie on: the picture's own sides, and where an edge is clear. */
        private static int[] lines(float[][] sums, int least) {
            return IntStream.range(0, sums.length)
                    .filter(i -> i == 0 || i == sums.length - 1 || isClear(sums[i], least))
                    .toArray();
        }

        private static boolean isClear(float[] sums, int least) {
            for (int from = 0; from + least < sums.length; from++) {
                for (int to = from + least; to < sums.length; to++) {
                    if (sums[to] - sums[from] >= LEAST_SIDE * (to - from)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean isOpenAbove(int left, int right, int top) {
            return top > 0 && across[top][right] - across[top][left] < LEAST_SIDE * (right - left);
        }

        private void weigh(int left, int top, int right, int bottom) {
            int wide = right - left;
            int high = bottom - top;
            if (wide * high > LARGEST_AREA * width * height) {
                return;
            }
            float clearest = 1;
            float sum = 0;
            int length = 0;
            for (int side = 0; side < 4; side++) {
                boolean upright = side < 2;
                int line = side == 0 ? left : side == 1 ? right : side == 2 ? top : bottom;
                if (line == 0 || line == (upright ? width : height)) {
                    continue;
                }
                float along =
                        upright
                                ? down[line][bottom] - down[line][top]
                                : across[line][right] - across[line][left];
                int borders = upright ? high : wide;
                if (along < LEAST_SIDE * borders) {
                    return;
                }
                clearest = Math.min(clearest, along / borders);
                sum += along;
                length += borders;
            }
            offer(sum / length * Math.sqrt(length) * (0.5 + clearest), left, top, right, bottom);
        }

        private void offer(double score, int left, int top, int right, int bottom) {
            double shape = (double) (right - left) * height / ((double) (bottom - top) * width);
            double weighed = Math.abs(shape - 1) < SHAPE_TOLERANCE ? score * SAME_SHAPE : score;
            if (best.size() < CONSIDERED || weighed > best.peek().score) {
                best.add(new Found(weighed, left, top, right, bottom));
                if (best.size() > CONSIDERED) {
                    best.poll();
                }
            }
        }
    }
}
