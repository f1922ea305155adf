package dev.vigil.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What recognises the queries of an evaluation: by their sound, or by their pictures. */
interface Recognition {
    /** Puts a recording or film into the index, under its name. */
    void index(Path file, String name) throws IOException;

    /** All of them are in: fills the index up to some hours with decoys. */
    void fill(double hours, Consumer<String> progress);

    /** Of the index. */
    double hours();

    /** Of the index. */
    long bytes();

    /**
     * Answers a query.
     *
     * @return matches, best first, or else the best candidate, or else {@link QueryAnswer#NOTHING}
     */
    List<QueryAnswer> answers(Path folder, Query query) throws IOException;

    /**
     * Whether the place that an answer names is another one at which the right recording holds the
     * very same.
     */
    default boolean isRepeated(Query.Truth truth, QueryAnswer answer) throws IOException {
        return false;
    }

    /** Columns of a row. */
    String head();

    String row(Query query, QueryAnswer answer);

    /** What it took, for people. */
    String cost();
}
