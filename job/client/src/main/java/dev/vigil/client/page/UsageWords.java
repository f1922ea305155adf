package dev.vigil.client.page;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageState;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Codes and figures of usage in the words of a reader. */
public record UsageWords(PageLanguage language) {
    private static final long HOUR_MS = 3_600_000;

    String territory(String territory) {
        return territory.equals("*") ? language.of("其他地区", "rest of the world") : territory;
    }

    String of(RightType right) {
        return switch (right) {
            case LIVE_RELAY -> language.of("直播", "live");
            case ON_DEMAND -> language.of("点播", "on demand");
        };
    }

    /** A kind of basis, as it is before the colon. */
    String kind(String kind) {
        return switch (kind) {
            case "AUTHORIZATION" -> language.of("已授权", "authorized");
            case "POLICY" -> language.of("权利人策略允许", "by the owner's policy");
            default -> language.of("未获许可", "without permission");
        };
    }

    /** With the authorization or the owner that it names. */
    String basis(String basis) {
        int colon = basis.indexOf(':');
        return colon < 0
                ? kind(basis)
                : kind(basis.substring(0, colon))
                        + language.of("：", ": ")
                        + basis.substring(colon + 1);
    }

    String of(UsageState state) {
        return switch (state) {
            case PROVISIONAL -> language.of("未结算", "provisional");
            case SETTLED -> language.of("已结算", "settled");
            case AMENDED -> language.of("已更正", "amended");
        };
    }

    String state(UsageRow row) {
        TreeSet<UsageReason> reasons = new TreeSet<>();
        row.amendments().forEach(one -> reasons.addAll(one.reasons()));
        String why =
                row.state() == UsageState.AMENDED
                        ? language.of("（", " (") + reasons(reasons) + language.of("）", ")")
                        : "";
        String held = row.inConflict() ? language.of("，暂缓", ", held") : "";
        return of(row.state()) + why + held;
    }

    String reasons(Collection<UsageReason> reasons) {
        return reasons.stream().map(this::of).collect(Collectors.joining(language.of("、", ", ")));
    }

    private String of(UsageReason reason) {
        return switch (reason) {
            case FOUND_LATER -> language.of("事后发现", "found later");
            case MEASURE_CONFIRMED -> language.of("措施生效时间变更", "a measure's time");
            case AUDIENCE_REPORTED -> language.of("收视数据补报", "audience reported");
            case CONFLICT_OPENED -> language.of("出现权属争议", "conflict of owners");
            case CONFLICT_ENDED -> language.of("权属争议结束", "conflict ended");
            case OWNERS_CHANGED -> language.of("权利人变更", "owners changed");
        };
    }

    /** Unknown is not 0. */
    String known(Long value) {
        return value == null
                ? language.of("未知", "unknown")
                : String.format(Locale.ROOT, "%,d", value);
    }

    String knownSpan(Long ms) {
        return ms == null ? language.of("未知", "unknown") : span(ms);
    }

    /** In basis points: {@code 60 %}. */
    public static String percent(long bp) {
        return bp % 100 == 0 ? bp / 100 + " %" : String.format(Locale.ROOT, "%.2f %%", bp / 100.0);
    }

    /** Hours, minutes, seconds; a difference may be less than nothing. */
    public static String span(long ms) {
        long size = Math.abs(ms);
        return (ms < 0 ? "−" : "")
                + String.format(
                        Locale.ROOT,
                        "%,d:%02d:%02d",
                        size / HOUR_MS,
                        size / 60_000 % 60,
                        size / 1_000 % 60);
    }
}
