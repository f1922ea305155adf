package dev.vigil.schema.verdict;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Why a session is kept from its audience: in the shape of the DSA's statement of reasons, whose
 * values are in capitals, with the grounds of Chinese law. Revisions share the {@code statementId};
 * the last one counts. One is published when the platform is given a command, when the grounds
 * change, when the matches are over and when it is taken back, each only where the user has not
 * read the same before.
 */
@OnTopic
@InFlight
@RecordBuilder
public record StatementOfReasons(
        @Described(
                        "verdictId/reasons, the puid of the Digital Services Act (DSA). Revisions"
                                + " share it.")
                String statementId,
        @Described("The verdict whose reasons these are.") String verdictId,
        @Described(value = "Revision of that verdict. The highest counts.", unit = Unit.FROM_1)
                long revision,
        @Described("The live stream or upload. It is the record's key.") String sessionId,
        @Described("Whose session it is. Missing where no 'started' arrived.") @MayBeMissing
                String accountId,
        @Described("Title of the session, in its user's words.") @MayBeMissing String title,
        @Described("The DSA's visibility restriction. Empty once it is taken back.")
                List<String> decisionVisibility,
        @Described("The DSA's ground.") String decisionGround,
        @Described("The DSA's category.") String category,
        @Described("The DSA's keyword.") String categorySpecification,
        @Described("The DSA's type of content.") String contentType,
        @Described(
                        "The DSA's source: a notice, a notification by an authority or an owner,"
                                + " or the platform's own search.")
                String sourceType,
        @Described("Yes: the match was found by this program.") String automatedDetection,
        @Described("Whether a person took part in the decision.") String automatedDecision,
        @Described(
                        value =
                                "Where the restriction holds; * is wherever no other territory is"
                                        + " named.",
                        unit = Unit.TERRITORY)
                List<String> territorialScope,
        @Described("Articles that decided, the strictest territory's first.")
                List<String> legalGround,
        @Described("The same as Chinese law names them.") List<String> chineseGrounds,
        @Described("What was found, for an inspector; at most 5,000 characters.") String facts,
        @Described(value = "When it was decided.", unit = Unit.EPOCH_MS) long applicationDate,
        @Described(value = "When it was taken back. Missing while it holds.", unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long endDate,
        @Described(
                        "The decisions that restrict, with entry and version. The authorizations"
                                + " that did not fit are in the verdict.")
                List<Decision> decisions,
        @Described("The decision for the user, in sentences. It names up to 10 works.")
                String userSentence,
        @Described("The decision for an inspector, in sentences.") String inspectorSentence,
        @Described(
                        value =
                                "When what it restricts was published: of a live stream its first"
                                        + " matching sound, of an upload its arrival. Missing in"
                                        + " statements of earlier versions.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long contentDate,
        @Described(
                        value =
                                "Where it is not restricted, though * is in territorialScope."
                                        + " Missing means nowhere.",
                        unit = Unit.TERRITORY)
                @MayBeMissing
                List<String> exceptTerritories)
        implements StatementOfReasonsBuilder.With {}
