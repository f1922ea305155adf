package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the JSON of an inspection names in the language in which it was made, for who reads it in
 * another. What this version has no words for stays as it was written.
 */
public final class InspectionNames {
    private InspectionNames() {}

    /**
     * @param table as the JSON names it: {@code BREACHES}
     * @param written the columns that the JSON has
     */
    public static List<String> columns(String table, List<String> written, PageLanguage language) {
        return table(table)
                .map(it -> it.columns(language))
                .filter(it -> it.size() == written.size())
                .orElse(written);
    }

    /** A cell of a table: a code in words. */
    public static String cell(String table, int column, String written, PageLanguage language) {
        return table(table).filter(it -> it.isOfCodes(column)).isPresent()
                ? code(written, language)
                : written;
    }

    /**
     * @param figure as the JSON names it: {@code NOTICES}
     * @param written its name in the JSON
     */
    public static String figure(String figure, String written, PageLanguage language) {
        return Arrays.stream(InspectionFigure.values())
                .filter(it -> it.name().equals(figure))
                .map(it -> it.name(language))
                .findFirst()
                .orElse(written);
    }

    /** By what a figure is counted: a code, or anything else. */
    public static String code(String written, PageLanguage language) {
        return written.length() > InspectionWords.LONGEST
                ? written
                : InspectionWords.ofAll(written, language);
    }

    private static Optional<InspectionTable> table(String name) {
        return Arrays.stream(InspectionTable.values())
                .filter(it -> it.name().equals(name))
                .findFirst();
    }
}
