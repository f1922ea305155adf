package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;

/**
 * What is counted, and by which query over the records of the bundle: who has the bundle can count
 * it again.
 */
enum InspectionFigure {
    NOTICES("收到的通知", "notices received", "notice.received on notices: distinct noticeId"),
    NOTICES_BY_STATE(
            "通知的最后状态",
            "notices by their last state",
            "notice.status on notice.status: the last of each noticeId, by state"),
    NOTICES_BY_TRACK(
            "通知的处理类别",
            "notices by track",
            "notice.status on notice.status: the last of each noticeId, by track"),
    CLOCKS_IN_TIME(
            "按时停止的时钟",
            "clocks that were stopped in time",
            "each noticeId/generation of escalation.resolved on escalations and of the records on"
                    + " breaches: with a breach.correction that is cleared, or without a record on"
                    + " breaches and stoppedAt <= dueAt"),
    CLOCKS_LATE(
            "逾期停止的时钟",
            "clocks that were stopped late",
            "of those that are left, all with escalation.resolved, with a breach.correction or with a"
                    + " breach.record of DONE_LATE"),
    CLOCKS_OVERDUE(
            "到期仍未停止的时钟",
            "clocks that were due and are not stopped",
            "of those that are left after these, all: a breach.record of NOT_DONE_WHEN_DUE alone"),
    TIME_TO_ACTION(
            "处理用时（毫秒）",
            "time to action (ms)",
            "stoppedAt of the last escalation.resolved of each noticeId, minus receivedAt of its last"
                    + " notice.status: nearest rank of 50 %, of 95 %, and the largest"),
    BREACHES("逾期记录", "breaches", "breach.record on breaches: distinct breachId, by causeCode"),
    BREACH_CORRECTIONS(
            "逾期更正",
            "corrections of breaches",
            "breach.correction on breaches: the last of each breachId, by cleared"),
    DIRECTIVES(
            "主管部门指令",
            "directives",
            "notice.received with directive on notices: distinct noticeId, by directive.kind"),
    DIRECTIVES_ANSWERED(
            "已答复的指令事项",
            "deliverables of directives that were answered",
            "action.confirmed with measure ANSWERED and a digest on confirmations: distinct itemId"),
    OUTCOMES(
            "内容项的结果",
            "items of notices by outcome",
            "notice.outcome on outcomes: the last of each noticeId and itemId, by outcome"),
    COUNTER_NOTICES(
            "反通知",
            "counter-notices",
            "counternotice.received on counternotices: distinct noticeId"),
    VERDICTS("判定", "verdicts", "verdict on verdicts: the last of each verdictId, by action"),
    BLOCKS_BY_REASON(
            "限制类判定的依据",
            "verdicts that restrict, by reason",
            "the same with action GEO_BLOCK, MUTE or BLOCK, by reasonCode"),
    COMMANDS(
            "处置指令",
            "commands",
            "enforcement.command and notice.command on commands, account.command on"
                    + " account.commands: distinct commandId, by measure"),
    COMMANDS_CONFIRMED(
            "已确认执行的处置",
            "commands that were confirmed",
            "the same with an action.confirmed of that commandId on confirmations,"
                    + " session.confirmations or account.confirmations"),
    TIME_TO_EFFECT(
            "处置生效用时（毫秒）",
            "time to effect (ms)",
            "effectiveAt of the first such action.confirmed, minus issuedAt of the first command:"
                    + " nearest rank of 50 %, of 95 %, and the largest"),
    REVERSED(
            "失败或撤销的处置",
            "measures that failed or were reversed",
            "action.reversed on confirmations, session.confirmations and account.confirmations"),
    UNCONFIRMED(
            "未确认执行的指令",
            "commands that were reported as not confirmed",
            "command.unconfirmed on media.alerts: distinct alertKey"),
    SCREENED("已检测的上传", "uploads screened", "screened on screened: distinct screenedId, by result"),
    WARNINGS("向用户发出的警告", "warnings", "user.warning on warnings: distinct warningId, by kind"),
    RECEIPTS(
            "警告送达情况",
            "warnings by the furthest receipt",
            "warning.receipt on receipts: of each warningId the state that is furthest, by state"),
    STRIKES(
            "违规记录的变化",
            "changes of strikes",
            "strike.changed on strikes: distinct accountId and seq, by whether strikesAfter is more or"
                    + " less than strikesBefore"),
    STANDINGS(
            "账号级别",
            "accounts by step",
            "account.standing on standings: the last of each accountId, by step"),
    PROPOSALS("终止服务的提议", "proposals to end a service", "the same with a proposal: by its state"),
    DECISIONS(
            "人工决定",
            "decisions of persons",
            "standing.decided, report.decided, offence.waived and appeal.decided on decisions, by what"
                    + " was decided"),
    APPEALS("申诉", "appeals", "appeal.filed on appeals: distinct appealId"),
    REPORTS(
            "向主管部门的报告",
            "reports to the department",
            "department.report on department: the last of each reportId, by state"),
    LIST_ENTRIES(
            "名单条目",
            "list entries issued or withdrawn",
            "list.entry.upserted and list.entry.withdrawn on list: distinct entryId and version, by"
                    + " listClass"),
    LIST_EFFECT(
            "名单生效用时（毫秒）",
            "list batches: time to effect (ms)",
            "list.receipt on list.receipts: slowestMs of the last of each batch and reader: nearest"
                    + " rank of 50 %, of 95 %, and the largest"),
    REFERENCES_STOPPED(
            "参考样本的状态",
            "references by health",
            "reference.health on reference.health: the last of each workId and referenceId, by state"),
    NOTIFIERS(
            "通知人的信誉级别",
            "notifiers by standing",
            "notifier.standing on notifiers: the last of each notifier, by level"),
    DEAD_LETTERS(
            "系统拒收的记录",
            "records that the jobs refused (dead letters)",
            "deadletter on deadletters, deadletters.notices and deadletters.accounts: distinct"
                    + " deadLetterId, by reason"),
    ERASED(
            "已删除个人信息的对象",
            "erasures",
            "account.erased on accounts, notifier.erased on notices, by type"),
    RECORDS("读取的记录", "records", "records of each topic"),
    UNREADABLE(
            "无法读取的记录",
            "records that could not be read",
            "records whose type is none of their topic, or whose data is not of their type, by topic");

    private final String zh;
    private final String en;
    private final String query;

    InspectionFigure(String zh, String en, String query) {
        this.zh = zh;
        this.en = en;
        this.query = query;
    }

    String name(PageLanguage language) {
        return language.of(zh, en);
    }

    /** True where the values are milliseconds: of two ranks, and the largest. */
    boolean isTime() {
        return this == TIME_TO_ACTION || this == TIME_TO_EFFECT || this == LIST_EFFECT;
    }

    /** Over the records of the bundle that count. */
    String query() {
        return query;
    }
}
