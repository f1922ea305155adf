package dev.vigil.report;

import static dev.vigil.report.DsaFields.FIRST_CONTENT;
import static dev.vigil.report.DsaFields.FIRST_DECISION;
import static dev.vigil.report.DsaFields.MOST_EXPLANATION;
import static dev.vigil.report.DsaFields.MOST_FACTS;
import static dev.vigil.report.DsaFields.cut;
import static dev.vigil.report.DsaFields.date;
import static dev.vigil.report.DsaFields.one;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.reference.RecordingId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same of a measure against an account: a part of the service is suspended, or all ended. */
public final class DsaAccountMeasure {
    private static final List<String> EVERYWHERE = List.of("*");

    private DsaAccountMeasure() {}

    /** True for one that restricts an account. */
    public static boolean isOne(AccountCommand command) {
        return command.measure() != Measure.LIFT;
    }

    /** True where the measure follows from a strike that this offence begins. */
    public static boolean isAnchor(AccountCommand command, Offence offence) {
        return command.commandId()
                .startsWith(
                        command.accountId()
                                + "/"
                                + command.step()
                                + "/"
                                + offence.offenceId()
                                + "/");
    }

    /**
     * @param command as it was issued first
     * @param anchor the offence that begins its strike, null where it is not known any more
     * @param liftedMs when it was lifted before its time (UTC epoch ms), or null
     * @param contentType of the statement about the session that the offence is of, or null
     * @return empty where the offence was nowhere in the EU
     * @throws IllegalArgumentException that says which field the database would refuse
     */
    public static Optional<DsaStatement> of(
            AccountCommand command, Offence anchor, Long liftedMs, String contentType) {
        if (anchor == null || anchor.occurredAt() == null) {
            throw new IllegalArgumentException(
                    "contentDate: expected an offence with its time, got none; the topic of"
                            + " offences does not have it");
        }
        List<String> leftOut = new ArrayList<>();
        // Of an item that was taken down no territory is named: it is nowhere.
        List<String> scope = anchor.territories().isEmpty() ? EVERYWHERE : anchor.territories();
        List<String> territories = DsaFields.territories(scope, List.of(), leftOut);
        return territories.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DsaStatement(
                                fields(command, anchor, liftedMs, contentType, territories),
                                leftOut));
    }

    private static Map<String, Object> fields(
            AccountCommand command,
            Offence anchor,
            Long liftedMs,
            String contentType,
            List<String> territories) {
        boolean ends = command.measure() == Measure.SERVICE_ENDED;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("puid", DsaFields.puid(command.commandId()));
        fields.put(
                ends ? "decision_account" : "decision_provision",
                ends ? "DECISION_ACCOUNT_TERMINATED" : "DECISION_PROVISION_PARTIAL_SUSPENSION");
        Long endMs = end(command.until(), liftedMs);
        if (endMs != null) {
            fields.put(
                    ends ? "end_date_account_restriction" : "end_date_service_restriction",
                    date("until", endMs, FIRST_DECISION));
        }
        fields.put("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT");
        fields.put(
                "illegal_content_legal_ground",
                DsaFields.grounds(List.of("Declaration V", "《中国互联网行业版权自律宣言》第五条")));
        fields.put("illegal_content_explanation", cut(explanation(command), MOST_EXPLANATION));
        if (anchor.kind() == OffenceKind.SESSION) {
            fields.put(
                    "content_type",
                    List.of(
                            contentType == null
                                    ? contentType(anchor)
                                    : one("contentType", contentType, DsaStatement.CONTENT_TYPES)));
        } else {
            fields.put("content_type", List.of("CONTENT_TYPE_OTHER"));
            fields.put("content_type_other", "An item that a notice named");
        }
        fields.put("category", "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS");
        fields.put("category_specification", List.of("KEYWORD_COPYRIGHT_INFRINGEMENT"));
        fields.put("territorial_scope", territories);
        fields.put("content_date", date("occurredAt", anchor.occurredAt(), FIRST_CONTENT));
        fields.put("application_date", date("issuedAt", command.issuedAt(), FIRST_DECISION));
        fields.put("decision_facts", cut(facts(command, anchor), MOST_FACTS));
        fields.put("source_type", source(anchor));
        fields.put("automated_detection", anchor.kind() == OffenceKind.SESSION ? "Yes" : "No");
        fields.put(
                "automated_decision",
                ends ? "AUTOMATED_DECISION_PARTIALLY" : "AUTOMATED_DECISION_FULLY");
        return fields;
    }

    /** Where no statement is there: of a session whose pictures were recognised it is video. */
    private static String contentType(Offence anchor) {
        boolean pictures =
                anchor.reasons().stream()
                        .flatMap(reason -> reason.references().stream())
                        .anyMatch(RecordingId::isOfPictures);
        return pictures ? "CONTENT_TYPE_VIDEO" : "CONTENT_TYPE_AUDIO";
    }

    private static Long end(Long until, Long liftedMs) {
        if (until == null || liftedMs == null) {
            return until == null ? liftedMs : until;
        }
        return Long.valueOf(Math.min(until, liftedMs));
    }

    private static String explanation(AccountCommand command) {
        return "Works were shown without permission again after a warning had been delivered: step "
                + command.step()
                + " of the ladder for repeated infringements"
                + (command.decisionRef() == null ? "." : ", as a person decided.");
    }

    private static String facts(AccountCommand command, Offence anchor) {
        return command.measure()
                + " at step "
                + command.step()
                + ". The strike begins with "
                + works(anchor)
                + ", by "
                + String.join(
                        ", ",
                        anchor.reasons().stream()
                                .map(reason -> reason.kind().name())
                                .distinct()
                                .toList())
                + ".";
    }

    /** A notice need not name one. */
    private static String works(Offence anchor) {
        return anchor.works().isEmpty()
                ? "content of a work that is not named"
                : "works " + String.join(", ", anchor.works());
    }

    private static String source(Offence anchor) {
        boolean noticed =
                anchor.reasons().stream()
                        .map(OffenceReason::kind)
                        .anyMatch(
                                it -> it == GroundKind.NOTICE || it == GroundKind.LISTED_STAYDOWN);
        return noticed ? "SOURCE_ARTICLE_16" : "SOURCE_TYPE_OTHER_NOTIFICATION";
    }
}
