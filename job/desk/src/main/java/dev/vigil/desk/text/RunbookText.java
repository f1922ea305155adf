package dev.vigil.desk.text;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A runbook as HTML: headings with anchors, paragraphs, lists, tables and blocks of code; within a
 * line code, bold, emphasis and links. That is what our runbooks use of Markdown.
 */
public final class RunbookText implements Content {
    private static final Pattern HEADING = Pattern.compile("(#{1,4}) +(.*)");
    private static final Pattern ITEM = Pattern.compile("(?:[-*]|\\d+\\.) +(.*)");
    private static final Pattern NUMBERED = Pattern.compile("\\d+\\. .*");
    private static final Pattern RULE = Pattern.compile("\\|[-:| ]+\\|");

    private static final Pattern INLINE =
            Pattern.compile(
                    "`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*|\\[([^]]+)]\\(([^)\\s]+)\\)");

    /** Another runbook, a place in one, or a page of the web. */
    private static final Pattern LINK =
            Pattern.compile("(?:([a-z]+)\\.md)?(#[a-z0-9-]+)?|https://[A-Za-z0-9./_#?=&%-]+");

    private static final String INDENT = "    ";

    private final List<String> lines;

    /** Of its headings, in their order. */
    private final List<String> anchors;

    public RunbookText(String markdown) {
        lines = lines(markdown);
        anchors = anchors(lines);
    }

    /**
     * A translation, in a folder below: its links lead to places of the originals, and its headings
     * are those places, in the same order.
     */
    public RunbookText(String markdown, String original) {
        lines = lines(markdown.replace("](../", "]("));
        anchors = anchors(lines(original));
    }

    private static List<String> anchors(List<String> lines) {
        return lines.stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(it -> anchor(it.group(2)).replaceAll("[^a-z0-9-]", ""))
                .toList();
    }

    private static List<String> lines(String markdown) {
        return markdown.replace("\r", "").lines().toList();
    }

    /** The anchor of a heading, as GitHub makes it. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** The first heading; the file's name serves where there is none. */
    public String title() {
        return lines.stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(it -> it.group(2))
                .findFirst()
                .orElse("");
    }

    @Override
    public void writeTo(TemplateOutput out) {
        Iterator<String> ids = anchors.iterator();
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i);
            if (line.isBlank()) {
                i++;
            } else if (line.startsWith("```")) {
                i = code(i + 1, out);
            } else if (line.startsWith(INDENT)) {
                i = indented(i, out);
            } else if (HEADING.matcher(line).matches()) {
                heading(line, ids.hasNext() ? ids.next() : "", out);
                i++;
            } else if (line.startsWith("|")) {
                i = table(i, out);
            } else if (ITEM.matcher(line).matches()) {
                i = list(i, out);
            } else {
                i = paragraph(i, out);
            }
        }
    }

    private static void heading(String line, String id, TemplateOutput out) {
        Matcher heading = HEADING.matcher(line);
        heading.matches();
        int level = heading.group(1).length();
        out.writeContent("<h" + level + " id=\"" + id + "\">");
        inline(heading.group(2), out);
        out.writeContent("</h" + level + ">\n");
    }

    private int code(int from, TemplateOutput out) {
        out.writeContent("<pre tabindex=\"0\"><code>");
        int i = from;
        while (i < lines.size() && !lines.get(i).startsWith("```")) {
            out.writeUserContent(lines.get(i++) + "\n");
        }
        out.writeContent("</code></pre>\n");
        return i + 1;
    }

    private int indented(int from, TemplateOutput out) {
        out.writeContent("<pre tabindex=\"0\"><code>");
        int i = from;
        while (i < lines.size() && lines.get(i).startsWith(INDENT)) {
            out.writeUserContent(lines.get(i++).substring(INDENT.length()) + "\n");
        }
        out.writeContent("</code></pre>\n");
        return i;
    }

    private int table(int from, TemplateOutput out) {
        out.writeContent("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
        cells(lines.get(from), "th scope=\"col\"", "th", out);
        out.writeContent("</tr></thead><tbody>\n");
        int i = from + 1;
        while (i < lines.size() && lines.get(i).startsWith("|")) {
            if (!RULE.matcher(lines.get(i)).matches()) {
                out.writeContent("<tr>");
                cells(lines.get(i), "td", "td", out);
                out.writeContent("</tr>\n");
            }
            i++;
        }
        out.writeContent("</tbody></table></div>\n");
        return i;
    }

    private static void cells(String line, String open, String close, TemplateOutput out) {
        String inner = line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length());
        for (String cell : inner.split("(?<!\\\\)\\|", -1)) {
            out.writeContent("<" + open + ">");
            inline(cell.strip().replace("\\|", "|"), out);
            out.writeContent("</" + close + ">");
        }
    }

    private int list(int from, TemplateOutput out) {
        String tag = NUMBERED.matcher(lines.get(from)).matches() ? "ol" : "ul";
        out.writeContent("<" + tag + ">\n");
        int i = from;
        while (i < lines.size() && ITEM.matcher(lines.get(i)).matches()) {
            Matcher item = ITEM.matcher(lines.get(i++));
            item.matches();
            List<String> words = new ArrayList<>(List.of(item.group(1)));
            while (i < lines.size() && lines.get(i).startsWith(" ")) {
                words.add(lines.get(i++).strip());
            }
            out.writeContent("<li>");
            inline(String.join(" ", words), out);
            out.writeContent("</li>\n");
        }
        out.writeContent("</" + tag + ">\n");
        return i;
    }

    private int paragraph(int from, TemplateOutput out) {
        List<String> words = new ArrayList<>();
        int i = from;
        do {
            words.add(lines.get(i++).strip());
        } while (i < lines.size() && isOfParagraph(lines.get(i)));
        out.writeContent("<p>");
        inline(String.join(" ", words), out);
        out.writeContent("</p>\n");
        return i;
    }

    private static boolean isOfParagraph(String line) {
        return !line.isBlank()
                && !line.startsWith("|")
                && !line.startsWith("```")
                && !HEADING.matcher(line).matches()
                && !ITEM.matcher(line).matches();
    }

    private static void inline(String text, TemplateOutput out) {
        int from = 0;
        for (Matcher mark = INLINE.matcher(text); mark.find(); from = mark.end()) {
            out.writeUserContent(text.substring(from, mark.start()));
            if (mark.group(1) != null) {
                element("code", mark.group(1), out);
            } else if (mark.group(2) != null) {
                nested("strong", mark.group(2), out);
            } else if (mark.group(3) != null) {
                nested("em", mark.group(3), out);
            } else {
                link(mark.group(4), mark.group(5), out);
            }
        }
        out.writeUserContent(text.substring(from));
    }

    private static void element(String tag, String text, TemplateOutput out) {
        out.writeContent("<" + tag + ">");
        out.writeUserContent(text);
        out.writeContent("</" + tag + ">");
    }

    private static void nested(String tag, String text, TemplateOutput out) {
        out.writeContent("<" + tag + ">");
        inline(text, out);
        out.writeContent("</" + tag + ">");
    }

    /** What leads to no page of the desk or the web is text. */
    private static void link(String words, String target, TemplateOutput out) {
        Matcher to = LINK.matcher(target);
        if (target.isEmpty() || !to.matches()) {
            inline(words, out);
            return;
        }
        String address =
                target.startsWith("https://")
                        ? target.replace("&", "&amp;")
                        : (to.group(1) == null ? "" : "/runbook/" + to.group(1))
                                + (to.group(2) == null ? "" : to.group(2));
        out.writeContent("<a href=\"" + address + "\" rel=\"noreferrer\">");
        inline(words, out);
        out.writeContent("</a>");
    }
}
