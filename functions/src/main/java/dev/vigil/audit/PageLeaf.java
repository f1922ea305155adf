package dev.vigil.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.check.Check;
import dev.vigil.schema.wire.Canonical;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * An entry of the log: which offsets of a partition a page is about, and the root over their
 * records. It holds no content and no name of a person, so that it can be kept when they are
 * erased.
 *
 * <p>One of a version that is not known yet, of a newer vigil, is as it was given: the members that
 * a walk needs are those of every version, the others are not read, and the hash is of the text.
 *
 * @param prev last offset of the partition's page before; {@link #NONE} for none
 * @param count how many of the offsets from {@code from} to {@code to} hold a record
 * @param root RFC 6962 root over the records in order, Base64
 * @param runs hash of the page's runs, Base64; null where from, to and count leave no choice
 * @param at when the page was made (UTC epoch ms)
 * @param version of the form: {@link #VERSION}, or a larger number
 * @param given the text of one with a larger number; null for ours
 */
public record PageLeaf(
        String topic,
        int partition,
        long from,
        long to,
        long prev,
        int count,
        String root,
        String runs,
        long at,
        int version,
        String given) {
    /** No page before. */
    public static final long NONE = -1;

    /** The form that is written, and read as a whole. */
    static final int VERSION = 1;

    PageLeaf(
            String topic,
            int partition,
            long from,
            long to,
            long prev,
            int count,
            String root,
            String runs,
            long at) {
        this(topic, partition, from, to, prev, count, root, runs, at, VERSION, null);
    }

    /** Canonical JSON (RFC 8785): the entry to the byte. */
    public String text() {
        if (given != null) {
            return given;
        }
        StringBuilder out = new StringBuilder(256);
        out.append("{\"at\":").append(at);
        out.append(",\"count\":").append(count);
        out.append(",\"from\":").append(from);
        out.append(",\"partition\":").append(partition);
        out.append(",\"prev\":").append(prev);
        out.append(",\"root\":");
        Canonical.quoted(root, out);
        if (runs != null) {
            out.append(",\"runs\":");
            Canonical.quoted(runs, out);
        }
        out.append(",\"to\":").append(to);
        out.append(",\"topic\":");
        Canonical.quoted(topic, out);
        return out.append(",\"v\":").append(VERSION).append('}').toString();
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException for another form, or what can't be
     */
    public static PageLeaf parse(String text) {
        JsonNode tree = Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        int version = tree.path("v").asInt();
        boolean isNewer = version > VERSION && tree.path("v").isInt();
        PageLeaf leaf =
                new PageLeaf(
                        tree.path("topic").asText(),
                        tree.path("partition").asInt(),
                        tree.path("from").asLong(),
                        tree.path("to").asLong(),
                        tree.path("prev").asLong(),
                        tree.path("count").asInt(),
                        tree.path("root").asText(),
                        isNewer ? null : tree.path("runs").asText(null),
                        tree.path("at").asLong(),
                        isNewer ? version : VERSION,
                        isNewer ? text : null);
        boolean isAsWritten = isNewer ? hasMembersOfAWalk(tree) : leaf.text().equals(text);
        if (!isAsWritten || !leaf.isPossible()) {
            throw new IllegalArgumentException(
                    "leaf: expected a page of version "
                            + VERSION
                            + " as canonical JSON, got '"
                            + (text.length() > 200 ? text.substring(0, 200) + "..." : text)
                            + "'");
        }
        return leaf;
    }

    private static boolean hasMembersOfAWalk(JsonNode tree) {
        return tree.path("topic").isTextual()
                && !tree.path("topic").asText().isEmpty()
                && tree.path("root").isTextual()
                && tree.path("partition").isInt()
                && Stream.of("from", "to", "prev", "count", "at")
                        .allMatch(it -> tree.path(it).isIntegralNumber());
    }

    private boolean isPossible() {
        return prev >= NONE
                && from > prev
                && to >= from
                && partition >= 0
                && count >= 0
                && (isNewer() || isPossibleOfOurs())
                && Check.isTimeMs(at);
    }

    private boolean isPossibleOfOurs() {
        return count <= AuditPage.MOST_RECORDS
                && count <= to - from + 1
                && (runs != null) == hasHoles();
    }

    /** True of one that a newer vigil has made: of its records nothing is known here. */
    public boolean isNewer() {
        return version > VERSION;
    }

    /**
     * Of the offsets from the first record to the last some hold none: which, the page's runs say.
     */
    private boolean hasHoles() {
        return count > 0 && count <= to - from;
    }

    /**
     * True of a page that says nothing but that its offsets could not be read: they were gone
     * before the log read them, or more was waiting than it holds.
     */
    public boolean isUnread() {
        return count == 0 && !isNewer() && !topic.equals(AuditLog.TICK);
    }

    /** The partition, as findings name it. */
    public String place() {
        return place(topic, partition);
    }

    static String place(String topic, int partition) {
        return topic + "/" + partition;
    }
}
