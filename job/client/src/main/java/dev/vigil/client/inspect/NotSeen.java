package dev.vigil.client.inspect;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.figures.FigureGaps;
import dev.vigil.figures.FigureSums;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.wire.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an inspection could not see, and why, in sentences. */
final class NotSeen {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final int MOST_DAYS = 40;

    private final InspectionContent content;
    private final PageLanguage language;
    private final List<String> lines = new ArrayList<>();

    NotSeen(InspectionContent content) {
        this.content = content;
        language = content.request().language();
        if (content.isUnnamed()) {
            lines.add(unnamed(content.request().scope(), language));
        }
        gone();
        old();
        notThere();
        compacted();
        lacking();
        unsealed();
        log();
        selection();
        days();
        rest();
        otherTimes();
        counted();
        always();
    }

    /** Of what no record names: without it, figures that are zero would be the answer. */
    static String unnamed(InspectionScope scope, PageLanguage language) {
        String about = InspectionWords.of(scope.about().name(), language);
        return language.of(
                "期间内没有已封印的记录提及" + about + "“" + scope.id() + "”：标识可能有误，或相关记录不在期间内、已删除、尚未封印或未读取",
                "no sealed record of this span names "
                        + about
                        + " '"
                        + scope.id()
                        + "': the id may be wrong, or its records are outside the span, erased,"
                        + " not sealed yet or not read");
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private void say(String zh, String en) {
        lines.add(language.of(zh, en));
    }

    private String time(long ms) {
        ZoneId zone = ZoneId.of(content.request().zone());
        return TIME.format(Instant.ofEpochMilli(ms).atZone(zone));
    }

    /** What retention has taken from the span. */
    private void gone() {
        Map<String, Long> begins = new TreeMap<>();
        for (SeenSpan span : content.spans()) {
            boolean isKept = Topic.named(span.topic()).cleanup().compacts();
            boolean isCut =
                    span.begin() > 0
                            && (span.beginMs() == null
                                    || span.beginMs() > content.request().scope().fromMs());
            if (!isKept && isCut) {
                begins.merge(
                        span.topic(),
                        span.beginMs() == null ? Long.MAX_VALUE : span.beginMs(),
                        Math::max);
            }
        }
        begins.forEach(
                (topic, ms) -> {
                    long days = Topic.named(topic).retention().toDays();
                    String since = ms == Long.MAX_VALUE ? "" : time(ms);
                    say(
                            topic
                                    + "："
                                    + (since.isEmpty() ? "全部记录" : since + " 之前的记录")
                                    + "已超过保存期限（"
                                    + days
                                    + " 天）",
                            topic
                                    + ": "
                                    + (since.isEmpty()
                                            ? "all records are"
                                            : "what was stored before " + since + " is")
                                    + " gone; it is kept for "
                                    + days
                                    + " days");
                });
    }

    /** Where the last record of a key is kept, and that no longer than the retention. */
    private void old() {
        long fromMs = content.request().scope().fromMs();
        content.spans().stream()
                .map(span -> Topic.named(span.topic()))
                .filter(topic -> topic.cleanup() == Topic.Cleanup.COMPACT_AND_DELETE)
                .filter(topic -> keptFromMs(topic) > fromMs)
                .distinct()
                .forEach(this::old);
    }

    private long keptFromMs(Topic topic) {
        return content.request().madeAt() - topic.retention().toMillis();
    }

    private void old(Topic topic) {
        boolean isOfClocks = topic == Topic.ESCALATIONS;
        String name = topic.topicName();
        String since = time(keptFromMs(topic));
        long days = topic.retention().toDays();
        say(
                name
                        + "："
                        + since
                        + " 之前的记录可能已超过保存期限（"
                        + days
                        + " 天）"
                        + (isOfClocks ? "；此前违约后因撤回等原因停止的计时，可能计为未停止" : ""),
                name
                        + ": what was stored before "
                        + since
                        + " may be gone; it is kept for "
                        + days
                        + " days"
                        + (isOfClocks
                                ? "; a clock that was stopped before then without an action, such as"
                                        + " by a withdrawal after its breach, may be counted as not"
                                        + " stopped"
                                : ""));
    }

    private void notThere() {
        Set<String> there =
                content.spans().stream().map(SeenSpan::topic).collect(Collectors.toSet());
        String missing = names(InspectionTopics.missing(there));
        if (!missing.isEmpty()) {
            say("不存在或未读取的主题：" + missing, "topics that are not there or were not read: " + missing);
        }
    }

    private static String names(List<Topic> topics) {
        return topics.stream().map(Topic::topicName).collect(Collectors.joining(", "));
    }

    private void compacted() {
        Set<String> topics = new LinkedHashSet<>();
        for (SeenSpan span : content.spans()) {
            if (Topic.named(span.topic()).cleanup().compacts() && span.end() > 0) {
                topics.add(span.topic());
            }
        }
        if (!topics.isEmpty()) {
            String names = String.join(", ", topics);
            say(
                    "下列主题只保证保存每个键的最后一条记录，期间内被替换的记录可能已不存在：" + names,
                    "of these topics only the last record of each key is sure to be kept, so one that"
                            + " was replaced within the span may be gone: "
                            + names);
        }
    }

    /** What was made from a store that does not have all that was on the topics. */
    private void lacking() {
        if (!content.request().scope().isWhole()) {
            return;
        }
        String places =
                content.spans().stream()
                        .filter(span -> !span.isWhole())
                        .filter(span -> !Topic.named(span.topic()).cleanup().compacts())
                        .map(span -> span.topic() + "/" + span.partition())
                        .collect(Collectors.joining(", "));
        if (!places.isEmpty()) {
            say(
                    "下列分区有记录已按要求删除个人信息或未曾保存，缺少的记录不逐条列出：" + places,
                    "records of these partitions are not in what this was made from, as personal data"
                            + " were erased or they were never kept; those that are missing are not"
                            + " named: "
                            + places);
        }
    }

    private void unsealed() {
        String places =
                content.spans().stream()
                        .filter(span -> span.unsealedFrom() != null)
                        .map(
                                span ->
                                        span.topic()
                                                + "/"
                                                + span.partition()
                                                + "/"
                                                + span.unsealedFrom())
                        .collect(Collectors.joining(", "));
        if (!places.isEmpty()) {
            say(
                    "尚未封印、因此未计入的记录，自下列位置起：" + places,
                    "records that are under no seal yet, and so not in it, from these places on: "
                            + places);
        }
    }

    private void log() {
        LogFacts log = content.log();
        if (log == null) {
            say("审计日志无法打开", "the audit log could not be opened");
            return;
        }
        if (log.hoursSeen() < log.hours()) {
            String days = String.join(", ", log.daysNotSeen());
            String more = log.moreDays() == 0 ? "" : " ... +" + log.moreDays();
            say(
                    "审计日志在期间的 "
                            + log.hours()
                            + " 个小时中有 "
                            + (log.hours() - log.hoursSeen())
                            + " 个小时没有每小时的页："
                            + days
                            + more,
                    "the audit log has no hourly page in "
                            + (log.hours() - log.hoursSeen())
                            + " of the span's "
                            + log.hours()
                            + " hours: "
                            + days
                            + more);
        }
        if (!log.unread().isEmpty()) {
            String places = String.join(", ", log.unread());
            String more = log.moreUnread() == 0 ? "" : " ... +" + log.moreUnread();
            say(
                    "审计日志未能读取的记录：" + places + more,
                    "records that the audit log could not read: " + places + more);
        }
    }

    private void selection() {
        if (!content.request().scope().isWhole()) {
            say(
                    "数据包只含与所查对象有关的记录；没有遗漏其他有关记录，不能由数据包证明，须检查全部范围",
                    "the bundle has only records that concern what was asked for; that none of these"
                            + " was left out it can't prove: ask for everything in the span");
        }
    }

    /** Of what was published of the days. */
    private void days() {
        FigureSums published = content.published();
        if (published == null) {
            return;
        }
        Map<LocalDate, Integer> kinds = new TreeMap<>();
        published
                .unseen()
                .values()
                .forEach(days -> days.forEach(day -> kinds.merge(day, 1, Integer::sum)));
        if (!kinds.isEmpty()) {
            int all = FigureKind.values().length;
            String days =
                    kinds.entrySet().stream()
                            .limit(MOST_DAYS)
                            .map(
                                    it ->
                                            it.getKey()
                                                    + (it.getValue() == all
                                                            ? ""
                                                            : " ("
                                                                    + it.getValue()
                                                                    + "/"
                                                                    + all
                                                                    + ")"))
                            .collect(Collectors.joining(", "));
            String more = kinds.size() > MOST_DAYS ? " ... +" + (kinds.size() - MOST_DAYS) : "";
            say(
                    "已公布的每日数字没有看到或没有看全的日子：" + days + more,
                    "days of which the published figures are missing, or lack a part: "
                            + days
                            + more);
        }
        if (content.publishedLeftOut() > 0) {
            say(
                    "已公布的每日数字过多，" + content.publishedLeftOut() + " 条未计入下列之和；请缩短期间",
                    content.publishedLeftOut()
                            + " records of published figures are in no sum below, as there are more"
                            + " than are kept in memory; ask for a shorter span");
        }
        String gaps =
                FigureGaps.ALL.stream()
                        .map(gap -> PublishedWords.of(gap, language))
                        .collect(Collectors.joining(language.of("；", "; ")));
        say("没有任何数字统计的内容：" + gaps, "what no figure counts: " + gaps);
    }

    private void rest() {
        RestsNotSeen rests = content.restNotSeen();
        if (rests == null) {
            say("记录的依据是否存在未作核对", "whether what the records rest on was there was not looked at");
            return;
        }
        if (rests.gone() > 0) {
            say(
                    rests.gone() + " 条记录的依据早于期间、已超过保存期限、尚未封印或可能在未读取的主题中，未作核对",
                    rests.gone()
                            + " records rest on what is older than the span, gone, under no seal"
                            + " yet, or on a topic that was not read, so it was not looked at");
        }
        rests.tooMany()
                .forEach(
                        (topic, times) ->
                                say(
                                        topic + "：记录过多，" + times + " 处依据是否存在未作核对；请缩短期间",
                                        topic
                                                + ": there are more things than are kept in memory, so"
                                                + " it was not looked at whether what records rest on was"
                                                + " there, "
                                                + times
                                                + " times; ask for a shorter span"));
    }

    /** A record's time is of its producer, on most topics. */
    private void otherTimes() {
        if (content.otherTimes() > 0) {
            say(
                    content.otherTimes() + " 条记录位于期间的记录之间，但其 Kafka 时间不在期间内；已收入数据包，未计入任何数字",
                    content.otherTimes()
                            + " records lie between those of the span but have a time of Kafka outside"
                            + " of it; they are in the bundle and count in no figure");
        }
    }

    private void counted() {
        long unreadable = content.result().tables().get(InspectionTable.UNREADABLE).count();
        if (unreadable > 0) {
            say(
                    unreadable + " 条记录无法读取，列于下文，未计入其他数字",
                    unreadable
                            + " records could not be read; they are listed below and count in no other"
                            + " figure");
        }
        long erased = content.result().tables().get(InspectionTable.ERASED).count();
        if (erased > 0) {
            say(
                    erased + " 个对象的个人信息在期间内删除，其内容不再可见，见下文",
                    "the personal data of "
                            + erased
                            + " were erased within the span; what they were is not to be seen any more,"
                            + " see below");
        }
    }

    private void always() {
        say(
                "数据包的记录不含音视频内容和指纹；身份信息由平台另行保存",
                "sound, pictures and fingerprints are in no record of the bundle; identities are kept"
                        + " by the platform elsewhere");
    }
}
