package dev.vigil.local.picture;

import dev.vigil.audio.Profile;
import dev.vigil.local.command.Times;
import dev.vigil.local.command.Vigil;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a comparison came to.
 *
 * @param searchedAs upload or live
 * @param threshold evidence that makes a match
 * @param matches in order of the query
 * @param best the strongest line where nothing matches; null where there is none at all
 * @param vigil version that compared
 * @param silent the file that has no peaks; null where both have some
 */
record Report(
        String query,
        String querySha256,
        long queryMs,
        String reference,
        String referenceSha256,
        long referenceMs,
        String searchedAs,
        double threshold,
        List<Told> matches,
        Likeness best,
        String silent,
        int profile,
        String vigil) {

    /** A match with its sentence. */
    record Told(Likeness stretch, String verdict, boolean weak) {}

    private static Told told(Likeness stretch, double threshold) {
        return new Told(stretch, stretch.verdict(threshold), stretch.isWeak(threshold));
    }

    static Report of(Heard query, Heard reference, Comparison comparison, Profile profile) {
        List<Told> matches =
                comparison.matches().stream()
                        .map(match -> Likeness.of(match, profile))
                        .map(stretch -> told(stretch, comparison.threshold()))
                        .toList();
        Likeness best =
                matches.isEmpty()
                        ? comparison
                                .strongest()
                                .map(line -> Likeness.of(line, profile))
                                .orElse(null)
                        : null;
        String silent =
                Stream.of(query, reference)
                        .filter(heard -> heard.peaks().length == 0)
                        .map(Heard::name)
                        .findFirst()
                        .orElse(null);
        return new Report(
                query.name(),
                query.sha256(),
                query.durationMs(),
                reference.name(),
                reference.sha256(),
                reference.durationMs(),
                comparison.live() ? "live" : "upload",
                comparison.threshold(),
                matches,
                best,
                silent,
                profile.number(),
                Vigil.VERSION);
    }

    boolean isMatch() {
        return !matches.isEmpty();
    }

    /** For people, several lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        "%s (%s) against %s (%s), searched as %s%n",
                        query,
                        Times.position(queryMs),
                        reference,
                        Times.position(referenceMs),
                        searchedAsWords()));
        for (Told match : matches) {
            text.append("Match: ").append(match.verdict()).append(System.lineSeparator());
            text.append(details(match.stretch()));
        }
        if (matches.isEmpty()) {
            text.append("No match: ").append(why()).append(System.lineSeparator());
            text.append(best == null ? "" : details(best));
        }
        return text.toString();
    }

    /** Why nothing matches, in a sentence. */
    String why() {
        if (silent != null) {
            return silent + " is silent, or has nothing that the ear keeps";
        }
        return best == null
                ? "no stretch of the query runs along the reference"
                : "what is most alike is too weak to be told from chance";
    }

    String searchedAsWords() {
        return searchedAs.equals("live") ? "a live stream" : "an upload";
    }

    private String details(Likeness stretch) {
        return String.format(
                Locale.ROOT,
                "  query %s, reference %s; speed %s, pitch %s; evidence %.1f, a match from %.1f%n",
                stretch.query(),
                stretch.reference(),
                stretch.speedWords(),
                stretch.pitchWords(),
                stretch.evidence(),
                threshold);
    }
}
