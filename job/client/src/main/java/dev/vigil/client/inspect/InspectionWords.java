package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Codes in the words of a reader; what is none of them stays as it is. */
final class InspectionWords {
    /** A longer one is no code, and may be broken: it is of a record that somebody else wrote. */
    static final int LONGEST = 32;

    private static final Map<String, String> ZH =
            Map.ofEntries(
                    Map.entry("WORK", "作品"),
                    Map.entry("ACCOUNT", "账号"),
                    Map.entry("NOTICE", "通知"),
                    Map.entry("DIRECTIVE", "主管部门指令"),
                    Map.entry("BATCH", "名单批次"),
                    Map.entry("ALLOW", "放行"),
                    Map.entry("ALLOW_WITH_USAGE", "放行并计量"),
                    Map.entry("OBSERVE", "观察"),
                    Map.entry("WARN", "警告"),
                    Map.entry("REVIEW", "人工复核"),
                    Map.entry("GEO_BLOCK", "部分地区停止提供"),
                    Map.entry("MUTE", "关闭声音"),
                    Map.entry("BLOCK", "停止提供"),
                    Map.entry("DELETE", "删除内容"),
                    Map.entry("DISCONNECT", "断开链接"),
                    Map.entry("STOP_STREAM", "中断直播"),
                    Map.entry("LIFT", "解除措施"),
                    Map.entry("NOT_FOUND", "未找到内容"),
                    Map.entry("ANSWERED", "已答复"),
                    Map.entry("LIVE_OFF", "暂停直播"),
                    Map.entry("UPLOADS_HELD", "上传须经人工审核"),
                    Map.entry("UPLOADS_OFF", "暂停上传"),
                    Map.entry("SERVICE_ENDED", "终止服务"),
                    Map.entry("STANDARD", "一般"),
                    Map.entry("LISTED", "名单作品"),
                    Map.entry("LIVE", "直播"),
                    Map.entry("REMOVE", "要求删除"),
                    Map.entry("INFORM", "要求提供信息"),
                    Map.entry("INSPECT", "检查"),
                    Map.entry("REPORT", "要求报告"),
                    Map.entry("LIST", "名单"),
                    Map.entry("OTHER", "其他"),
                    Map.entry("JUDGE", "内容判定"),
                    Map.entry("NOTICE_CLOCK", "通知时钟"),
                    Map.entry("PEER", "其他平台"),
                    Map.entry("OWNER", "权利人"),
                    Map.entry("LISTED_FORBIDDEN", "名单：禁止传播"),
                    Map.entry("LISTED_ORDER", "名单：主管部门要求"),
                    Map.entry("LISTED_PERMISSION_REQUIRED", "名单：须经许可"),
                    Map.entry("LISTED_RIGHTS_DECLARED", "名单：权利人声明"),
                    Map.entry("LISTED_STAYDOWN", "名单：不得再次上传"),
                    Map.entry("LISTED_IN_SCREENING", "名单：正在上映"),
                    Map.entry("LISTED_HOT_BROADCAST", "名单：正在热播"),
                    Map.entry("FORBIDDEN", "禁止传播"),
                    Map.entry("ORDER", "主管部门要求"),
                    Map.entry("PERMISSION_REQUIRED", "须经许可"),
                    Map.entry("RIGHTS_DECLARED", "权利人声明"),
                    Map.entry("STAYDOWN", "不得再次上传"),
                    Map.entry("IN_SCREENING", "正在上映"),
                    Map.entry("HOT_BROADCAST", "正在热播"),
                    Map.entry("OWNER_POLICY", "权利人意愿"),
                    Map.entry("OWNERSHIP_CONFLICT", "权属争议"),
                    Map.entry("AUTHORIZED", "已获授权"),
                    Map.entry("EXCERPT", "少量引用"),
                    Map.entry("MATCH_ONLY", "仅有匹配"),
                    Map.entry("NO_MATCH", "无匹配"),
                    Map.entry("NOT_DONE_WHEN_DUE", "到期未处理"),
                    Map.entry("DONE_LATE", "逾期后才处理"),
                    Map.entry("REMINDER", "事前提醒"),
                    Map.entry("FIRST", "首次警告"),
                    Map.entry("STRIKE", "违规警告"),
                    Map.entry("PROPOSAL", "拟终止服务告知"),
                    Map.entry("LIFTED", "撤销告知"),
                    Map.entry("RELIEVED", "限制解除告知"),
                    Map.entry("ENDED", "终止服务"),
                    Map.entry("DRAFT", "草稿"),
                    Map.entry("APPROVED", "已核准"),
                    Map.entry("CORRECTED", "已更正"),
                    Map.entry("REPORT APPROVE", "报告：核准"),
                    Map.entry("REPORT REJECT", "报告：不予核准"),
                    Map.entry("PROBATION", "观察期"),
                    Map.entry("CONFIRMED", "已确认"),
                    Map.entry("QUARANTINED", "暂停使用"),
                    Map.entry("THIN", "质量不足"),
                    Map.entry("NORMAL", "正常"),
                    Map.entry("TRUSTED", "可信"),
                    Map.entry("WATCH", "关注"),
                    Map.entry("WARNED", "已警告"),
                    Map.entry("PRIORITY_LOST", "取消优先"),
                    Map.entry("RESTRICTED", "限制"),
                    Map.entry("RECEIVED", "已收到"),
                    Map.entry("INCOMPLETE", "材料不全"),
                    Map.entry("REJECTED", "未予受理"),
                    Map.entry("DUPLICATE", "重复"),
                    Map.entry("LAPSED", "已失效"),
                    Map.entry("VALID", "有效"),
                    Map.entry("FORWARDED", "已转送"),
                    Map.entry("PARTIAL", "部分处理"),
                    Map.entry("ACTIONED", "已处理"),
                    Map.entry("OVERDUE", "逾期"),
                    Map.entry("CLOSED_LATE", "逾期后处理"),
                    Map.entry("CLEARED", "无须处理"),
                    Map.entry("WITHDRAWN", "已撤回"),
                    Map.entry("DECLINED", "未采取措施"),
                    Map.entry("COUNTERED", "已反通知"),
                    Map.entry("UPHELD", "维持"),
                    Map.entry("RESTORED", "已恢复"),
                    Map.entry("ACTED", "已采取措施"),
                    Map.entry("UNFOUNDED", "不成立"),
                    Map.entry("FORGED", "伪造"),
                    Map.entry("SENT", "已发出"),
                    Map.entry("DELIVERED", "已送达"),
                    Map.entry("READ", "已读"),
                    Map.entry("ACKNOWLEDGED", "已确认"),
                    Map.entry("FAILED", "未送达"),
                    Map.entry("OPEN", "待决定"),
                    Map.entry("DEFERRED", "暂缓"),
                    Map.entry("CARRIED_OUT", "已执行"),
                    Map.entry("CARRY_OUT", "执行"),
                    Map.entry("DECLINE", "不执行"),
                    Map.entry("DEFER", "暂缓决定"),
                    Map.entry("WAIVED", "免予计入"),
                    Map.entry("VOID", "失效"),
                    Map.entry("APPEAL UPHOLD", "申诉：维持"),
                    Map.entry("APPEAL OVERTURN", "申诉：撤销原处理"),
                    Map.entry("UPHOLD", "维持"),
                    Map.entry("OVERTURN", "撤销原处理"),
                    Map.entry("CLEAR", "未发现"),
                    Map.entry("MATCHED", "有匹配"),
                    Map.entry("STOPPED", "停滞"),
                    Map.entry("RUNNING", "运行"),
                    Map.entry("true", "是"),
                    Map.entry("false", "否"),
                    Map.entry("more", "增加"),
                    Map.entry("less", "减少"),
                    Map.entry("as many", "不变"),
                    Map.entry("max", "最大"),
                    Map.entry("appeal", "申诉"),
                    Map.entry("account", "账号"),
                    Map.entry("notifier", "通知人"),
                    Map.entry("counter-notice", "反通知"));

    private static final String WITHDRAWN = " withdrawn";

    private InspectionWords() {}

    static String of(String code, PageLanguage language) {
        if (!ZH.containsKey(code)) {
            return code;
        }
        return language == PageLanguage.ZH
                ? ZH.get(code)
                : code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Codes with a slash or " withdrawn" between or behind them, each in its words. */
    static String ofAll(String codes, PageLanguage language) {
        if (ZH.containsKey(codes)) {
            return of(codes, language);
        }
        if (codes.endsWith(WITHDRAWN)) {
            String code = codes.substring(0, codes.length() - WITHDRAWN.length());
            return of(code, language) + language.of("（撤回）", WITHDRAWN);
        }
        return Arrays.stream(codes.split("/", -1))
                .map(code -> of(code, language))
                .collect(Collectors.joining("/"));
    }
}
