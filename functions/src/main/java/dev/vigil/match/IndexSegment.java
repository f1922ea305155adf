package dev.vigil.match;

/** An immutable part of the index: postings sorted by key, behind a directory. */
final class IndexSegment extends Shelf {
    private final Directory directory;
    private final int[] when;
    private final short[] details;
    private final double crowd;

    /** Takes room for the postings that have been counted; {@link #put} fills it. */
    IndexSegment(Directory counted) {
        directory = counted;
        crowd = counted.accumulate();
        when = new int[counted.counted()];
        details = new short[counted.counted() + 1];
    }

    /** Puts in a posting of the key at a place of the directory; before anybody asks. */
    void put(int at, int postingWhen, short detail) {
        int room = directory.next(at);
        when[room] = postingWhen;
        details[room] = detail;
    }

    /** All postings are in. */
    IndexSegment closed() {
        directory.close();
        return this;
    }

    Directory directory() {
        return directory;
    }

    int[] when() {
        return when;
    }

    /** One more than there are postings, so that the start of an empty bucket can be read. */
    short[] details() {
        return details;
    }

    /** Mean number of postings under the key of a posting. */
    double crowd() {
        return crowd;
    }

    @Override
    void addSizes(int[] sizes) {
        directory.each((key, at) -> sizes[key] += directory.end(at) - directory.start(at));
    }

    @Override
    int postings() {
        return when.length;
    }

    @Override
    long bytes() {
        return directory.bytes() + (long) Posting.BYTES * when.length + blockBytes();
    }
}
