package dev.vigil.client.page;

import java.time.Duration;

/** A language that a page is in. */
public enum PageLanguage {
    ZH("zh-CN"),
    EN("en");

    private final String tag;

    PageLanguage(String tag) {
        this.tag = tag;
    }

    /** As HTML names it. */
    public String tag() {
        return tag;
    }

    public String of(String zh, String en) {
        return this == ZH ? zh : en;
    }

    /** {@code 1.4 s}, {@code 12 min 3 s}, {@code 1 h 30 min}, {@code 4 d 2 h}; rounded down. */
    public String lasting(long ms) {
        Duration span = Duration.ofMillis(ms);
        if (span.toMinutes() == 0) {
            return ms / 1_000 + "." + ms % 1_000 / 100 + of(" 秒", " s");
        }
        if (span.toHours() == 0) {
            return two(span.toMinutes(), of(" 分", " min"), span.toSecondsPart(), " 秒", " s");
        }
        if (span.toDays() < 3) {
            return two(span.toHours(), of(" 小时", " h"), span.toMinutesPart(), " 分", " min");
        }
        return two(span.toDays(), of(" 天", " d"), span.toHoursPart(), " 小时", " h");
    }

    private String two(long large, String unit, int small, String zh, String en) {
        return large + unit + (small == 0 ? "" : " " + small + of(zh, en));
    }
}
