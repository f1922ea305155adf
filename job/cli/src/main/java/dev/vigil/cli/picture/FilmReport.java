package dev.vigil.cli.picture;

import dev.vigil.cli.text.Version;
import dev.vigil.client.text.Times;
import dev.vigil.schema.match.Line;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What a comparison of the pictures of two films comes to.
 *
 * @param queryMs its length
 * @param referenceMs its length
 * @param searchedAs {@code upload} or {@code live}
 * @param threshold evidence that makes a match
 * @param best the most similar stretch where nothing matches; null where there is none either
 * @param blank file that is black, or one grey, throughout; null where both show something
 */
record FilmReport(
        String query,
        String querySha256,
        long queryMs,
        String reference,
        String referenceSha256,
        long referenceMs,
        String searchedAs,
        double threshold,
        List<FilmLikeness> matches,
        FilmLikeness best,
        String blank,
        String profile,
        String vigil) {

    /**
     * One side of a comparison.
     *
     * @param isBlank whether it has no word
     */
    record Side(Recording file, long frames, boolean isBlank) {
        long durationMs() {
            return Math.round(FilmComparison.PROFILE.millis(frames));
        }
    }

    static FilmReport of(Side query, Side reference, FilmComparison comparison) throws IOException {
        long queryMs = query.durationMs();
        long referenceMs = reference.durationMs();
        List<FilmLikeness> matches =
                comparison.found().matches().stream()
                        .map(match -> FilmLikeness.of(match, queryMs, referenceMs))
                        .toList();
        Line strongest = comparison.found().strongest().orElse(null);
        Side blank = query.isBlank() ? query : reference.isBlank() ? reference : null;
        return new FilmReport(
                query.file().name(),
                query.file().sha256(),
                queryMs,
                reference.file().name(),
                reference.file().sha256(),
                referenceMs,
                comparison.live() ? "live" : "upload",
                Math.round(10 * comparison.threshold()) / 10.0,
                matches,
                matches.isEmpty() && strongest != null
                        ? FilmLikeness.of(strongest, queryMs, referenceMs)
                        : null,
                blank == null ? null : blank.file().name(),
                FilmComparison.PROFILE.id(),
                Version.NUMBER);
    }

    boolean isMatch() {
        return !matches.isEmpty();
    }

    /** For people, several lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "Pictures: %s (%s) against %s (%s), searched as %s%n",
                        query,
                        Times.position(queryMs),
                        reference,
                        Times.position(referenceMs),
                        searchedAsWords()));
        for (FilmLikeness match : matches) {
            text.append(
                    String.format(Locale.ROOT, "Match: %s, %s%n", match.claim(), match.where()));
            text.append(details(match));
            if (match.still()) {
                text.append(
                        String.format(Locale.ROOT, "  nothing in it moves: a person decides%n"));
            }
        }
        if (matches.isEmpty()) {
            text.append(String.format(Locale.ROOT, "No match: %s%n", why()));
            text.append(best == null ? "" : details(best));
        }
        return text.toString();
    }

    /** Why nothing matches, in a sentence. */
    String why() {
        if (blank != null) {
            return blank + " is black, or one grey, throughout";
        }
        return Report.whyNot(best != null);
    }

    String searchedAsWords() {
        return Report.searchedAsWords(searchedAs);
    }

    private String details(FilmLikeness stretch) {
        return String.format(
                Locale.ROOT,
                "  query %s, reference %s; speed %s%s%n"
                        + "  in the query: %s%n"
                        + "  evidence %s; strongest 8 s: %s%n",
                stretch.query(),
                stretch.reference(),
                stretch.speedWords(),
                stretch.mirrored() ? ", mirrored" : "",
                stretch.rectangleWords(),
                stretch.evidenceWords(threshold),
                stretch.strongestWords());
    }
}
