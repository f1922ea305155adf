package dev.vigil.client.text;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What may have been meant by a word that is not known. */
public final class NearWords {
    /** Of its letters one in so many may be wrong; letters that changed places are two. */
    private static final int LETTERS = 3;

    private NearWords() {}

    /** The nearest ones, in order; none where a typing error explains none. */
    public static List<String> of(String word, Collection<String> known) {
        int most = (word.length() + LETTERS - 1) / LETTERS;
        LevenshteinDistance distance = new LevenshteinDistance(most);
        Map<Integer, List<String>> byDistance =
                known.stream()
                        .sorted()
                        .collect(
                                Collectors.groupingBy(
                                        it -> distance.apply(word, it),
                                        TreeMap::new,
                                        Collectors.toList()));
        byDistance.remove(-1);
        return byDistance.values().stream().findFirst().orElse(List.of());
    }
}
