package dev.vigil.client.page;

import dev.vigil.schema.check.Controls;
import java.util.Set;

/** Writes what both a browser and a parser of XML read: every tag is closed, every text escaped. */
public final class Html {
    /** Elements whose text may be of any script. */
    private static final Set<String> WITH_TEXT = Set.of("td", "p", "b", "caption", "summary");

    /** Ends of lines that are none in a file, and a mark that is no text: invisible on a page. */
    private static final String UNSEEN = "[\\u2028\\u2029\\uFEFF]";

    private final StringBuilder page = new StringBuilder();
    private final boolean isApart;

    public Html() {
        this(false);
    }

    /**
     * Writes a part of another page.
     *
     * @param isApart true where a text must not turn the order of what is around it
     */
    public Html(boolean isApart) {
        this.isApart = isApart;
    }

    /**
     * Begins an element.
     *
     * @param attributes names, each before its value
     */
    public Html open(String tag, Object... attributes) {
        tag(tag, attributes);
        page.append('>');
        return this;
    }

    public Html close(String tag) {
        page.append("</").append(tag).append(">\n");
        return this;
    }

    /** An element without content. */
    public Html empty(String tag, Object... attributes) {
        tag(tag, attributes);
        page.append("/>");
        return this;
    }

    /** An element that holds a text. */
    public Html element(String tag, String text, Object... attributes) {
        open(tag, attributes);
        if (isApart && WITH_TEXT.contains(tag)) {
            page.append("<bdi>");
            text(text);
            page.append("</bdi>");
        } else {
            text(text);
        }
        return close(tag);
    }

    public Html text(String text) {
        page.append(escaped(text));
        return this;
    }

    /** Markup that is no text of anybody: a constant of this program. */
    public Html constant(String markup) {
        page.append(markup);
        return this;
    }

    private void tag(String tag, Object... attributes) {
        page.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"");
            page.append(escaped(String.valueOf(attributes[i + 1]))).append('"');
        }
    }

    private static String escaped(String text) {
        return Controls.cleaned(text)
                .replaceAll(UNSEEN, "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
