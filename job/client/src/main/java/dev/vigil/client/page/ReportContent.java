package dev.vigil.client.page;

import dev.vigil.client.page.Section.Table;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ReportedDispute;
import dev.vigil.schema.account.ReportedOffence;
import dev.vigil.schema.account.ReportedWarning;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a report to the department holds, in sections. */
final class ReportContent {
    /** Earlier ones are counted. */
    private static final int MAX_VERSIONS = 20;

    private final DepartmentReport report;
    private final List<DepartmentReport> earlier;
    private final PageLanguage language;
    private final Codes codes;
    private final Moment moments;

    /**
     * @param earlier what was published of the same report before, in that order
     */
    ReportContent(
            DepartmentReport report,
            List<DepartmentReport> earlier,
            PageLanguage language,
            Moment moments) {
        this.report = report;
        this.earlier = earlier;
        this.language = language;
        this.codes = new Codes(language);
        this.moments = moments;
    }

    String title() {
        return say("账号版权违规情况报告", "Report on copyright infringements of an account");
    }

    String state() {
        return codes.of(report.state());
    }

    /** Where the reader is to begin. */
    String subtitle() {
        return say("第 ", "Version ")
                + report.version()
                + say(" 版，截至 ", ", facts up to ")
                + moments.of(report.to())
                + say("；时间均为 ", "; all times in ")
                + moments.zone(report.to());
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(summary());
        if (!report.fallen().isEmpty()) {
            sections.add(corrections());
        }
        sections.add(strikes());
        sections.add(offences());
        sections.add(warnings());
        sections.add(disputes());
        sections.add(measures());
        sections.add(proposal());
        sections.add(waived());
        sections.add(versions());
        return sections;
    }

    private String say(String zh, String en) {
        return language.of(zh, en);
    }

    // Who and what ---------------------------------------------------------------------------

    private Section summary() {
        Table facts =
                Table.facts("")
                        .fact(say("报告编号", "Report"), report.reportId())
                        .fact(say("账号（平台内部标识）", "Account (pointer)"), report.accountId())
                        .fact(say("身份信息保存处", "Identity is kept at"), report.identityRef())
                        .fact(
                                say("期间", "Period"),
                                moments.of(report.from())
                                        + say(" 至 ", " to ")
                                        + moments.of(report.to()))
                        .fact(say("目前级别", "Step now"), codes.of(report.step()))
                        .fact(
                                say("有效违规次数", "Strikes that count"),
                                String.valueOf(
                                        report.strikes().size() + left(report.moreStrikes())))
                        .fact(say("规则版本", "Ladder version"), report.ladderVersion())
                        .fact(
                                say("经人工确认的关联账号", "Accounts linked by a person"),
                                orNone(String.join("\n", report.linked())))
                        .fact(say("核准或不予核准的人", "Approved or rejected by"), decidedBy())
                        .fact(say("报送", "Sent"), sent())
                        .fact(
                                say("主管部门签收", "Received by the department"),
                                report.acknowledgedAt() == null
                                        ? say("未签收", "not yet")
                                        : moments.of(report.acknowledgedAt()));
        return Section.of(say("概要", "Summary")).add(facts);
    }

    private String decidedBy() {
        return report.decidedBy() == null ? say("尚未决定", "not decided yet") : report.decidedBy();
    }

    private String sent() {
        if (report.sentAt() == null) {
            return say("未报送", "not yet");
        }
        return Stream.of(moments.of(report.sentAt()), report.channel(), report.documentRef())
                .filter(part -> part != null)
                .collect(Collectors.joining(say("，", ", ")));
    }

    private String orNone(String text) {
        return text.isEmpty() ? say("无", "none") : text;
    }

    private static int left(Integer more) {
        return more == null ? 0 : more;
    }

    /** That what is listed is not all; empty where it is. */
    private String more(Integer more) {
        return more == null ? "" : say("另有 " + more + " 项未列出。", more + " more are left out.");
    }

    private Section corrections() {
        Table table = Table.of(say("已撤销的内容", "Content"), say("撤销时间", "Withdrawn"));
        Map<String, Long> fellAt = new LinkedHashMap<>();
        report.offences().forEach(one -> fellAt.put(one.offence().offenceId(), one.fellAt()));
        for (String id : report.fallen()) {
            table.row(codes.content(id), moments.of(fellAt.get(id)));
        }
        return new Section(
                say("更正", "Corrections"),
                say(
                        "此前版本中的下列违规已经撤销，应视为从未发生。",
                        "These offences of an earlier version have been withdrawn; they are to be"
                                + " read as if they had never been."),
                List.of(table));
    }

    private Section strikes() {
        Table table =
                Table.of(say("编号", "Strike"), say("涉及的内容", "Content"), say("失效时间", "Expires"));
        for (Strike one : report.strikes()) {
            table.row(
                    one.strikeId(),
                    one.offences().stream().map(codes::content).collect(Collectors.joining("\n")),
                    moments.of(one.expiresAt()));
        }
        return new Section(
                say("有效违规记录", "Strikes that count"), more(report.moreStrikes()), List.of(table));
    }

    // Offences ---------------------------------------------------------------------------------

    private Section offences() {
        List<Table> tables = new ArrayList<>();
        int number = 0;
        for (ReportedOffence one : report.offences()) {
            tables.add(offence(++number, one));
        }
        if (tables.isEmpty()) {
            tables.add(Table.facts(""));
        }
        return new Section(
                say("违规明细", "Offences"),
                Stream.of(more(report.moreOffences()), moreReferences())
                        .filter(note -> !note.isEmpty())
                        .collect(Collectors.joining(say("", " "))),
                tables);
    }

    private String moreReferences() {
        Integer more = report.moreReferences();
        return more == null
                ? ""
                : say(
                        "依据中另有 " + more + " 个参考样本未列出。",
                        more == 1
                                ? "1 reference of the grounds is left out."
                                : more + " references of the grounds are left out.");
    }

    private Table offence(int number, ReportedOffence reported) {
        Offence offence = reported.offence();
        String state =
                codes.of(reported.state())
                        + (reported.fellAt() == null
                                ? ""
                                : say("，", ", ") + moments.of(reported.fellAt()));
        return Table.facts(number + ". " + codes.content(offence.offenceId()))
                .fact(say("状态", "State"), state)
                .fact(say("发生时间", "Occurred"), moments.of(offence.occurredAt()))
                .fact(say("作品", "Works"), String.join("\n", offence.works()))
                .fact(
                        say("权利人", "Owners"),
                        offence.owners().isEmpty()
                                ? say("未知", "not known")
                                : String.join("\n", offence.owners()))
                .fact(say("在内容中的位置", "Where in the content"), times(offence))
                .fact(
                        say("依据", "Grounds"),
                        offence.reasons().stream()
                                .map(this::reason)
                                .collect(Collectors.joining("\n")))
                .fact(say("反通知争议的依据", "Grounds in dispute"), String.join("\n", offence.disputed()))
                .fact(say("通知", "Notices"), String.join("\n", offence.noticeIds()))
                .fact(say("措施", "Measure"), measure(offence))
                .fact(say("措施生效时间", "In effect since"), moments.of(offence.establishedAt()))
                .fact(say("地区", "Territories"), territories(offence.territories()))
                .fact(
                        say("加重情节（不计分）", "Aggravating (counts for nothing)"),
                        offence.aggravators().stream()
                                .map(codes::of)
                                .collect(Collectors.joining("\n")))
                .fact(say("判定编号", "Verdict"), offence.verdictId())
                .fact(say("证据摘要（SHA-256）", "Evidence (SHA-256)"), offence.evidenceDigest());
    }

    private String measure(Offence offence) {
        if (offence.measure() != null) {
            return codes.of(offence.measure());
        }
        boolean isByNotice = offence.establishedAt() != null && !offence.noticeIds().isEmpty();
        return isByNotice ? say("依通知处理，已下架", "taken down on a notice") : say("无", "none");
    }

    private String times(Offence offence) {
        return offence.timeCodes().stream()
                .map(
                        it ->
                                it.workId()
                                        + " "
                                        + Moment.position(it.fromMs())
                                        + "–"
                                        + Moment.position(it.toMs()))
                .collect(Collectors.joining("\n"));
    }

    private String reason(OffenceReason reason) {
        return reason.ground()
                + (reason.version() == null
                        ? ""
                        : say("（第 " + reason.version() + " 版）", " version " + reason.version()))
                + say("，", ", ")
                + codes.of(reason.kind())
                + (reason.stands() ? "" : say("，已不成立", ", no ground any more"));
    }

    private String territories(List<String> territories) {
        return territories.contains("*")
                ? say("所有地区", "everywhere")
                : String.join(" ", territories);
    }

    // What was said and done ---------------------------------------------------------------------

    private Section warnings() {
        Table table =
                Table.of(
                        say("警告", "Warning"),
                        say("发出", "Issued"),
                        say("发送", "Sent"),
                        say("送达", "Delivered"),
                        say("已读", "Read"),
                        say("已确认", "Confirmed"));
        for (ReportedWarning one : report.warnings()) {
            table.row(
                    codes.of(one.kind()) + "\n" + one.warningId(),
                    moments.of(one.issuedAt()),
                    moments.of(one.sentAt()),
                    delivered(one),
                    moments.of(one.readAt()),
                    moments.of(one.acknowledgedAt()));
        }
        return new Section(
                say("警告与回执", "Warnings and receipts"), more(report.moreWarnings()), List.of(table));
    }

    private String delivered(ReportedWarning one) {
        boolean isUndeliverable = Boolean.TRUE.equals(one.undeliverable());
        String at =
                isUndeliverable && one.deliveredAt() == null
                        ? say("无法送达", "not possible")
                        : moments.of(one.deliveredAt());
        return one.announcedAt() == null
                ? at
                : at + say("，已公告 ", ", announced in public ") + moments.of(one.announcedAt());
    }

    private Section disputes() {
        Table table =
                Table.of(
                        say("申诉或反通知、针对", "Appeal or counter-notice, against"),
                        say("提出", "Filed"),
                        say("结果", "Outcome"),
                        say("决定人", "By"),
                        say("决定时间", "Decided"));
        for (ReportedDispute one : report.disputes()) {
            table.row(
                    one.appealId() + "\n" + codes.content(one.subject()),
                    moments.of(one.filedAt()),
                    one.outcome() == null ? say("处理中", "open") : codes.of(one.outcome()),
                    one.by() == null ? "–" : one.by(),
                    moments.of(one.decidedAt()));
        }
        report.offences().forEach(one -> counterNotices(one.offence(), table));
        report.offences().forEach(one -> formerNotices(one.offence(), table));
        return new Section(
                say("争议与结果", "Disputes and outcomes"), more(report.moreDisputes()), List.of(table));
    }

    /** They are filed with the notice, whose own record has their times. */
    private void counterNotices(Offence offence, Table table) {
        for (String ground : offence.disputed()) {
            table.row(
                    say("反通知：", "counter-notice: ")
                            + ground
                            + "\n"
                            + codes.content(offence.offenceId()),
                    "–",
                    say("处理中", "open"),
                    "–",
                    "–");
        }
    }

    /** By a counter-notice or for another reason: the report has neither it nor a time. */
    private void formerNotices(Offence offence, Table table) {
        for (OffenceReason reason : offence.reasons()) {
            if (reason.kind() == GroundKind.NOTICE && !reason.stands()) {
                table.row(
                        say("原依据：", "former ground: ")
                                + reason.ground()
                                + "\n"
                                + codes.content(offence.offenceId()),
                        "–",
                        say("已不成立，原因见该通知", "no ground any more; the notice has the reason"),
                        "–",
                        "–");
            }
        }
    }

    private Section measures() {
        Table table =
                Table.of(
                        say("措施", "Measure"),
                        say("开始", "From"),
                        say("结束", "Until"),
                        say("平台执行", "Carried out"));
        for (Restriction one : report.measures()) {
            table.row(
                    codes.of(one.measure()) + "\n" + one.commandId(),
                    moments.of(one.from()),
                    one.until() == null ? say("无期限", "no end") : moments.of(one.until()),
                    one.confirmedAt() == null
                            ? say("未确认", "not confirmed")
                            : moments.of(one.confirmedAt()));
        }
        return new Section(
                say("对账号采取的措施", "Measures on the account"),
                more(report.moreMeasures()),
                List.of(table));
    }

    private Section proposal() {
        Table facts = Table.facts("");
        Proposal proposal = report.proposal();
        if (proposal != null) {
            facts.fact(say("编号", "Proposal"), proposal.proposalId())
                    .fact(say("内容", "What"), say("终止对该账号的服务", "to end the service of the account"))
                    .fact(say("提出时间", "Opened"), moments.of(proposal.openedAt()))
                    .fact(say("状态", "State"), codes.of(proposal.state()))
                    .fact(
                            say("决定期限", "To be decided by"),
                            proposal.decideBy() == null ? null : moments.of(proposal.decideBy()))
                    .fact(say("决定人", "Decided by"), proposal.by())
                    .fact(say("理由", "Reason"), proposal.reason())
                    .fact(
                            say("决定时间", "Decided"),
                            proposal.decidedAt() == null ? null : moments.of(proposal.decidedAt()));
        }
        return Section.of(say("处理建议与决定", "Proposal and decision")).add(facts);
    }

    private Section waived() {
        Table table =
                Table.of(
                        say("内容", "Content"),
                        say("决定人", "By"),
                        say("理由", "Reason"),
                        say("时间", "When"));
        for (OffenceWaived one : report.waived()) {
            table.row(codes.content(one.offenceId()), one.by(), one.reason(), moments.of(one.at()));
        }
        return new Section(
                say("经人工决定不计入的违规", "Offences that a person waived"),
                more(report.moreWaived()),
                List.of(table));
    }

    // Versions -----------------------------------------------------------------------------------

    private Section versions() {
        Map<Integer, DepartmentReport> last = new LinkedHashMap<>();
        earlier.forEach(one -> last.put(one.version(), one));
        last.put(report.version(), report);
        List<DepartmentReport> all = List.copyOf(last.values());
        int from = Math.max(0, all.size() - MAX_VERSIONS);
        Table table =
                Table.of(
                        say("版本", "Version"),
                        say("级别、次数、规则", "Step, strikes, ladder"),
                        say("与上一版相比", "Against the version before"));
        for (int i = from; i < all.size(); i++) {
            DepartmentReport one = all.get(i);
            table.row(
                    one.version() + "\n" + codes.of(one.state()) + "\n" + moments.of(one.at()),
                    one.step()
                            + "\n"
                            + (one.strikes().size() + left(one.moreStrikes()))
                            + "\n"
                            + one.ladderVersion(),
                    i == 0 ? "–" : difference(all.get(i - 1), one));
        }
        return new Section(
                say("报告版本", "Versions of this report"),
                from == 0
                        ? ""
                        : say("另有 " + from + " 个更早的版本未列出。", from + " earlier ones are left out."),
                List.of(table));
    }

    private String difference(DepartmentReport before, DepartmentReport after) {
        Map<String, ReportedOffence> known = new LinkedHashMap<>();
        before.offences().forEach(one -> known.put(one.offence().offenceId(), one));
        List<String> lines = new ArrayList<>();
        for (ReportedOffence one : after.offences()) {
            String id = one.offence().offenceId();
            ReportedOffence was = known.get(id);
            if (was == null) {
                lines.add(say("新增：", "added: ") + codes.content(id));
            } else if (was.state() != one.state()) {
                lines.add(codes.content(id) + say("：", ": ") + codes.of(one.state()));
            }
        }
        return lines.isEmpty() ? say("违规无变化", "the same offences") : String.join("\n", lines);
    }
}
