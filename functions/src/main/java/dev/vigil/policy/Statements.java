package dev.vigil.policy;

import dev.vigil.schema.event.Decision;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.StatementOfReasons;
import dev.vigil.schema.event.Verdict;
import dev.vigil.schema.state.JudgedSession;
import dev.vigil.schema.state.PublishedVerdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A statement of reasons for each verdict that keeps a session from its audience: when it does so
 * first, when its grounds change, when its match is over, and when it is taken back.
 */
public final class Statements {
    /** What the DSA's schema takes as facts. */
    static final int MOST_FACTS = 5_000;

    private Statements() {}

    /**
     * Empty where the user has been told all of it before.
     *
     * @param before the session ahead of the verdict; null for none
     */
    public static Optional<StatementOfReasons> of(JudgedSession before, Verdict verdict) {
        PublishedVerdict earlier = sameVerdict(before, verdict) ? before.published() : null;
        List<Decision> now = restricting(verdict.decisions());
        List<Decision> then = earlier == null ? List.of() : restricting(earlier.decisions());
        if (now.isEmpty()) {
            return then.isEmpty()
                    ? Optional.empty()
                    : Optional.of(statement(verdict, then, verdict.judgedAt()));
        }
        boolean known = now.equals(then) && earlier.state() == verdict.state();
        return known ? Optional.empty() : Optional.of(statement(verdict, now, null));
    }

    static String id(String verdictId) {
        return verdictId + "/reasons";
    }

    private static boolean sameVerdict(JudgedSession before, Verdict verdict) {
        return before != null && SessionJudge.verdictId(before).equals(verdict.verdictId());
    }

    private static List<Decision> restricting(List<Decision> decisions) {
        return decisions.stream().filter(decision -> decision.action().blocks()).toList();
    }

    private static StatementOfReasons statement(
            Verdict verdict, List<Decision> restricting, Long endDate) {
        Decision strictest = Ruling.strictest(restricting);
        String inspector = Sentences.inspector(verdict);
        return new StatementOfReasons(
                id(verdict.verdictId()),
                verdict.verdictId(),
                verdict.revision(),
                verdict.sessionId(),
                verdict.accountId(),
                verdict.title(),
                visibility(strictest, endDate),
                "DECISION_GROUND_ILLEGAL_CONTENT",
                "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
                "KEYWORD_COPYRIGHT_INFRINGEMENT",
                "CONTENT_TYPE_AUDIO",
                source(strictest),
                "Yes",
                "AUTOMATED_DECISION_FULLY",
                restricting.stream().map(Decision::territory).toList(),
                distinct(restricting.stream().map(Decision::articleRef).toList()),
                chineseGrounds(restricting, verdict.sessionKind()),
                inspector.substring(0, Math.min(MOST_FACTS, inspector.length())),
                verdict.judgedAt(),
                endDate,
                restricting,
                (endDate == null ? "" : "This is taken back. ") + Sentences.user(verdict),
                inspector);
    }

    private static List<String> visibility(Decision strictest, Long endDate) {
        if (endDate != null) {
            return List.of();
        }
        return switch (strictest.action()) {
            case BLOCK -> List.of("DECISION_VISIBILITY_CONTENT_DISABLED");
            default -> List.of("DECISION_VISIBILITY_OTHER");
        };
    }

    /** Who has brought the work up: a notice, an authority or an owner, or nobody. */
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
