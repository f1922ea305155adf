package dev.vigil.audit;

import java.util.List;

/**
 * Where a check reads records, some spans of offsets at a time: so that it never holds more of a
 * log than a part, however long the log is.
 */
public interface RecordSource {
    /** None at all: the check is of the log alone. */
    RecordSource NONE =
            new RecordSource() {
                @Override
                public List<Span> spans() {
                    return List.of();
                }

                @Override
                public void read(List<Span> wanted, Lines to) {
                    // There are none.
                }
            };

    /** Offsets of a partition, both ends included; none where it ends before it begins. */
    record Span(String topic, int partition, long from, long to) {
        boolean holds(long offset) {
            return from <= offset && offset <= to;
        }
    }

    /** Takes records: the bytes of {@link RecordBytes}, a line of an export. */
    @FunctionalInterface
    interface Lines {
        /**
         * One within an array.
         *
         * @param to the first byte behind it
         */
        void line(byte[] bytes, int from, int to);
    }

    /**
     * The partitions that it has records of; asked behind each read, as retention goes on.
     *
     * @return of each the offsets of which it leaves out none that is there; none of them where
     *     that is not known
     */
    List<Span> spans();

    /**
     * Gives all its records in these spans, each partition in its own order; others are harmless.
     */
    void read(List<Span> wanted, Lines to);
}
