package dev.vigil.policy;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.match.SharedSound;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.video.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@link Sentences} states, in Chinese, for pages: the records have it in English. Terms are
 * those of the declaration (《中国互联网行业版权自律宣言》) and of the regulation (《信息网络传播权保护条例》).
 *
 * @param zone that times are given in
 */
public record ChineseSentences(ZoneId zone) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private static final Map<String, String> ARTICLES =
            Map.of(
                    "Declaration II", "《中国互联网行业版权自律宣言》第二条",
                    "Declaration IV", "《中国互联网行业版权自律宣言》第四条",
                    "Declaration V", "《中国互联网行业版权自律宣言》第五条",
                    "Declaration VIII", "《中国互联网行业版权自律宣言》第八条",
                    "Regulation 2013 art. 3", "《信息网络传播权保护条例》第三条",
                    "Copyright Law art. 24", "《著作权法》第二十四条");

    private static final Map<String, String> TESTS =
            Map.of(
                    "WORK",
                    "作品不符",
                    "GRANTEE",
                    "被授权人不符",
                    "RIGHT_TYPE",
                    "权利种类不符",
                    "TERRITORY",
                    "地域不符",
                    "NOT_YET",
                    "授权期尚未开始",
                    "EXPIRED",
                    "授权期已满",
                    "REVOKED",
                    "已撤销",
                    "EXCERPT",
                    "超过允许的片段长度",
                    AuthorizationFit.GRANTOR,
                    "授权人并非登记的权利人");

    /** As the law names it; one that is not known as it is. */
    public static String article(String reference) {
        return reference == null ? "" : ARTICLES.getOrDefault(reference, reference);
    }

    /** {@code deal-8: TERRITORY}: which authorization, and the test that it does not pass. */
    public static String failedTest(String failed) {
        int colon = failed.lastIndexOf(": ");
        String test = failed.substring(colon < 0 ? 0 : colon + 2);
        String words = TESTS.getOrDefault(test, test);
        return colon < 0 ? words : failed.substring(0, colon) + "：" + words;
    }

    /** To the user: what, why, and what can be done about it. */
    public String user(Verdict verdict) {
        Decision decision = Ruling.strictest(verdict.decisions());
        return "您的"
                + kind(verdict)
                + name(verdict)
                + outcome(verdict)
                + "："
                + spans(verdict, decision.workId(), this::plainly)
                + "。"
                + why(decision)
                + otherWorks(verdict, decision)
                + remedy(verdict, decision);
    }

    /** To an inspector: rule, entry, authorizations and evidence, each with its version. */
    public String inspector(Verdict verdict) {
        Decision decision = Ruling.strictest(verdict.decisions());
        return "判定 "
                + verdict.verdictId()
                + "，第 "
                + verdict.revision()
                + " 次修订，作出时间 "
                + time(verdict.judgedAt())
                + "，对象为"
                + kind(verdict)
                + " "
                + verdict.sessionId()
                + (verdict.accountId() == null ? "" : "（账号 " + verdict.accountId() + "）")
                + "。决定："
                + ruled(verdict.decisions())
                + "。规则版本 "
                + verdict.ruleVersion()
                + "。"
                + otherWorks(verdict, decision)
                + "证据："
                + spans(verdict, null, this::exactly)
                + "。"
                + captured(verdict)
                + (verdict.evidenceOnly() ? "未发出指令：内容分析完成时已来不及采取措施。" : "")
                + (decision.action().blocks() ? dispute(verdict) : "");
    }

    private static String dispute(Verdict verdict) {
        return "如有异议，可提交书面说明（反通知），写明 "
                + Statements.id(verdict.verdictId())
                + "、您的身份以及有权使用该作品的理由（《信息网络传播权保护条例》第十六条、《民法典》第一千一百九十六条）。";
    }

    private String captured(Verdict verdict) {
        if (verdict.sessionKind() == SessionKind.UPLOAD) {
            return "";
        }
        String at = "首次采集于 " + time(verdict.firstMatchCaptureTime());
        return verdict.detectionLatencyMs() > 0
                ? String.format(
                        Locale.ROOT, "%s，%.1f 秒后作出判定。", at, verdict.detectionLatencyMs() / 1000.0)
                : at + "，以制作方的时钟为准。";
    }

    private static String outcome(Verdict verdict) {
        if (verdict.evidenceOnly()) {
            return "本应受到限制，但分析完成时已来不及采取措施";
        }
        return switch (verdict.action()) {
            case BLOCK -> "已停止传播";
            case GEO_BLOCK -> "已" + where(verdict) + "停止传播";
            case MUTE -> "已静音";
            case REVIEW -> "等待人工审核";
            case WARN -> "继续在线，并附警告";
            case ALLOW_WITH_USAGE, OBSERVE, ALLOW -> "继续在线";
        };
    }

    private static String where(Verdict verdict) {
        List<String> blocked = Sentences.blocked(verdict);
        return blocked.contains(Ruling.EVERYWHERE)
                ? "在多数地区"
                : "在 " + listed(blocked, Sentences.TERRITORIES_SHOWN, "、") + " ";
    }

    private static String listed(List<String> all, int most, String separator) {
        String shown = all.stream().limit(most).collect(Collectors.joining(separator));
        return all.size() <= most ? shown : shown + "等 " + all.size() + " 项";
    }

    private static String otherWorks(Verdict verdict, Decision decision) {
        List<String> works =
                Sentences.alsoBlocking(verdict, decision).values().stream()
                        .map(it -> it.workId() + "（第 " + it.step() + " 步" + by(it) + "）")
                        .toList();
        return works.isEmpty()
                ? ""
                : "此外，下列作品也会使其受到限制："
                        + works.stream()
                                .limit(Sentences.WORKS_SHOWN)
                                .collect(Collectors.joining("；"))
                        + (works.size() > Sentences.WORKS_SHOWN ? "等。" : "。");
    }

    private static String why(Decision decision) {
        String rule =
                "（"
                        + article(decision.articleRef())
                        + "，第 "
                        + decision.step()
                        + " 步"
                        + by(
                                decision.listEntryId(),
                                decision.listEntryVersion(),
                                decision.policyOwnerId(),
                                decision.policyVersion())
                        + "）。";
        return switch (decision.reasonCode()) {
            case Reason.OWNER_POLICY -> wish(decision.action()) + rule + unauthorized(decision);
            case Reason.EXCERPT -> excerpt(decision.action()) + rule + unauthorized(decision);
            case Reason.OWNERSHIP_CONFLICT -> "向您授权的一方并非该作品登记的权利人" + rule;
            case Reason.WEAK -> "匹配的把握不足以采取措施" + rule;
            case Reason.QUARANTINED -> "所匹配的样本本身正在审核" + rule;
            case Reason.STILL -> "与该作品相同的仅为静止画面" + rule;
            case Reason.OUT_OF_STEP -> "声音和画面都与该作品相似，但不在作品的同一处" + rule;
            case Reason.SHARED -> "相同的只是其他权利人的作品先有的一段声音，例如片头音乐或循环采样" + rule;
            case Reason.UNCOUNTED -> "匹配刚刚出现，稍后将再次判定" + rule;
            default -> lawful(decision, rule);
        };
    }

    private static String by(WorkRuling ruling) {
        return by(
                ruling.listEntryId(),
                ruling.listEntryVersion(),
                ruling.policyOwnerId(),
                ruling.policyVersion());
    }

    private static String by(String entryId, Long entryVersion, String ownerId, Long version) {
        if (entryId != null) {
            return "，名单条目 " + entryId + "，版本 " + entryVersion;
        }
        return ownerId == null ? "" : "，权利人 " + ownerId + " 的策略，版本 " + version;
    }

    private static String wish(Action action) {
        return switch (action) {
            case BLOCK, GEO_BLOCK, MUTE -> "作品的权利人不允许未经许可的使用";
            case REVIEW -> "作品的权利人要求人工审核";
            case WARN -> "作品的权利人未许可此项使用";
            case ALLOW_WITH_USAGE -> "作品的权利人允许使用，并获得使用报告";
            case OBSERVE -> "作品的权利人不反对";
            case ALLOW -> "作品的权利人允许使用";
        };
    }

    private static String excerpt(Action action) {
        return action == Action.REVIEW ? "可能属于法律允许的片段引用，但作品的权利人提出异议" : "属于允许长度以内的片段";
    }

    private static String lawful(Decision decision, String rule) {
        return switch (decision.action()) {
            case BLOCK, GEO_BLOCK, MUTE ->
                    "该作品" + restriction(decision.listClass()) + rule + unauthorized(decision);
            case REVIEW -> "尚不清楚您是否有权使用该作品" + rule;
            case WARN -> "作品的权利人未许可此项使用" + rule;
            case ALLOW_WITH_USAGE ->
                    "您的授权 "
                            + decision.authorizationId()
                            + "（版本 "
                            + decision.authorizationVersion()
                            + "）包括此项使用"
                            + rule;
            case OBSERVE, ALLOW -> "没有规则禁止此项使用" + rule;
        };
    }

    private static String restriction(ListClass listClass) {
        if (listClass == null) {
            return "未经权利人许可不得传播";
        }
        return switch (listClass) {
            case FORBIDDEN -> "依法禁止传播，即使已获许可";
            case ORDER -> "因法院或主管部门的要求受到限制";
            case PERMISSION_REQUIRED, RIGHTS_DECLARED -> "在已通知的作品名单内，未经许可不得传播";
            case STAYDOWN -> "曾因通知移除，未经许可不得再次传播";
            case IN_SCREENING -> "正在公映档期，未经许可不得传播";
            case HOT_BROADCAST -> "正在热播期间，未经许可不得传播";
        };
    }

    private static String unauthorized(Decision decision) {
        return decision.failedTests().isEmpty() ? "" : "您的授权不包括此项使用（" + failed(decision) + "）。";
    }

    private static String failed(Decision decision) {
        return decision.failedTests().stream()
                        .map(ChineseSentences::failedTest)
                        .collect(Collectors.joining("，"))
                + (decision.moreFailedTests() == null
                        ? ""
                        : "，另有 " + decision.moreFailedTests() + " 项");
    }

    private String remedy(Verdict verdict, Decision decision) {
        if (verdict.evidenceOnly()) {
            return "未采取措施。";
        }
        return switch (decision.action()) {
            case BLOCK, GEO_BLOCK, MUTE -> dispute(verdict);
            case WARN, REVIEW -> stop(decision) + "如已获许可，请提交证明。";
            case ALLOW_WITH_USAGE -> "使用情况将报告给作品的权利人。";
            case OBSERVE, ALLOW -> "您无须采取任何行动。";
        };
    }

    private String stop(Decision decision) {
        return decision.stopBy() == null
                ? ""
                : "请在 " + time(decision.stopBy()) + " 前停止播放该作品，否则直播将受到限制。";
    }

    private static String ruled(List<Decision> decisions) {
        return listed(
                Sentences.alike(decisions).entrySet().stream()
                        .map(e -> ruled(e.getKey(), e.getValue()))
                        .toList(),
                Sentences.DECISIONS_SHOWN,
                "；");
    }

    private static String ruled(Decision decision, List<String> territories) {
        List<String> parts = new ArrayList<>();
        parts.add(
                "在 "
                        + listed(territories, Sentences.TERRITORIES_SHOWN, "、")
                                .replace(Ruling.EVERYWHERE, "各地")
                        + " "
                        + action(decision.action()));
        parts.add("第 " + decision.step() + " 步");
        parts.add("依据代码 " + decision.reasonCode());
        parts.add(article(decision.articleRef()));
        parts.add("作品 " + decision.workId());
        parts.add(versioned("名单条目", decision.listEntryId(), decision.listEntryVersion()));
        parts.add(versioned("权利人策略", decision.policyOwnerId(), decision.policyVersion()));
        parts.add(decision.workVersion() == null ? null : "作品登记版本 " + decision.workVersion());
        parts.add(versioned("授权", decision.authorizationId(), decision.authorizationVersion()));
        parts.add(decision.failedTests().isEmpty() ? null : "不符的授权：" + failed(decision));
        return parts.stream()
                .filter(Objects::nonNull)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("，"));
    }

    private static String versioned(String name, String id, Object version) {
        return id == null ? null : name + " " + id + " 版本 " + version;
    }

    private static String action(Action action) {
        return switch (action) {
            case BLOCK, GEO_BLOCK -> "停止传播";
            case MUTE -> "静音";
            case REVIEW -> "人工审核";
            case WARN -> "警告";
            case ALLOW_WITH_USAGE -> "允许并报告使用";
            case OBSERVE -> "观察";
            case ALLOW -> "允许";
        };
    }

    /**
     * @param workId only matches of that work; null for all
     */
    private static String spans(Verdict verdict, String workId, Function<Evidence, String> words) {
        List<Evidence> matches = Sentences.matches(verdict, workId);
        String shown =
                matches.stream()
                        .limit(Sentences.MATCHES_SHOWN)
                        .map(words)
                        .collect(Collectors.joining("；"));
        return matches.size() <= Sentences.MATCHES_SHOWN ? shown : shown + "；等";
    }

    private String plainly(Evidence match) {
        return span(match.queryStartMs(), match.queryEndMs())
                + " 与 "
                + match.workId()
                + " 的 "
                + span(match.refStartMs(), match.refEndMs())
                + " 相同"
                + sense(match)
                + shared(match.shared());
    }

    /** Other works that have the same sound. */
    private static String shared(SharedSound shared) {
        if (shared == null) {
            return "";
        }
        String more = shared.moreWorks() == null ? "" : "等另外 " + shared.moreWorks() + " 部作品";
        return "（" + String.join("、", shared.works()) + more + " 也有同样的声音）";
    }

    /** Which of sound and pictures matches; nothing where there is sound alone. */
    private static String sense(Evidence match) {
        OtherSense other = match.otherSense();
        if (match.modality() == Modality.VIDEO) {
            return (match.picture().still() ? "（静止画面" : "（画面") + other(other, "声音") + "）";
        }
        return other == null ? "" : "（声音" + other(other, "画面") + "）";
    }

    private static String other(OtherSense other, String sense) {
        if (other == null) {
            return "";
        }
        return switch (other) {
            case UNMATCHED -> "，" + sense + "不同";
            case OTHER_WORK -> "，" + sense + "属于另一作品";
            case OUT_OF_STEP -> "，" + sense + "属于另一处";
            case IN_STEP -> "，" + sense + "也相同";
        };
    }

    /** Where the recording repeats what matches. */
    private static String elsewhere(Evidence match) {
        OtherPlaces other = match.otherPlaces();
        if (other == null) {
            return "";
        }
        String at =
                other.refStartMs().stream()
                        .map(Sentences::position)
                        .collect(Collectors.joining("、"));
        int more = other.count() - other.refStartMs().size();
        return "，样本从 " + at + " 起也相同" + (more > 0 ? "（另有 " + more + " 处）" : "");
    }

    private String exactly(Evidence match) {
        return String.format(
                        Locale.ROOT,
                        "%s，样本 %s，分数 %.1f，速度 %.3f",
                        plainly(match),
                        match.referenceId(),
                        match.score(),
                        match.tempo())
                + placed(match.picture())
                + elsewhere(match)
                + (match.usedMs() == null
                        ? ""
                        : "，片段时限内共使用该作品 " + Sentences.position(match.usedMs()))
                + (match.standing() == null ? "" : "，证据" + standing(match));
    }

    private static String standing(Evidence match) {
        return switch (match.standing()) {
            case COUNTED -> "足以自动采取措施";
            case UNCOUNTED -> "稍后再次判定";
            case WEAK -> "把握不足";
            case QUARANTINED -> "来自待审核的样本";
            case STILL -> "仅为静止画面";
            case OUT_OF_STEP -> "声音与画面不同步";
        };
    }

    /** Where in the session's picture the work is shown, unless it is all of it, and how. */
    private static String placed(PictureMatch picture) {
        if (picture == null) {
            return "";
        }
        String mirrored = picture.mirrored() ? "，左右翻转" : "";
        boolean isWhole = picture.width() == Window.SIDE && picture.height() == Window.SIDE;
        return isWhole || picture.width() * picture.height() == 0
                ? mirrored
                : String.format(
                        Locale.ROOT,
                        "，位于画面中宽 %d %%、高 %d %% 的矩形内，距左边 %d %%、距上边 %d %%%s",
                        Sentences.percent(picture.width()),
                        Sentences.percent(picture.height()),
                        Sentences.percent(picture.left()),
                        Sentences.percent(picture.top()),
                        mirrored);
    }

    private static String kind(Verdict verdict) {
        return verdict.sessionKind() == SessionKind.UPLOAD ? "上传内容" : "直播";
    }

    private static String name(Verdict verdict) {
        return verdict.title() == null
                ? " " + verdict.sessionId() + " "
                : "“" + verdict.title() + "”（" + verdict.sessionId() + "）";
    }

    private String time(long ms) {
        return TIME.format(Instant.ofEpochMilli(ms).atZone(zone));
    }

    private static String span(long fromMs, long toMs) {
        return Sentences.position(fromMs) + " 至 " + Sentences.position(toMs);
    }
}
