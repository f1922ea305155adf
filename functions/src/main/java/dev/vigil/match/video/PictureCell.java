package dev.vigil.match.video;

/**
 * Where words of a query agree on a place in a film.
 *
 * @param reference ordinal in the index
 * @param offset frame of the film at the query's first picture, about
 * @param queryWindow number of the query's window
 * @param mirrored whether left and right are swapped
 * @param window number of the film's window
 * @param own weight of the pictures that agree and are not shared by several works
 * @param votes weight of all that agree
 */
record PictureCell(
        int reference,
        int offset,
        int queryWindow,
        boolean mirrored,
        int window,
        float own,
        float votes) {
    private static final int NEAR_FRAMES = 8;

    /** Whether both would be verified to the same line. */
    boolean isNear(PictureCell other) {
        return reference == other.reference
                && queryWindow == other.queryWindow
                && mirrored == other.mirrored
                && Math.abs(offset - other.offset) < NEAR_FRAMES;
    }

    PictureCell at(int otherOffset) {
        return new PictureCell(reference, otherOffset, queryWindow, mirrored, window, own, votes);
    }
}
