package dev.vigil.schema.event;

import java.util.List;

/**
 * Why a session is kept from its audience: in the shape of the DSA's statement of reasons, whose
 * values are in capitals, with the grounds of Chinese law. Revisions share the {@code statementId};
 * the last one counts. One is published when the platform is given a command, when the grounds
 * change, when the matches are over and when it is taken back, each only where the user has not
 * read the same before.
 */
public record StatementOfReasons(
        @Described("The verdict's id and '/reasons': the DSA's puid.") String statementId,
        @Described("The verdict that it gives the reasons of.") String verdictId,
        @Described("Revision of the verdict.") long revision,
        @Described("The live stream or upload.") String sessionId,
        @Described("Who shows it.") @MayBeMissing String accountId,
        @Described("Its title, in the words of its user.") @MayBeMissing String title,
        @Described("The DSA's visibility restriction; empty once it is taken back.")
                List<String> decisionVisibility,
        @Described("The DSA's ground.") String decisionGround,
        @Described("The DSA's category.") String category,
        @Described("The DSA's keyword.") String categorySpecification,
        @Described("The DSA's type of content.") String contentType,
        @Described("Who has brought the work up: a notice, an authority or an owner, or nobody.")
                String sourceType,
        @Described("Yes: the match was found by this program.") String automatedDetection,
        @Described("Whether a person took part.") String automatedDecision,
        @Described("Where it holds (ISO 3166 alpha-2); * is everywhere else.")
                List<String> territorialScope,
        @Described("Articles in force, first the one that decided.") List<String> legalGround,
        @Described("The same as Chinese law calls them.") List<String> chineseGrounds,
        @Described("What was found, for an inspector; at most 5,000 characters.") String facts,
        @Described("When it was decided (UTC epoch ms).") long applicationDate,
        @Described("When it was taken back (UTC epoch ms); missing while it holds.") @MayBeMissing
                Long endDate,
        @Described(
                        "The decisions that restrict, with entry and version; the authorizations"
                                + " that did not fit are in the verdict.")
                List<Decision> decisions,
        @Described("What the user is told; names up to 10 works that the session is kept out for.")
                String userSentence,
        @Described("What an inspector is told.") String inspectorSentence) {}
