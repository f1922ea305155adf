package dev.vigil.client.inspect;

import dev.vigil.audit.LogFault;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.client.text.Counted;

/** What each fault of a check means, for a reader of a page. */
final class FaultWords {
    private FaultWords() {}

    /**
     * What a check has found, in one sentence: on the page, and where it is made.
     *
     * @param found all of it
     * @param unfounded of these, what proved records rest on
     */
    static String summary(long found, long unfounded, PageLanguage language) {
        if (found == 0) {
            return language.of("全部记录均有审计日志证明", "every record is proved by the audit log");
        }
        if (found == unfounded) {
            return language.of(
                    "全部记录均有审计日志证明，但有 " + found + " 处依据不在日志中",
                    "every record is proved by the audit log; not in it: "
                            + Counted.of(found, "thing")
                            + " that records rest on");
        }
        return language.of(
                found + " 处没有审计日志证明", "not proved by the audit log: " + Counted.of(found, "thing"));
    }

    /** Short, with the code that a check prints. */
    static String name(LogFault fault, PageLanguage language) {
        String name =
                switch (fault) {
                    case ALTERED -> language.of("被改动", "altered");
                    case MISSING -> language.of("缺失", "missing");
                    case REORDERED -> language.of("次序被改变", "reordered");
                    case CUT -> language.of("日志被截短", "cut");
                    case FORKED -> language.of("日志有分叉", "forked");
                    case STALE -> language.of("长时间没有记录", "stale");
                    case UNSIGNED -> language.of("没有签名", "unsigned");
                    case UNFOUNDED -> language.of("依据不在日志中", "rests on what is not in the log");
                    case UNREAD -> language.of("未曾读取", "unread");
                };
        return name + language.of("（" + fault + "）", " (" + fault + ")");
    }

    static String of(LogFault fault, PageLanguage language) {
        return switch (fault) {
            case ALTERED -> language.of("与记入日志时的内容不同", "it is not what it was when it was logged");
            case MISSING -> language.of("日志列有，但不存在", "the log lists it, and it is not there");
            case REORDERED -> language.of("次序被改变", "it is at another place than logged");
            case CUT -> language.of("日志比其封印短", "the log is shorter than a seal of it");
            case FORKED -> language.of("封印与后来的日志矛盾", "a seal contradicts the later log");
            case STALE -> language.of("超过一小时没有记录或封印", "nothing was logged or sealed for an hour");
            case UNSIGNED -> language.of("封印没有日志密钥的签名", "a seal is not signed by the log's key");
            case UNFOUNDED ->
                    language.of(
                            "记录本身未被改动；但它所依据的名单条目、授权、政策、作品登记或指令不在审计日志中，须由平台说明",
                            "the record is as it was logged, but the list entry, authorization,"
                                    + " policy, work or command that it rests on is on no page of the"
                                    + " log: ask the platform for it");
            case UNREAD ->
                    language.of(
                            "审计日志读取前已不存在的记录", "records that were gone before the log read them");
        };
    }
}
