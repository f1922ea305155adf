package dev.vigil.cli.evaluate;

/**
 * An answer to a query: a match or, if none was found, the best candidate.
 *
 * @param reference its name; empty for nothing at all
 * @param offsetSeconds reference time at the query's first sample or picture
 * @param score evidence
 * @param openedSeconds end of the packet that made it a match, in query time; -1 if it never was
 * @param still whether only a still picture is in common
 */
public record QueryAnswer(
        String reference, double offsetSeconds, double score, double openedSeconds, boolean still) {

    public static final QueryAnswer NOTHING = new QueryAnswer("", 0, 0, -1, false);

    public boolean isMatch() {
        return openedSeconds >= 0;
    }

    boolean isNothing() {
        return reference.isEmpty();
    }

    /** The better one: a match is, else that of more evidence. */
    QueryAnswer orBetter(QueryAnswer other) {
        if (isMatch() != other.isMatch()) {
            return isMatch() ? this : other;
        }
        return other.score > score ? other : this;
    }
}
