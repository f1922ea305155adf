package dev.vigil.client.page;

import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.ReportState;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;

/** Codes of records about accounts, in the words of a reader. */
record Codes(PageLanguage language) {
    String of(OffenceState state) {
        return switch (state) {
            case SEEN -> language.of("措施尚未生效", "no measure in effect yet");
            case STANDING -> language.of("有效", "in force");
            case SUSPENDED -> language.of("争议中，暂不计入", "disputed, does not count meanwhile");
            case EXPIRED -> language.of("已过期", "expired");
            case FALLEN -> language.of("已撤销", "withdrawn, as if it had never been");
        };
    }

    String of(GroundKind kind) {
        return switch (kind) {
            case LISTED_FORBIDDEN -> language.of("名单：禁止传播", "list: forbidden");
            case LISTED_ORDER -> language.of("名单：主管部门要求", "list: order of an authority");
            case LISTED_PERMISSION_REQUIRED -> language.of("名单：须经许可", "list: permission required");
            case LISTED_RIGHTS_DECLARED -> language.of("名单：权利人声明", "list: rights declared");
            case LISTED_STAYDOWN -> language.of("名单：不得再次上传", "list: stays down");
            case LISTED_IN_SCREENING -> language.of("名单：正在上映", "list: in cinemas");
            case LISTED_HOT_BROADCAST -> language.of("名单：正在热播", "list: being broadcast");
            case NOTICE -> language.of("权利人通知", "notice of the right holder");
            case OWNER_POLICY -> language.of("权利人意愿（不计入）", "wish of the owner (never counts)");
        };
    }

    String of(Measure measure) {
        return switch (measure) {
            case DELETE -> language.of("删除内容", "content removed");
            case BLOCK -> language.of("停止提供内容", "content blocked");
            case DISCONNECT -> language.of("断开链接", "link removed");
            case MUTE -> language.of("关闭声音", "sound removed");
            case STOP_STREAM -> language.of("中断直播", "live stream ended");
            case GEO_BLOCK -> language.of("部分地区停止提供", "blocked in some territories");
            case LIFT -> language.of("解除措施", "measure lifted");
            case NOT_FOUND -> language.of("未找到内容", "content not found");
            case ANSWERED -> language.of("已答复主管部门", "answered to the authority");
            case LIVE_OFF -> language.of("暂停直播", "no live streaming");
            case UPLOADS_HELD -> language.of("上传须经人工审核", "uploads wait for a person");
            case UPLOADS_OFF -> language.of("暂停上传", "no uploads");
            case SERVICE_ENDED -> language.of("终止服务", "service ended");
        };
    }

    String of(WarningKind kind) {
        return switch (kind) {
            case REMINDER -> language.of("事前提醒", "reminder");
            case FIRST -> language.of("首次警告", "first warning");
            case STRIKE -> language.of("违规警告", "strike");
            case PROPOSAL -> language.of("拟终止服务告知", "proposal to end the service");
            case LIFTED -> language.of("撤销告知", "withdrawal");
            case RELIEVED -> language.of("限制解除告知", "limit lifted");
            case LIVE -> language.of("直播中提醒", "live warning");
            case ENDED -> language.of("终止服务告知", "service ended");
        };
    }

    String of(LadderStep step) {
        return switch (step) {
            case S0 -> language.of("S0（无有效违规记录）", "S0 (no strike)");
            case S1 -> language.of("S1（一级）", "S1 (first level)");
            case S2 -> language.of("S2（二级）", "S2 (second level)");
            case S3 -> language.of("S3（拟终止服务，由人决定）", "S3 (end of service proposed)");
            case ENDED -> language.of("服务已终止", "service ended");
        };
    }

    String of(ReportState state) {
        return switch (state) {
            case DRAFT -> language.of("草稿，须经人工核准", "draft, a person has to approve it");
            case REJECTED -> language.of("未予核准", "rejected");
            case APPROVED -> language.of("已核准，待报送", "approved, to be sent");
            case SENT -> language.of("已报送", "sent");
            case ACKNOWLEDGED -> language.of("主管部门已签收", "received by the department");
            case CORRECTED -> language.of("已更正，须重新报送", "corrected, to be sent again");
        };
    }

    String of(ProposalState state) {
        return switch (state) {
            case OPEN -> language.of("待人工决定", "a person has to decide");
            case DEFERRED -> language.of("暂缓决定", "deferred");
            case CARRIED_OUT -> language.of("决定终止服务", "service ended");
            case DECLINED -> language.of("决定不终止服务", "declined, the service goes on");
            case VOID -> language.of("因违规记录撤销而失效", "void, its strikes are gone");
        };
    }

    String of(AppealOutcome outcome) {
        return switch (outcome) {
            case UPHOLD -> language.of("维持原处理", "decision upheld");
            case OVERTURN -> language.of("申诉成立，原处理撤销", "decision overturned");
        };
    }

    String of(Aggravator aggravator) {
        return switch (aggravator) {
            case IN_WINDOW -> language.of("作品正在上映或热播", "work in its run");
            case EVASION -> language.of("变速或变调", "tempo or pitch changed");
            case CONTINUED -> language.of("警告送达后继续", "continued after a warning");
            case LINKED -> language.of("关联账号有违规", "a linked account has offences");
        };
    }

    /** Of {@code session:ID} and {@code item:ID}. */
    String content(String offenceId) {
        if (offenceId.startsWith("session:")) {
            return language.of("直播或上传 ", "session ") + offenceId.substring("session:".length());
        }
        return offenceId.startsWith("item:")
                ? language.of("内容 ", "item ") + offenceId.substring("item:".length())
                : offenceId;
    }
}
