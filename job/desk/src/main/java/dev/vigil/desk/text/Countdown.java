package dev.vigil.desk.text;

import dev.vigil.client.text.Times;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.time.Instant;

/**
 * What is left until a time, as {@code <time data-due="1795550000000" datetime="…">0:12:41</time>};
 * the page counts on by the server's time.
 *
 * @param dueMs UTC epoch ms
 */
record Countdown(long dueMs, long nowMs) implements Content {
    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent("<time data-due=\"");
        output.writeContent(Long.toString(dueMs));
        output.writeContent("\" datetime=\"");
        output.writeContent(Instant.ofEpochMilli(dueMs).toString());
        output.writeContent(dueMs < nowMs ? "\" class=\"over\">" : "\">");
        output.writeContent(Times.left(dueMs - nowMs));
        output.writeContent("</time>");
    }
}
