package dev.vigil.policy;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.PublishedVerdict;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.StatementOfReasonsBuilder;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A statement of reasons for each verdict that keeps a session from its audience: when it does so
 * first, when its grounds change, when its matches are over, and when it is taken back. None where
 * the user has read the same words before, and none where no command was given.
 */
final class Statements {
    /** What the DSA's schema takes as facts. */
    static final int MOST_FACTS = 5_000;

    private Statements() {}

    /**
     * @param published with what the user knows now
     * @param statement null where there is no news
     */
    record Told(PublishedVerdict published, StatementOfReasons statement) {}

    /**
     * @param earlier revision of the same verdict; null for none
     * @param next the revision that {@code verdict} publishes
     * @param commanded true where a command goes with it
     */
    static Told of(
            PublishedVerdict earlier, PublishedVerdict next, Verdict verdict, boolean commanded) {
        List<Decision> now = restricting(next.decisions());
        if (now.isEmpty()) {
            return next.toldHash() == null
                    ? new Told(next, null)
                    : new Told(
                            next.withToldHash(null),
                            statement(verdict, earlier.decisions(), verdict.judgedAt()));
        }
        boolean isDue =
                next.toldHash() == null
                        || commanded
                        || next.state() == VerdictState.CLOSED
                        || !now.equals(restricting(earlier.decisions()))
                        || !next.grounds().equals(earlier.grounds());
        if (!isDue || verdict.evidenceOnly()) {
            return new Told(next, null);
        }
        StatementOfReasons statement = statement(verdict, next.decisions(), null);
        Integer hash = statement.userSentence().hashCode();
        return hash.equals(next.toldHash())
                ? new Told(next, null)
                : new Told(next.withToldHash(hash), statement);
    }

    static String id(String verdictId) {
        return verdictId + "/reasons";
    }

    private static List<Decision> restricting(List<Decision> decisions) {
        return decisions.stream().filter(decision -> decision.action().blocks()).toList();
    }

    /**
     * @param decisions of the revision that restricts, with those that do not
     */
    private static StatementOfReasons statement(
            Verdict verdict, List<Decision> decisions, Long endDate) {
        List<Decision> restricting = restricting(decisions);
        Decision strictest = Ruling.strictest(restricting);
        String inspector = Sentences.inspector(verdict);
        return StatementOfReasonsBuilder.builder()
                .statementId(id(verdict.verdictId()))
                .verdictId(verdict.verdictId())
                .revision(verdict.revision())
                .sessionId(verdict.sessionId())
                .accountId(verdict.accountId())
                .title(verdict.title())
                .decisionVisibility(visibility(verdict.action(), endDate))
                .decisionGround("DECISION_GROUND_ILLEGAL_CONTENT")
                .category("STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS")
                .categorySpecification("KEYWORD_COPYRIGHT_INFRINGEMENT")
                .contentType(contentType(verdict))
                .sourceType(source(strictest))
                .automatedDetection("Yes")
                .automatedDecision("AUTOMATED_DECISION_FULLY")
                .territorialScope(restricting.stream().map(Decision::territory).toList())
                .legalGround(distinct(restricting.stream().map(Decision::articleRef).toList()))
                .chineseGrounds(chineseGrounds(restricting, verdict.sessionKind()))
                .facts(inspector.substring(0, Math.min(MOST_FACTS, inspector.length())))
                .applicationDate(verdict.judgedAt())
                .endDate(endDate)
                .decisions(restricting.stream().map(Decision::withoutTests).toList())
                .userSentence(
                        (endDate == null ? "" : "The earlier restriction is lifted. ")
                                + Sentences.user(verdict))
                .inspectorSentence(inspector)
                .contentDate(verdict.firstMatchCaptureTime())
                .exceptTerritories(except(decisions, restricting))
                .build();
    }

    /** Of a session that sends pictures, whichever of sound and pictures matches, it is video. */
    private static String contentType(Verdict verdict) {
        boolean pictures =
                verdict.evidence().stream()
                        .anyMatch(
                                match ->
                                        match.modality() == Modality.VIDEO
                                                || match.otherSense() != null);
        return pictures ? "CONTENT_TYPE_VIDEO" : "CONTENT_TYPE_AUDIO";
    }

    /** Territories with a milder decision of their own, where all others are restricted. */
    private static List<String> except(List<Decision> decisions, List<Decision> restricting) {
        if (restricting.stream().noneMatch(it -> it.territory().equals(Ruling.EVERYWHERE))) {
            return null;
        }
        List<String> except =
                decisions.stream()
                        .filter(decision -> !decision.action().blocks())
                        .map(Decision::territory)
                        .toList();
        return except.isEmpty() ? null : except;
    }

    private static List<String> visibility(Action action, Long endDate) {
        if (endDate != null) {
            return List.of();
        }
        return switch (action) {
            case BLOCK -> List.of("DECISION_VISIBILITY_CONTENT_DISABLED");
            default -> List.of("DECISION_VISIBILITY_OTHER");
        };
    }

    /** Who has brought the work up: a notice, an authority, an owner, or none. */
    private static String source(Decision decision) {
        if (decision.listClass() == null && decision.policyOwnerId() == null) {
            return "SOURCE_VOLUNTARY";
        }
        return decision.listClass() == ListClass.STAYDOWN
                ? "SOURCE_ARTICLE_16"
                : "SOURCE_TYPE_OTHER_NOTIFICATION";
    }

    private static List<String> chineseGrounds(List<Decision> decisions, SessionKind kind) {
        LinkedHashSet<String> grounds = new LinkedHashSet<>();
        for (Decision decision : decisions) {
            grounds.addAll(grounds(decision.listClass()));
        }
        // Copyright Law 2020: broadcasting, and communication through information networks.
        grounds.add(
                kind == SessionKind.UPLOAD
                        ? "《著作权法》第十条第一款第（十二）项（信息网络传播权）"
                        : "《著作权法》第十条第一款第（十一）项（广播权）");
        return List.copyOf(grounds);
    }

    private static List<String> grounds(ListClass listClass) {
        if (listClass == null) {
            return List.of("《中国互联网行业版权自律宣言》第二条");
        }
        return switch (listClass) {
            case FORBIDDEN, ORDER -> List.of("《信息网络传播权保护条例》第三条");
            case STAYDOWN -> List.of("《中国互联网行业版权自律宣言》第四条", "《信息网络传播权保护条例》第十五条");
            case PERMISSION_REQUIRED, RIGHTS_DECLARED -> List.of("《中国互联网行业版权自律宣言》第四条");
            case IN_SCREENING -> List.of("《中国互联网行业版权自律宣言》第四条（公映档期）");
            case HOT_BROADCAST -> List.of("《中国互联网行业版权自律宣言》第四条（热播期间）");
        };
    }

    private static List<String> distinct(List<String> texts) {
        return List.copyOf(new LinkedHashSet<>(texts));
    }
}
