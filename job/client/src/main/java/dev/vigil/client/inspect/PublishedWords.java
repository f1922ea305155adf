package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.figures.FigureGaps.Gap;
import dev.vigil.schema.figures.FigureKind;
import java.util.Map;

/** Published figures, and what none of them counts, in the words of a reader. */
final class PublishedWords {
    private static final Map<String, String> GAPS =
            Map.of(
                    "live streams in which nothing was recognised", "未识别出作品的直播",
                    "out-of-court settlements", "庭外和解",
                    "complaints that were suspended as unfounded", "因无根据而中止的投诉",
                    "accuracy by language", "按语种的准确率",
                    "people who decide, their languages and training", "作出决定的人员及其语言和培训",
                    "recipients of the service", "服务用户数");

    private PublishedWords() {}

    /** What it counts. */
    static String of(FigureKind kind, PageLanguage language) {
        return language == PageLanguage.ZH ? zh(kind) : kind.query();
    }

    /** With the row of the report template before it. */
    static String of(Gap gap, PageLanguage language) {
        String what =
                language == PageLanguage.ZH
                        ? GAPS.getOrDefault(gap.what(), gap.what())
                        : gap.what();
        return (gap.template() + " " + what).strip();
    }

    private static String zh(FigureKind kind) {
        return switch (kind) {
            case NOTICES_RECEIVED -> "权利人的通知，按收到之日";
            case NOTICES_COMPLETE -> "收到时材料齐全的通知";
            case NOTICES_SUPPLEMENTED -> "通知的补充材料，按收到之日";
            case ITEM_OUTCOMES -> "通知所涉内容的结果，按结果之日";
            case ITEM_TO_ACTION -> "从收到通知到措施生效的用时，按生效之日";
            case BREACHES -> "逾期，按到期之日";
            case BREACHES_CLEARED -> "事后证明并未逾期的，按到期之日";
            case COUNTER_NOTICES -> "反通知所涉内容，按收到之日";
            case COUNTER_NOTICES_DECIDED -> "反通知所涉内容的结果，按结果之日";
            case COUNTER_NOTICE_TO_OUTCOME -> "从收到反通知到结果的用时，按结果之日";
            case MEASURES -> "对上传、直播和通知所涉内容生效的措施，按生效之日";
            case MEASURES_BY_TYPE -> "对上传和直播生效的措施，按生效之日";
            case MEASURES_LIFTED -> "解除的措施，按解除之日";
            case OVERTURNED -> "经决定认定有误的措施，按决定之日";
            case OVERTURNED_BY_GROUND -> "经复核、免予计入或反通知认定有误的场次和内容";
            case OVERTURNED_BY_REFERENCE -> "参考样本误判的场次，按复核之日";
            case UPLOADS_CHECKED -> "已检测的上传，按结束之日";
            case WARNINGS -> "向用户发出的警告，按发出之日";
            case WARNINGS_DELIVERED -> "已送达的警告，按首次送达之日";
            case WARNINGS_UNDELIVERED -> "因无法送达而公示的警告，按发出之日";
            case STRIKES -> "违规记录，按计入之日";
            case STRIKES_ENDED -> "终止的违规记录，按终止之日";
            case STEPS_REACHED -> "升到某级的账号，按升级之日";
            case STEPS_LEFT -> "从某级降下的账号，按降级之日";
            case ACCOUNT_MEASURES -> "对账号生效的措施，按生效之日";
            case PROPOSALS_DECIDED -> "人工对终止服务提议的决定，按决定之日";
            case APPEALS -> "申诉，按提出之日";
            case APPEALS_DECIDED -> "申诉的决定，按决定之日";
            case APPEAL_TO_DECISION -> "从申诉到决定的用时，按决定之日";
            case DIRECTIVES -> "主管部门指令，按收到之日";
            case DIRECTIVES_ANSWERED -> "向主管部门交付的事项，按交付之日";
            case DIRECTIVE_TO_ANSWER -> "从收到指令到交付的用时，按交付之日";
            case LIST_BATCHES -> "名单批次和条目，按发布之日";
            case BATCH_TO_EFFECT -> "从名单发布到全部生效的用时，按生效之日";
            case NOTIFIERS_FLAGGED -> "达到某信誉级别的通知人，按开始之日";
            case EVIDENCE_FORGED -> "证据被认定伪造的通知所涉内容，按认定之日";
        };
    }
}
