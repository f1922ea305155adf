package dev.vigil.desk.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims of a token by their name, or by a path such as {@code realm_access.roles}. */
final class ClaimPath {
    /** Of a claim: groups of a person. */
    private static final int MOST = 1_000;

    private ClaimPath() {}

    /** The texts of a list, or the one that there is. */
    static List<String> texts(Map<?, ?> claims, String path) {
        Object value = value(claims, path);
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof Collection<?> many) {
            return many.stream()
                    .limit(MOST)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return List.of();
    }

    /** The one text that there is; empty for several. */
    static Optional<String> text(Map<?, ?> claims, String path) {
        List<String> texts = texts(claims, path);
        return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
    }

    /** A whole name first: names of claims may be addresses, with dots in them. */
    private static Object value(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? value(inner, path.substring(dot + 1))
                : null;
    }
}
