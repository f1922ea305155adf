package dev.vigil.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the database asks of single fields; its limits are in characters. */
final class DsaFields {
    static final int MOST_GROUND = 500;
    static final int MOST_EXPLANATION = 2_000;
    static final int MOST_FACTS = 5_000;

    static final LocalDate FIRST_CONTENT = LocalDate.of(2000, 1, 1);
    static final LocalDate FIRST_DECISION = LocalDate.of(2020, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2038, 1, 1);

    private static final String EVERYWHERE = "*";

    /** The member states. */
    private static final Set<String> EU =
            Set.of(
                    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
                    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI",
                    "SK");

    /** RFC 4648, section 6. */
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final int BITS = 5;

    private DsaFields() {}

    /**
     * Member states among territories of ours, sorted.
     *
     * @param leftOut gets the others
     */
    static List<String> territories(List<String> scope, List<String> except, List<String> leftOut) {
        TreeSet<String> territories = new TreeSet<>();
        for (String territory : scope) {
            if (territory.equals(EVERYWHERE)) {
                territories.addAll(EU);
            } else if (EU.contains(territory)) {
                territories.add(territory);
            } else {
                leftOut.add(territory);
            }
        }
        territories.removeAll(except);
        return List.copyOf(territories);
    }

    /** It may have letters, digits, - and _ alone, so that ids of ours do not fit. */
    static String puid(String statementId) {
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

    /** In UTC. */
    static String date(String field, long ms, LocalDate first) {
        LocalDate date = Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC).toLocalDate();
        if (date.isBefore(first) || date.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    field + ": expected a date from " + first + " to " + LAST + ", got " + date);
        }
        return date.toString();
    }

    /** Whole grounds, as many as fit. */
    static String grounds(List<String> grounds) {
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

    static String one(String field, String value, Set<String> known) {
        if (value == null || !known.contains(value)) {
            throw new IllegalArgumentException(
                    field + ": expected one of " + new TreeSet<>(known) + ", got '" + value + "'");
        }
        return value;
    }

    /** At most that long; no character is halved. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + "…";
    }
}
