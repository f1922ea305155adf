package dev.vigil.report;

import static dev.vigil.report.DsaFields.FIRST_CONTENT;
import static dev.vigil.report.DsaFields.FIRST_DECISION;
import static dev.vigil.report.DsaFields.MOST_EXPLANATION;
import static dev.vigil.report.DsaFields.MOST_FACTS;
import static dev.vigil.report.DsaFields.cut;
import static dev.vigil.report.DsaFields.date;
import static dev.vigil.report.DsaFields.one;
import static dev.vigil.report.DsaFields.territories;

import dev.vigil.policy.Sentences;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.StatementOfReasons;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A statement of reasons as the transparency database of the Digital Services Act takes it (API v2,
 * one of the {@code statements} of a call). The database knows no update: one is sent for each
 * statementId. It takes no personal data: neither account, session nor title is in it.
 *
 * @param fields by the names of the database, in JSON's types
 * @param leftOut territories outside the EU
 */
public record DsaStatement(Map<String, Object> fields, List<String> leftOut) {
    /** Most statements in one call. */
    public static final int BATCH = 100;

    private static final String OTHER = "DECISION_VISIBILITY_OTHER";

    private static final Set<String> VISIBILITIES =
            Set.of("DECISION_VISIBILITY_CONTENT_DISABLED", OTHER);
    private static final Set<String> SOURCES =
            Set.of(
                    "SOURCE_ARTICLE_16",
                    "SOURCE_TRUSTED_FLAGGER",
                    "SOURCE_TYPE_OTHER_NOTIFICATION",
                    "SOURCE_VOLUNTARY");
    private static final String VIDEO = "CONTENT_TYPE_VIDEO";
    static final Set<String> CONTENT_TYPES = Set.of("CONTENT_TYPE_AUDIO", VIDEO);

    /**
     * @param statement the last revision that restricts
     * @param appliedMs when the first revision was decided (UTC epoch ms)
     * @param endMs when it was taken back (UTC epoch ms), null while it holds
     * @return empty where it restricts nothing in the EU
     * @throws IllegalArgumentException that says which field the database would refuse
     */
    public static Optional<DsaStatement> of(
            StatementOfReasons statement, long appliedMs, Long endMs) {
        List<String> leftOut = new ArrayList<>();
        List<String> territories =
                territories(
                        statement.territorialScope(),
                        statement.exceptTerritories() == null
                                ? List.of()
                                : statement.exceptTerritories(),
                        leftOut);
        return territories.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DsaStatement(
                                fields(statement, territories, appliedMs, endMs), leftOut));
    }

    /** Its id there: that of ours has characters that it may not have. */
    public static String puid(String statementId) {
        return DsaFields.puid(statementId);
    }

    private static Map<String, Object> fields(
            StatementOfReasons statement, List<String> territories, long appliedMs, Long endMs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("puid", puid(statement.statementId()));
        fields.put("decision_visibility", visibility(statement));
        if (statement.decisionVisibility().contains(OTHER)) {
            fields.put("decision_visibility_other", other(statement.decisions()));
        }
        if (endMs != null) {
            fields.put("end_date_visibility_restriction", date("endDate", endMs, FIRST_DECISION));
        }
        fields.put("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT");
        fields.put("illegal_content_legal_ground", DsaFields.grounds(grounds(statement)));
        fields.put("illegal_content_explanation", explanation(statement));
        fields.put(
                "content_type",
                List.of(one("contentType", statement.contentType(), CONTENT_TYPES)));
        fields.put("category", "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS");
        fields.put("category_specification", List.of("KEYWORD_COPYRIGHT_INFRINGEMENT"));
        fields.put("territorial_scope", territories);
        fields.put("content_date", contentDate(statement));
        fields.put("application_date", date("applicationDate", appliedMs, FIRST_DECISION));
        fields.put("decision_facts", facts(statement));
        fields.put("source_type", one("sourceType", statement.sourceType(), SOURCES));
        fields.put("automated_detection", "Yes");
        fields.put(
                "automated_decision",
                one(
                        "automatedDecision",
                        statement.automatedDecision(),
                        Set.of("AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_PARTIALLY")));
        return fields;
    }

    private static List<String> visibility(StatementOfReasons statement) {
        if (statement.decisionVisibility().isEmpty()) {
            throw new IllegalArgumentException(
                    "decisionVisibility: expected a restriction, got none; it is a statement that"
                            + " takes one back");
        }
        statement.decisionVisibility().forEach(it -> one("decisionVisibility", it, VISIBILITIES));
        return List.copyOf(new LinkedHashSet<>(statement.decisionVisibility()));
    }

    private static String other(List<Decision> decisions) {
        boolean muted = decisions.stream().anyMatch(it -> it.action() == Action.MUTE);
        return muted ? "Its sound is muted." : "It is not shown in the territories named.";
    }

    private static List<String> grounds(StatementOfReasons statement) {
        List<String> grounds = new ArrayList<>(statement.legalGround());
        grounds.addAll(statement.chineseGrounds());
        return grounds;
    }

    private static String explanation(StatementOfReasons statement) {
        Set<String> reasons =
                statement.decisions().stream()
                        .map(Sentences::why)
                        .map(String::strip)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "decisions: expected those that restrict, got none; they are the explanation");
        }
        return cut(String.join(" ", reasons), MOST_EXPLANATION);
    }

    /** Without the inspector's sentence, which names the account. */
    private static String facts(StatementOfReasons statement) {
        return cut(
                "A program compared its "
                        + (VIDEO.equals(statement.contentType()) ? "sound and pictures" : "sound")
                        + " with fingerprints of protected works. "
                        + Sentences.ruled(statement.decisions())
                        + ".",
                MOST_FACTS);
    }

    private static String contentDate(StatementOfReasons statement) {
        if (statement.contentDate() == null) {
            throw new IllegalArgumentException(
                    "contentDate: expected when the content was published, got none; the statement"
                            + " is of an earlier version");
        }
        return date("contentDate", statement.contentDate(), FIRST_CONTENT);
    }
}
