package dev.vigil.client.inspect;

import dev.vigil.audit.LogFault;
import dev.vigil.client.page.PageLanguage;

/** What each fault of a check means, for a reader of a page. */
final class FaultWords {
    private FaultWords() {}

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
