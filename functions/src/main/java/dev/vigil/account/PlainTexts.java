package dev.vigil.account;

import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningText;
import java.util.Map;

/** Short texts that say what is known, for a platform without templates of its own. */
public final class PlainTexts implements WarningTexts {
    private static final long serialVersionUID = 1L;

    /** Names may be long; a body holds 8,000 characters. */
    private static final int LONGEST_VALUE = 600;

    @Override
    public String version() {
        return "plain-1";
    }

    @Override
    public WarningText zh(WarningKind kind, Map<String, String> given) {
        return switch (kind) {
            case REMINDER -> new WarningText("请勿上传或直播未经授权的作品", "未经权利人许可，请勿上传或直播他人作品。违规将被处理并记录。");
            case FIRST -> new WarningText("版权提醒", "您的内容包含受保护的作品。" + facts(given, ZH));
            case STRIKE -> new WarningText("版权违规记录", "该违规已计入您的账号。" + facts(given, ZH));
            case PROPOSAL -> new WarningText("您的账号可能被终止服务", "将由人工作出决定。" + facts(given, ZH));
            case ENDED -> new WarningText("您的账号已被终止服务", "该决定由人工作出。" + facts(given, ZH));
            case LIFTED -> new WarningText("此前的警告已撤销", "所涉内容不再计入您的账号。" + facts(given, ZH));
            case LIVE -> new WarningText("直播提醒", "直播中识别出受保护的作品。" + facts(given, ZH));
        };
    }

    @Override
    public WarningText en(WarningKind kind, Map<String, String> given) {
        return switch (kind) {
            case REMINDER ->
                    new WarningText(
                            "Do not upload or stream works without permission",
                            "Works of others need the permission of their owners. Offences are"
                                    + " acted on and recorded.");
            case FIRST ->
                    new WarningText(
                            "Copyright warning",
                            "Your content has protected works in it." + facts(given, EN));
            case STRIKE ->
                    new WarningText(
                            "Copyright strike", "This counts as a strike." + facts(given, EN));
            case PROPOSAL ->
                    new WarningText(
                            "Your service may be ended", "A person decides." + facts(given, EN));
            case ENDED ->
                    new WarningText(
                            "Your service has been ended", "A person decided." + facts(given, EN));
            case LIFTED ->
                    new WarningText(
                            "An earlier warning is void",
                            "What it is about no longer counts." + facts(given, EN));
            case LIVE ->
                    new WarningText(
                            "Live warning", "Your stream has protected works." + facts(given, EN));
        };
    }

    private static final Map<String, String> EN =
            Map.ofEntries(
                    Map.entry("works", "Works"),
                    Map.entry("owners", "Owners"),
                    Map.entry("times", "In your recording"),
                    Map.entry("grounds", "Grounds"),
                    Map.entry("measure", "Measure"),
                    Map.entry("strikes", "Strikes"),
                    Map.entry("step", "Step"),
                    Map.entry("restrictions", "Restrictions"),
                    Map.entry("expires", "Expires"),
                    Map.entry("disputeUntil", "You may dispute until"),
                    Map.entry("decideBy", "To be decided by"),
                    Map.entry("voided", "Void"));

    private static final Map<String, String> ZH =
            Map.ofEntries(
                    Map.entry("works", "作品"),
                    Map.entry("owners", "权利人"),
                    Map.entry("times", "在您内容中的位置"),
                    Map.entry("grounds", "依据"),
                    Map.entry("measure", "措施"),
                    Map.entry("strikes", "违规次数"),
                    Map.entry("step", "级别"),
                    Map.entry("restrictions", "限制"),
                    Map.entry("expires", "到期"),
                    Map.entry("disputeUntil", "申诉截止"),
                    Map.entry("decideBy", "决定期限"),
                    Map.entry("voided", "已撤销"));

    /** In the order in which the kinds name them. */
    private static String facts(Map<String, String> given, Map<String, String> names) {
        StringBuilder text = new StringBuilder();
        for (String name : WarningTexts.parameters(WarningKind.ENDED)) {
            append(name, given, names, text);
        }
        append("voided", given, names, text);
        return text.toString();
    }

    private static void append(
            String name, Map<String, String> given, Map<String, String> names, StringBuilder text) {
        String value = given.getOrDefault(name, "");
        if (names.containsKey(name) && !value.isEmpty()) {
            String shown =
                    value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
            text.append('\n').append(names.get(name)).append(": ").append(shown);
        }
    }
}
