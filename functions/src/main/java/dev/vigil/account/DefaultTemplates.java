package dev.vigil.account;

import dev.vigil.account.WarningTemplates.Language;
import dev.vigil.account.WarningTemplates.Template;
import dev.vigil.account.WarningTemplates.Word;
import java.util.List;
import java.util.stream.Stream;

/**
 * Templates for a platform without any of its own. They name no step's number of strikes and no
 * measure's days, as those are the ladder's; and no page of the platform, as none is known.
 */
final class DefaultTemplates {
    static final String ZONE = "Asia/Shanghai";

    private DefaultTemplates() {}

    private static Template template(String title, String... parts) {
        return new Template(title, Stream.of(parts).flatMap(String::lines).toList());
    }

    // Chinese -----------------------------------------------------------------------------------

    private static final List<Word> WORDS_ZH =
            List.of(
                    new Word("S0", "无有效违规记录"),
                    new Word("S1", "一级（部分功能受限）"),
                    new Word("S2", "二级（更多功能受限）"),
                    new Word("S3", "三级（由工作人员决定是否终止服务）"),
                    new Word("ENDED", "服务已终止"),
                    new Word("DELETE", "删除内容"),
                    new Word("BLOCK", "停止提供该内容"),
                    new Word("DISCONNECT", "断开链接"),
                    new Word("MUTE", "关闭声音"),
                    new Word("STOP_STREAM", "中断直播"),
                    new Word("GEO_BLOCK", "在部分地区停止提供"),
                    new Word("LIFT", "解除此前的措施"),
                    new Word("NOT_FOUND", "未找到该内容"),
                    new Word("LIVE_OFF", "暂停直播"),
                    new Word("UPLOADS_HELD", "上传须经人工审核"),
                    new Word("UPLOADS_OFF", "暂停上传"),
                    new Word("SERVICE_ENDED", "终止服务"),
                    new Word("session", "直播或上传"),
                    new Word("item", "内容"),
                    new Word("list", "版权保护名单中的条目"),
                    new Word("notice", "权利人的通知"),
                    new Word("policy", "权利人的要求"));

    private static final String FACTS_ZH =
            """
            【涉及的内容】{offences}
            【作品】{works}
            【权利人】{owners}
            【在您内容中的时间位置】{times}
            【处理依据】{grounds}
            【作品列入名单的时间】{listed}
            【已采取的措施】{measure}
            【措施生效时间】{since}
            """;

    private static final String LEGIT_ZH = "如果作品是您自己的、您已取得许可，或者您的使用属于法律允许的情形，";

    private static final String END_ZH =
            """
            【警告编号】{warning}
            本通知依据《中国互联网行业版权自律宣言》第三条、第五条发出。
            """;

    private static final String DISPUTE_ZH =
            "【如果您认为有误】"
                    + LEGIT_ZH
                    + "请在{disputeUntil}之前，通过本通知旁的“申诉”说明理由并附上证明。"
                    + "申诉处理期间，被申诉的内容不计入违规记录。";

    static final Language ZH =
            new Language(
                    "yyyy年M月d日HH:mm（北京时间）",
                    "；",
                    "；另有 {n} 项",
                    "{measure}，至{moment}",
                    WORDS_ZH,
                    template(
                            "上传和直播之前，请确认您有权使用其中的作品",
                            """
                            您好！在您上传或直播之前，请先了解哪些内容不可以使用。
                            【请不要使用】没有取得许可的他人作品，例如电影、电视剧、综艺、动画、体育赛事转播、音乐、课程、有声书，以及他人制作的视频和直播。
                            【这样做同样需要许可】只用其中一段；变速、变调、裁剪画面或加上字幕；在直播间播放影片、剧集或音乐；转播他人的直播；注明了出处但没有取得许可。
                            【请特别注意】正在上映或热播的作品，以及已列入版权保护名单的作品，一经发现会立即停止传播。法律禁止传播的内容，有许可也不能使用。
                            【您可以使用】自己创作的内容、已取得许可的作品，以及法律允许不经许可使用的情形（例如为评论一部作品而适当引用）。请保留好许可证明。
                            【如果出现未经许可的作品】我们会停止播放或下架，说明原因，并告诉您如何申诉。收到警告后再次发生，将计入违规记录，直播和上传功能会逐步受限；多次发生的，可能由工作人员决定终止服务，并向主管部门报告。
                            【更多说明】{education}
                            这是一条提醒，不是处罚，也不计入您的账号记录。
                            本提醒依据《中国互联网行业版权自律宣言》第三条发出。
                            """),
                    template(
                            "版权提醒：您的内容中有受保护的作品",
                            """
                            您好！您的内容中有受保护的作品，我们没有找到您可以使用它的许可。
                            """,
                            FACTS_ZH,
                            """
                            【对账号的影响】这是一次提醒，目前不计入违规记录。您的账号目前的状态：{step}。
                            从本通知送达起，如果再次发生，将计入违规记录，直播和上传功能会逐步受限。
                            【您需要做什么】请不要再使用上述作品；如果您的其他内容中也有，请自行移除。需要使用的，请先取得权利人的许可。
                            """,
                            DISPUTE_ZH,
                            "【建议阅读】{education}",
                            END_ZH),
                    template(
                            "版权违规通知：您的账号现有 {strikes} 次违规记录",
                            """
                            您好！在收到版权提醒之后，您的内容中再次出现受保护的作品，因此计为一次违规。
                            """,
                            FACTS_ZH,
                            """
                            【您的账号】现有 {strikes} 次有效的违规记录，级别：{step}。
                            【功能限制】{restrictions}
                            【这次记录何时失效】{expires}，到期自动失效。
                            【您需要做什么】请不要再使用上述作品；如果您的其他内容中也有，请自行移除。需要使用的，请先取得权利人的许可。只删除已被处理的内容，不会使记录失效。
                            如果再次发生，限制会加重；多次发生的，可能由工作人员决定是否终止服务。
                            """,
                            DISPUTE_ZH + "申诉成立的，记录和由此产生的限制一并撤销。",
                            "【建议阅读】{education}",
                            END_ZH),
                    template(
                            "请尽快查看：我们将决定是否终止对您的服务",
                            """
                            您好！您的账号现有 {strikes} 次有效的版权违规记录，级别：{step}。按照平台规则，工作人员将决定是否终止对您的服务。
                            【目前尚未决定】终止服务只能由工作人员决定，系统不会自动终止。预计在{decideBy}之前作出决定。
                            """,
                            FACTS_ZH,
                            """
                            【决定之前的功能限制】{restrictions}
                            【最近一次记录何时失效】{expires}
                            【您需要做什么】请立即停止使用上述作品，并检查、移除其他内容中的同类问题。
                            """,
                            DISPUTE_ZH + "申诉成立、违规次数因此减少的，这项提议随之取消。",
                            "【建议阅读】{education}",
                            END_ZH),
                    template(
                            "您的账号已被终止服务",
                            """
                            您好！工作人员决定终止对您的账号的服务，自{ended}起生效。这一决定由人作出，不是系统自动作出的。
                            【决定的理由】{reason}
                            【当时的违规记录】{strikes} 次
                            """,
                            FACTS_ZH,
                            "【功能限制】{restrictions}",
                            "【如果您认为有误】" + LEGIT_ZH + "请在{disputeUntil}之前，通过本通知旁的“申诉”或客服说明理由并附上证明。",
                            END_ZH),
                    template(
                            "此前的一项版权警告已撤销",
                            """
                            您好！我们此前向您发出的一项警告现已撤销，它不再对您的账号产生影响。
                            【已撤销的警告】{voided}
                            【涉及的内容】{offences}
                            【作品】{works}
                            【您的账号目前的状态】{step}
                            您不需要做任何事，因这项警告而产生的功能限制会一并解除。如果功能没有恢复，请联系客服。给您带来不便，我们深表歉意。
                            """),
                    template(
                            "您的一项功能限制已解除：申诉成立",
                            """
                            您好！您对一项功能限制的申诉成立，这项限制现已提前解除。
                            【已解除的限制】{relieved}
                            【仍然有效的限制】{restrictions}
                            【您的账号目前的状态】{step}
                            申诉只针对这项限制，相关的违规记录不受影响；对违规记录本身有异议的，可以另行申诉。
                            您不需要做任何事。如果功能没有恢复，请联系客服。
                            """),
                    template(
                            "请注意：您的直播中有受保护的作品",
                            """
                            您的直播中正在出现受保护的作品，我们没有找到您可以使用它的许可。
                            【作品】{works}
                            【权利人】{owners}
                            【在您直播中的时间位置】{times}
                            请立即停止播放该作品，否则直播可能会被中断。
                            【请在此之前停止】{stopBy}
                            如果您已取得许可，请保留证明；直播被中断的，您可以申诉。
                            """));

    // English -----------------------------------------------------------------------------------

    private static final List<Word> WORDS_EN =
            List.of(
                    new Word("S0", "no strike"),
                    new Word("S1", "level 1 (some functions are limited)"),
                    new Word("S2", "level 2 (more functions are limited)"),
                    new Word("S3", "level 3 (a person decides whether the service ends)"),
                    new Word("ENDED", "service ended"),
                    new Word("DELETE", "content removed"),
                    new Word("BLOCK", "content no longer shown"),
                    new Word("DISCONNECT", "link removed"),
                    new Word("MUTE", "sound removed"),
                    new Word("STOP_STREAM", "live stream ended"),
                    new Word("GEO_BLOCK", "content no longer shown in some regions"),
                    new Word("LIFT", "earlier measure lifted"),
                    new Word("NOT_FOUND", "content not found"),
                    new Word("LIVE_OFF", "no live streaming"),
                    new Word("UPLOADS_HELD", "a person checks your uploads before they are shown"),
                    new Word("UPLOADS_OFF", "no uploads"),
                    new Word("SERVICE_ENDED", "service ended"),
                    new Word("session", "stream or upload"),
                    new Word("item", "content"),
                    new Word("list", "entry in the list of protected works:"),
                    new Word("notice", "notice of the right holder:"),
                    new Word("policy", "request of the right holder:"));

    private static final String FACTS_EN =
            """
            Your content: {offences}
            Work: {works}
            Right holder: {owners}
            Where it is in your content: {times}
            Reason: {grounds}
            In the list since: {listed}
            What we did: {measure}
            In effect since: {since}
            """;

    private static final String LEGIT_EN =
            "if the work is your own, you have permission, or the law allows your use, ";

    private static final String END_EN =
            """
            Number of this warning: {warning}
            Sent under articles III and V of the Copyright Self-Discipline Declaration of China's \
            Internet Industry.
            """;

    private static final String DISPUTE_EN =
            "If you think that this is a mistake: "
                    + LEGIT_EN
                    + "use “Appeal” beside this message before {disputeUntil}, give your reasons"
                    + " and add proof. While we look at your appeal, the content in question does"
                    + " not count.";

    static final Language EN =
            new Language(
                    "d MMMM yyyy, HH:mm '(Beijing time)'",
                    "; ",
                    "; and {n} more",
                    "{measure} until {moment}",
                    WORDS_EN,
                    template(
                            "Before you upload or stream: use only works that you may use",
                            """
                            Hello. Before you upload or stream, please read what may not be used.
                            Please do not use works of others without permission: films, series, \
                            shows, animation, sports broadcasts, music, courses, audiobooks, or \
                            videos and streams that others made.
                            You need permission for these, too: a short part of a work; a work with \
                            changed speed, pitch or picture, or with subtitles; films, series or \
                            music that you play in your stream; a stream of somebody else; a work \
                            whose source you name but may not use.
                            Please take special care: works that are in cinemas or being broadcast \
                            now, and works in the list of protected works, are stopped at once. \
                            Content that the law forbids may not be used even with permission.
                            You may use: what you made yourself, works that you have permission \
                            for, and uses that the law allows without permission, such as a short \
                            quotation in a review. Keep your proof of permission.
                            If a work is used without permission: we stop it or take it down, give \
                            you the reason, and show you how to appeal. If it happens again after a \
                            warning, it counts as a strike, and streaming and uploading are limited \
                            step by step. After several strikes a person may decide to end the \
                            service and to report the account to the authority in charge.
                            More about this: {education}
                            This is a reminder. It is no penalty and does not count against your \
                            account.
                            Sent under article III of the Copyright Self-Discipline Declaration of \
                            China's Internet Industry.
                            """),
                    template(
                            "Copyright warning: your content has a protected work in it",
                            """
                            Hello. Your content has a protected work in it, and we found no \
                            permission for you to use it.
                            """,
                            FACTS_EN,
                            """
                            What it means for your account: this is a warning and does not count \
                            as a strike now. Status of your account: {step}.
                            Once this message is delivered, a further case counts as a strike, and \
                            streaming and uploading are limited step by step.
                            What to do: please do not use this work again, and remove it from your \
                            other content. If you need it, ask the right holder for permission \
                            first.
                            """,
                            DISPUTE_EN,
                            "Please read: {education}",
                            END_EN),
                    template(
                            "Copyright strike; strikes on your account now: {strikes}",
                            """
                            Hello. After a warning, your content had a protected work in it again. \
                            This counts as a strike.
                            """,
                            FACTS_EN,
                            """
                            Your account: strikes that count: {strikes}; {step}.
                            Limits: {restrictions}
                            This strike ends by itself: {expires}
                            What to do: please do not use this work again, and remove it from your \
                            other content. If you need it, ask the right holder for permission \
                            first. Deleting content that we have acted on does not end the strike.
                            If it happens again, the limits increase, and after several strikes a \
                            person may decide whether to end the service.
                            """,
                            DISPUTE_EN
                                    + " If your appeal succeeds, the strike and its limits are"
                                    + " taken back.",
                            "Please read: {education}",
                            END_EN),
                    template(
                            "Please read soon: we will decide whether to end your service",
                            """
                            Hello. Your account has copyright strikes that count: {strikes}; {step}. \
                            Under the rules of the platform, a person will now decide whether to \
                            end your service.
                            Nothing is decided yet. Only a person can end a service; it never \
                            happens automatically. We expect a decision before {decideBy}.
                            """,
                            FACTS_EN,
                            """
                            Limits until the decision: {restrictions}
                            The latest strike ends by itself: {expires}
                            What to do: please stop using this work at once, and look for similar \
                            cases in your other content and remove them.
                            """,
                            DISPUTE_EN
                                    + " If your appeal succeeds and your strikes become fewer, this"
                                    + " proposal is withdrawn.",
                            "Please read: {education}",
                            END_EN),
                    template(
                            "Your service has been ended",
                            """
                            Hello. A person has decided to end the service for your account, in \
                            effect since {ended}. The decision was not made automatically.
                            Reason for the decision: {reason}
                            Strikes at that time: {strikes}
                            """,
                            FACTS_EN,
                            "Limits: {restrictions}",
                            "If you think that this is a mistake: "
                                    + LEGIT_EN
                                    + "use “Appeal” beside this message or contact our support"
                                    + " before {disputeUntil}, give your reasons and add proof.",
                            END_EN),
                    template(
                            "An earlier copyright warning has been withdrawn",
                            """
                            Hello. We have withdrawn a warning that we sent you earlier. It no \
                            longer affects your account.
                            The warning: {voided}
                            Your content: {offences}
                            Work: {works}
                            Status of your account now: {step}
                            You need not do anything; limits from this warning are lifted. \
                            If something still does not work, please contact our support. We are \
                            sorry for the trouble.
                            """),
                    template(
                            "A limit on your account has been lifted: your appeal succeeded",
                            """
                            Hello. Your appeal against a limit on your account has succeeded. The limit \
                            is lifted now, before its time.
                            Lifted: {relieved}
                            Limits that remain: {restrictions}
                            Status of your account now: {step}
                            The appeal was about this limit alone; the strike behind it is not changed \
                            by it. If you think that the strike is a mistake, you may appeal against it, \
                            too.
                            You need not do anything. If something still does not work, please contact \
                            our support.
                            """),
                    template(
                            "Please note: your stream has a protected work in it",
                            """
                            Your stream has a protected work in it now, and we found no permission \
                            for you to use it.
                            Work: {works}
                            Right holder: {owners}
                            Where it is in your stream: {times}
                            Please stop playing this work at once; otherwise the stream may be ended.
                            Stop it before: {stopBy}
                            If you have permission, keep your proof. You may appeal if the stream is \
                            ended.
                            """));

    static final WarningTemplates ALL = new WarningTemplates("vigil-1", ZONE, ZH, EN);
}
