package dev.vigil.audit;

import java.nio.charset.StandardCharsets;

/** Where a record is. */
public record RecordPlace(String topic, int partition, long offset) {
    private static final byte[] TOPIC = member("kafkatopic");
    private static final byte[] PARTITION = member("kafkapartition");
    private static final byte[] OFFSET = member("kafkaoffset");

    static byte[] member(String name) {
        return ("\"" + name + "\":\"").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads it from the bytes of a record, without a parser: no text of canonical JSON holds a
     * quote that is not escaped, so each name is found once. Searched from the end, where they are:
     * the data come first and are long.
     *
     * @param to the first byte behind the record
     * @return null where it is not there, or no number
     */
    public static RecordPlace in(byte[] bytes, int from, int to) {
        String topic = value(TOPIC, bytes, from, to);
        String partition = value(PARTITION, bytes, from, to);
        String offset = value(OFFSET, bytes, from, to);
        if (topic == null || partition == null || offset == null) {
            return null;
        }
        try {
            return new RecordPlace(topic, Integer.parseInt(partition), Long.parseLong(offset));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The bytes of a record as they would be at another offset; it must have one. */
    static byte[] moved(byte[] record, long offset) {
        int at = find(OFFSET, record, 0, record.length) + OFFSET.length;
        int end = at;
        while (record[end] != '"') {
            end++;
        }
        byte[] digits = Long.toString(offset).getBytes(StandardCharsets.UTF_8);
        byte[] moved = new byte[record.length - (end - at) + digits.length];
        System.arraycopy(record, 0, moved, 0, at);
        System.arraycopy(digits, 0, moved, at, digits.length);
        System.arraycopy(record, end, moved, at + digits.length, record.length - end);
        return moved;
    }

    static String value(byte[] name, byte[] bytes, int from, int to) {
        int at = find(name, bytes, from, to);
        if (at < 0) {
            return null;
        }
        int start = at + name.length;
        int end = start;
        while (end < to && bytes[end] != '"') {
            end++;
        }
        return end == to ? null : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static int find(byte[] name, byte[] bytes, int from, int to) {
        for (int at = to - name.length; at >= from; at--) {
            int same = 0;
            while (same < name.length && bytes[at + same] == name[same]) {
                same++;
            }
            if (same == name.length) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
