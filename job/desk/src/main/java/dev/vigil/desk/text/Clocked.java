package dev.vigil.desk.text;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as {@code <time datetime="2026-11-26T20:04:00.000Z" title="2026-11-26 20:04:00 UTC">11-27
 * 04:04:00 +08:00</time>}, with the year where it is another one than now.
 *
 * @param atMs UTC epoch ms
 */
record Clocked(long atMs, ZoneId zone, long nowMs) implements Content {
    private static final DateTimeFormatter THIS_YEAR =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    @Override
    public void writeTo(TemplateOutput output) {
        OffsetDateTime utc = Instant.ofEpochMilli(atMs).atOffset(ZoneOffset.UTC);
        output.writeContent("<time datetime=\"");
        output.writeContent(utc.toInstant().toString());
        output.writeContent("\" title=\"");
        output.writeContent(UTC.format(utc));
        output.writeContent("\">");
        output.writeContent(local());
        output.writeContent("</time>");
    }

    private String local() {
        ZonedDateTime at = Instant.ofEpochMilli(atMs).atZone(zone);
        boolean isThisYear = at.getYear() == Instant.ofEpochMilli(nowMs).atZone(zone).getYear();
        return (isThisYear ? THIS_YEAR : DATE).format(at);
    }
}
