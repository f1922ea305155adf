package dev.vigil.video;

/** Cells and transform by their definitions, in double precision. */
final class NaiveWords {
    private NaiveWords() {}

    /** Each pixel with the part of it that a cell covers. */
    static double[] cells(Picture picture, Window window, int cells) {
        double[] means = new double[cells * cells];
        double cellX = (double) window.width() * picture.width() / Window.SIDE / cells;
        double cellY = (double) window.height() * picture.height() / Window.SIDE / cells;
        double left = (double) window.left() * picture.width() / Window.SIDE;
        double top = (double) window.top() * picture.height() / Window.SIDE;
        for (int y = 0; y < cells; y++) {
            for (int x = 0; x < cells; x++) {
                double sum = 0;
                for (int row = 0; row < picture.height(); row++) {
                    double high = covered(row, top + y * cellY, cellY);
                    for (int column = 0; high > 0 && column < picture.width(); column++) {
                        sum +=
                                high
                                        * covered(column, left + x * cellX, cellX)
                                        * picture.at(column, row);
                    }
                }
                means[y * cells + x] = sum / (cellX * cellY);
            }
        }
        return means;
    }

    private static double covered(int pixel, double from, double length) {
        return Math.max(0, Math.min(pixel + 1, from + length) - Math.max(pixel, from));
    }

    /** The orthonormal transform of type II (Ahmed, Natarajan and Rao 1974). */
    static double[] frequencies(double[] cells, int side) {
        double[] found = new double[cells.length];
        for (int v = 0; v < side; v++) {
            for (int u = 0; u < side; u++) {
                double sum = 0;
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        sum += cells[y * side + x] * wave(x, u, side) * wave(y, v, side);
                    }
                }
                found[v * side + u] = sum;
            }
        }
        return found;
    }

    private static double wave(int at, int frequency, int side) {
        double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / side);
        return scale * Math.cos(Math.PI * (2 * at + 1) * frequency / (2.0 * side));
    }

    static double deviation(double[] cells) {
        double mean = 0;
        for (double cell : cells) {
            mean += cell / cells.length;
        }
        double squares = 0;
        for (double cell : cells) {
            squares += (cell - mean) * (cell - mean);
        }
        return Math.sqrt(squares / cells.length);
    }
}
