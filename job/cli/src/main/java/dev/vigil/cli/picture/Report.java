package dev.vigil.cli.picture;

import dev.vigil.audio.Profile;
import dev.vigil.cli.text.Version;
import dev.vigil.client.text.Times;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The result of a comparison.
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
        String profile,
        String vigil) {

    /**
     * A match with its sentence.
     *
     * @param whole whether the shorter of the two matches from about its start to about its end
     */
    record Told(
            Likeness stretch,
            Agreement agreement,
            Agreement.Grade grade,
            boolean whole,
            double evidencePerSecond,
            String verdict) {
        static Told of(Likeness stretch, Agreement agreement, boolean whole) {
            return new Told(
                    stretch,
                    agreement,
                    agreement.grade(),
                    whole,
                    stretch.evidencePerSecond(),
                    claim(agreement.grade(), whole)
                            + ", "
                            + stretch.change()
                            + ", "
                            + stretch.where()
                            + doubt(agreement.grade()));
        }

        String claim() {
            return claim(grade, whole);
        }

        String doubt() {
            return doubt(grade);
        }

        /** Between the two stretches. */
        String isWords() {
            return grade == Agreement.Grade.SHARED ? "is like" : "is";
        }

        private static String claim(Agreement.Grade grade, boolean whole) {
            String what = whole ? "the same recording" : "a part of the same recording";
            return switch (grade) {
                case SAME -> what;
                case LIKELY -> "very likely " + what;
                case SHARED -> "a passage in common";
            };
        }

        private static String doubt(Agreement.Grade grade) {
            return switch (grade) {
                case SAME -> "";
                case LIKELY -> "; a machine that plays the same notes can come as close";
                case SHARED ->
                        "; may be another recording, the same theme or a poor copy: compare them by ear";
            };
        }
    }

    static Report of(
            FileFingerprint query,
            FileFingerprint reference,
            Comparison comparison,
            Profile profile) {
        List<Told> matches =
                comparison.found().matches().stream()
                        .map(match -> told(match, query, reference, profile))
                        .toList();
        Likeness best =
                matches.isEmpty()
                        ? comparison
                                .found()
                                .strongest()
                                .map(line -> Likeness.of(line, profile))
                                .orElse(null)
                        : null;
        String silent =
                Stream.of(query, reference)
                        .filter(heard -> heard.peaks().length == 0)
                        .map(FileFingerprint::name)
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
                profile.id(),
                Version.NUMBER);
    }

    private static Told told(
            Compared.Match match,
            FileFingerprint query,
            FileFingerprint reference,
            Profile profile) {
        Likeness stretch = Likeness.of(match, profile);
        return Told.of(
                stretch,
                Agreement.of(match, query.peaks(), reference.peaks(), profile),
                stretch.isWhole(query.durationMs(), reference.durationMs()));
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
                        "%s (%s) against %s (%s), searched as %s%n",
                        query,
                        Times.position(queryMs),
                        reference,
                        Times.position(referenceMs),
                        searchedAsWords()));
        for (Told match : matches) {
            text.append("Match: ").append(match.verdict()).append(System.lineSeparator());
            text.append(details(match.stretch()));
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %s, %s; evidence %.1f a second%n",
                            match.agreement().meetWords(),
                            match.agreement().closeWords(),
                            match.evidencePerSecond()));
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
            return silent + " is silent, or has no peaks for a fingerprint";
        }
        return whyNot(best != null);
    }

    /** Why sound or pictures do not match, whether or not some stretch is similar. */
    static String whyNot(boolean isSimilar) {
        return isSimilar
                ? "the most similar stretch is too weak to be distinguished from chance"
                : "no stretch of the query runs along the reference";
    }

    String searchedAsWords() {
        return searchedAsWords(searchedAs);
    }

    static String searchedAsWords(String searchedAs) {
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
