package dev.vigil.desk.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path such as {@code /notice/{id}/triage}: a name in braces is any one segment. */
final class PathPattern {
    private final String path;
    private final List<String> segments;

    PathPattern(String path) {
        this.path = path;
        segments = List.of(path.split("/", -1));
    }

    /**
     * What the braces hold, decoded; empty where it is another path.
     *
     * @param asked as it is in the request, encoded
     */
    Optional<Map<String, String>> places(String asked) {
        String[] parts = asked.split("/", -1);
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                Optional<String> held = decoded(parts[i]).filter(one -> !one.isEmpty());
                if (held.isEmpty()) {
                    return Optional.empty();
                }
                places.put(segment.substring(1, segment.length() - 1), held.get());
            } else if (!segment.equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    /** Empty where a percent sign has no two digits behind it. A plus is a plus. */
    static Optional<String> decoded(String segment) {
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = bytes[i];
            }
        }
        return Optional.of(new String(out, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return path;
    }
}
