package dev.vigil.client.page;

/** What pages have in common: light and dark, tables, print. One file that needs no other. */
public final class PageFrame {
    private static final String STYLE =
            """
            @page { margin: 14mm 14mm 18mm; @bottom-right { content: counter(page) " / " \
            counter(pages); font-size: 9pt; color: #444444; } }
            :root { color-scheme: light dark; --ink: #1c2024; --soft: #5a6470; --rule: #d3d8de;
              --paper: #ffffff; --good: #1d7a46; --bad: #b3261e; --mark: #2459c4; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #a3adb8;
              --rule: #3c444d; --paper: #14171a; --good: #6ecb94; --bad: #ff8a80; --mark: #8ab0ff; } }
            body { margin: 2rem auto; max-width: 64rem; padding: 0 1rem; background: var(--paper);
              color: var(--ink); font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; }
            h2 { margin-top: 2rem; border-bottom: 1px solid var(--rule); }
            .soft { color: var(--soft); font-size: 14px; }
            @media print { :root { color-scheme: light; --ink: #000; --soft: #444; --rule: #bbb;
              --paper: #fff; --good: #1d7a46; --bad: #b3261e; --mark: #2459c4; }
              body { margin: 0; max-width: none; padding: 0; font-size: 11pt;
              print-color-adjust: exact; -webkit-print-color-adjust: exact; }
              h2, h3 { break-after: avoid; } tr { break-inside: avoid; }
              thead { display: table-header-group; } }
            """;

    /** Of pages that are mainly tables of figures. */
    static final String FIGURES =
            """
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: 14px; }
            th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--rule); text-align: left;
              vertical-align: top; }
            th { vertical-align: bottom; }
            td.id { overflow-wrap: anywhere; min-width: 7rem; }
            td.number, th.number { text-align: right; white-space: nowrap; }
            td.short, th.short { white-space: nowrap; }
            @media print { .wide { overflow: visible; } table { font-size: 9pt; }
              th, td { padding: .15rem .35rem; } td.id { min-width: 4.5rem; } }
            """;

    private PageFrame() {}

    /** A page up to its heading. */
    static Html begin(String title, PageLanguage language, String... styles) {
        return bare(title, language, STYLE + String.join("", styles));
    }

    /** The same with a style of its own alone. */
    public static Html bare(String title, PageLanguage language, String style) {
        return new Html()
                .constant("<!DOCTYPE html>\n")
                .open("html", "lang", language.tag())
                .open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .open("style")
                .constant(style)
                .close("style")
                .close("head")
                .open("body")
                .element("h1", title);
    }

    public static String end(Html html) {
        return html.close("body").close("html").toString();
    }
}
