package dev.vigil.schema.event;

import java.util.List;

/**
 * Why a session is kept from its audience: in the shape of the DSA's statement of reasons, whose
 * values stand in capitals, with the grounds of Chinese law. Revisions share the {@code
 * statementId}; the last one counts.
 *
 * @param statementId {@code verdictId/reasons}; the DSA's {@code puid}
 * @param revision of the verdict
 * @param territorialScope where; {@code *} is everywhere, and the DSA's list knows the EU alone
 * @param legalGround articles in force, first the one that decided
 * @param chineseGrounds the same as Chinese law calls them
 * @param facts what was found, for somebody who checks it
 * @param applicationDate when it was decided (UTC epoch ms)
 * @param endDate when it was taken back (UTC epoch ms); null while it stands
 * @param decisions those that restrict, with entry, version and failed authorizations
 * @param userSentence what the user is told
 * @param inspectorSentence what an authority is told
 */
public record StatementOfReasons(
        String statementId,
        String verdictId,
        long revision,
        String sessionId,
        @MayBeMissing String accountId,
        @MayBeMissing String title,
        List<String> decisionVisibility,
        String decisionGround,
        String category,
        String categorySpecification,
        String contentType,
        String sourceType,
        String automatedDetection,
        String automatedDecision,
        List<String> territorialScope,
        List<String> legalGround,
        List<String> chineseGrounds,
        String facts,
        long applicationDate,
        @MayBeMissing Long endDate,
        List<Decision> decisions,
        String userSentence,
        String inspectorSentence) {}
