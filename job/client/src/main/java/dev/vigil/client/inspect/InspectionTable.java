package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The tables of an inspection. Each row ends with the place of the record that it is of, as the
 * audit log names it.
 */
enum InspectionTable {
    NOTICES(
            "通知及其时钟",
            "Notices with their clocks",
            "通知|notice",
            "#类别|track",
            "#状态|state",
            "收到|received",
            "到期|due",
            "截至|as of",
            "#已触发的级别|last level",
            "#逾期|overdue"),
    BREACHES(
            "逾期",
            "Breaches with causes",
            "通知|notice",
            "到期|due",
            "#原因|cause",
            "未处理内容|open items",
            "更正：完成于|corrected: done at"),
    DIRECTIVES(
            "主管部门指令",
            "Directives",
            "指令|directive",
            "#种类|kind",
            "主管部门|authority",
            "文号|document",
            "收到|received",
            "要求期限|due",
            "交付事项|deliverables"),
    BATCHES(
            "名单批次及生效",
            "List batches and when they took effect",
            "批次|batch",
            "#处理程序|read by",
            "条目|entries",
            "发布|published",
            "生效用时（毫秒）|time to effect (ms)",
            "停止|stopped",
            "解除|lifted"),
    VERDICTS(
            "判定、证据和依据",
            "Verdicts with evidence and rule",
            "判定|verdict",
            "账号|account",
            "#措施|action",
            "#依据|reason",
            "规则|rule",
            "证据：作品/样本，匹配时长，得分|evidence: work/reference, matched, score",
            "时间|at"),
    MEASURES(
            "处置与执行确认",
            "Measures and confirmations",
            "指令|command",
            "对象|about",
            "#措施|measure",
            "#原因|reason",
            "发出|issued",
            "生效|in effect",
            "失败或撤销|failed or reversed"),
    WARNINGS(
            "警告与送达",
            "Warnings with receipts",
            "警告|warning",
            "账号|account",
            "#种类|kind",
            "发出|issued",
            "#送达情况|furthest receipt",
            "时间|at"),
    STANDINGS(
            "账号级别与提议",
            "Standings and proposals",
            "账号|account",
            "#级别|step",
            "违规记录|strikes",
            "#提议|proposal",
            "决定人|decided by",
            "时间|at"),
    DECISIONS(
            "人工决定",
            "Decisions of persons",
            "#决定|decision",
            "对象|about",
            "决定人|by",
            "理由|reason",
            "时间|at"),
    DISPUTES(
            "争议",
            "Disputes",
            "#争议|dispute",
            "编号|id",
            "对象|about",
            "#理由|reason",
            "提出|filed",
            "#结果|outcome"),
    DOWNTIME(
            "时钟停滞及恢复",
            "Downtime: whether the clocks moved",
            "时钟|clock",
            "#状态|state",
            "自|since",
            "原因|reason"),
    ERASED("已删除的个人信息", "What was erased, and why", "#对象|of", "标识|pointer", "依据|basis", "时间|at"),
    UNREADABLE("无法读取的记录", "Records that could not be read", "原因|reason");

    private static final String PLACE = "记录位置|record";

    /** Begins the name of a column whose cells are codes: they have words. */
    private static final char CODE = '#';

    private final String zh;
    private final String en;
    private final List<String> columns;

    InspectionTable(String zh, String en, String... columns) {
        this.zh = zh;
        this.en = en;
        this.columns = List.copyOf(Arrays.asList(columns));
    }

    String heading(PageLanguage language) {
        return language.of(zh, en);
    }

    /** With the place of the record at the end. */
    List<String> columns(PageLanguage language) {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(name(column, language)));
        names.add(name(PLACE, language));
        return names;
    }

    private static String name(String column, PageLanguage language) {
        int at = column.indexOf('|');
        int from = column.charAt(0) == CODE ? 1 : 0;
        return language.of(column.substring(from, at), column.substring(at + 1));
    }

    /** True of a column of codes; ids and texts of others stay as they are. */
    boolean isOfCodes(int column) {
        return column < columns.size() && columns.get(column).charAt(0) == CODE;
    }
}
