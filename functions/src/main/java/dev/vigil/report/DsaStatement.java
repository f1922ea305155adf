package dev.vigil.report;

import dev.vigil.policy.Sentences;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.StatementOfReasons;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

    static final int MOST_GROUND = 500;
    static final int MOST_EXPLANATION = 2_000;
    static final int MOST_FACTS = 5_000;

    private static final String EVERYWHERE = "*";
    private static final String OTHER = "DECISION_VISIBILITY_OTHER";

    private static final LocalDate FIRST_CONTENT = LocalDate.of(2000, 1, 1);
    private static final LocalDate FIRST_DECISION = LocalDate.of(2020, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2038, 1, 1);

    private static final Set<String> VISIBILITIES =
            Set.of("DECISION_VISIBILITY_CONTENT_DISABLED", OTHER);
    private static final Set<String> SOURCES =
            Set.of(
                    "SOURCE_ARTICLE_16",
                    "SOURCE_TRUSTED_FLAGGER",
                    "SOURCE_TYPE_OTHER_NOTIFICATION",
                    "SOURCE_VOLUNTARY");
    private static final Set<String> CONTENT_TYPES =
            Set.of("CONTENT_TYPE_AUDIO", "CONTENT_TYPE_VIDEO");

    /** The member states. */
    private static final Set<String> EU =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI",
                    "SK");

    /** RFC 4648, section 6. */
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final int BITS = 5;

    /**
     * @param statement the last revision that restricts
     * @param appliedMs when the first revision was decided (UTC epoch ms)
     * @param endMs when it was taken back (UTC epoch ms), null while it holds
     * @return empty where it restricts nothing in the EU
     * @throws IllegalArgumentException that says which field the database would refuse
     */
    public static Optional<DsaStatement> of(
            StatementOfReasons statement, long appliedMs, Long endMs) {
        TreeSet<String> territories = new TreeSet<>();
        List<String> leftOut = new ArrayList<>();
        for (String territory : statement.territorialScope()) {
            if (territory.equals(EVERYWHERE)) {
                territories.addAll(EU);
            } else if (EU.contains(territory)) {
                territories.add(territory);
            } else {
                leftOut.add(territory);
            }
        }
        if (statement.exceptTerritories() != null) {
            territories.removeAll(statement.exceptTerritories());
        }
        if (territories.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new DsaStatement(
                        fields(statement, List.copyOf(territories), appliedMs, endMs), leftOut));
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
            fields.put(
                    "end_date_visibility_restriction",
                    date("endDate", endMs, FIRST_DECISION).toString());
        }
        fields.put("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT");
        fields.put("illegal_content_legal_ground", legalGround(statement));
        fields.put("illegal_content_explanation", explanation(statement));
        fields.put(
                "content_type",
                List.of(one("contentType", statement.contentType(), CONTENT_TYPES)));
        fields.put("category", "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS");
        fields.put("category_specification", List.of("KEYWORD_COPYRIGHT_INFRINGEMENT"));
        fields.put("territorial_scope", territories);
        fields.put("content_date", contentDate(statement).toString());
        fields.put(
                "application_date", date("applicationDate", appliedMs, FIRST_DECISION).toString());
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

    /** It may have letters, digits, - and _ alone, so that ids of ours do not fit. */
    public static String puid(String statementId) {
        byte[] digest;
        try {
            digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(statementId.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : digest) {
            bits = bits << Byte.SIZE | b & 0xFF;
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(BASE32.charAt(bits >> held & 0x1F));
            }
            bits &= (1 << held) - 1;
        }
        if (held > 0) {
            text.append(BASE32.charAt(bits << BITS - held & 0x1F));
        }
        return text.toString();
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

    /** Whole grounds, as many as fit. */
    private static String legalGround(StatementOfReasons statement) {
        List<String> grounds = new ArrayList<>(statement.legalGround());
        grounds.addAll(statement.chineseGrounds());
        if (grounds.isEmpty()) {
            throw new IllegalArgumentException(
                    "legalGround: expected at least one, got none; name the article");
        }
        StringBuilder text = new StringBuilder(cut(grounds.get(0), MOST_GROUND));
        for (String ground : grounds.subList(1, grounds.size())) {
            if (text.length() + 2 + ground.length() <= MOST_GROUND) {
                text.append("; ").append(ground);
            }
        }
        return text.toString();
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
                "A program compared its sound with fingerprints of protected works. "
                        + Sentences.ruled(statement.decisions())
                        + ".",
                MOST_FACTS);
    }

    private static LocalDate contentDate(StatementOfReasons statement) {
        if (statement.contentDate() == null) {
            throw new IllegalArgumentException(
                    "contentDate: expected when the content was published, got none; the statement"
                            + " is of an earlier version");
        }
        return date("contentDate", statement.contentDate(), FIRST_CONTENT);
    }

    private static LocalDate date(String field, long ms, LocalDate first) {
        LocalDate date = Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC).toLocalDate();
        if (date.isBefore(first) || date.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    field + ": expected a date from " + first + " to " + LAST + ", got " + date);
        }
        return date;
    }

    private static String one(String field, String value, Set<String> known) {
        if (value == null || !known.contains(value)) {
            throw new IllegalArgumentException(
                    field + ": expected one of " + new TreeSet<>(known) + ", got '" + value + "'");
        }
        return value;
    }

    /** At most that long; no character is halved. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }
}
