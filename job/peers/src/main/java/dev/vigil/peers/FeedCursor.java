package dev.vigil.peers;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a feed was read: the next offset of each partition, as {@code 0-17.1-4}. To who reads the
 * feed a text without a meaning.
 *
 * @param next offsets by partition
 */
record FeedCursor(Map<Integer, Long> next) {
    private static final Pattern FORM =
            Pattern.compile("\\d{1,4}-\\d{1,18}(\\.\\d{1,4}-\\d{1,18}){0,99}");

    FeedCursor {
        next = new TreeMap<>(next);
    }

    /**
     * @throws IllegalArgumentException for what no feed has given
     */
    static FeedCursor parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "after: expected a cursor of this feed, got another text; leave it out to start"
                            + " over");
        }
        Map<Integer, Long> next = new TreeMap<>();
        for (String one : text.split("\\.")) {
            String[] parts = one.split("-");
            next.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
        }
        return new FeedCursor(next);
    }

    @Override
    public String toString() {
        return next.entrySet().stream()
                .map(one -> one.getKey() + "-" + one.getValue())
                .collect(Collectors.joining("."));
    }
}
