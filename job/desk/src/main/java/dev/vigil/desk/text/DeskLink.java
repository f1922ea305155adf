package dev.vigil.desk.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages of the desk; whatever is in an id, it is one part of the path. */
public final class DeskLink {
    private DeskLink() {}

    /** {@code /notice/n%2F7} for {@code notice} and {@code n/7}. */
    public static String to(String screen, String... ids) {
        StringBuilder path = new StringBuilder("/").append(screen);
        for (String id : ids) {
            path.append('/').append(encoded(id));
        }
        return path.toString();
    }

    /**
     * A path with a query.
     *
     * @param query names, each before its value; what is null is left out
     */
    public static String with(String path, Object... query) {
        StringBuilder link = new StringBuilder(path);
        char before = '?';
        for (int i = 0; i < query.length; i += 2) {
            if (query[i + 1] != null) {
                link.append(before).append(query[i]).append('=');
                link.append(encoded(query[i + 1].toString()));
                before = '&';
            }
        }
        return link.toString();
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
