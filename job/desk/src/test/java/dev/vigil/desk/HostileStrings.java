package dev.vigil.desk;

import dev.vigil.schema.check.Controls;
import java.util.List;

/** Texts that a page must show as they are, and never obey. */
public final class HostileStrings {
    /** What no page of the desk has, whatever is in its texts. */
    public static final String NEVER =
            "iframe, object, embed, base, style, frame, applet, math, main img, main script,"
                    + " main link, main meta, [onerror], [onload], [onfocus], [onmouseover],"
                    + " [ontoggle], [style], [href^=javascript], [href^=data], [href^=//],"
                    + " [action^=//], [src^=//], [http-equiv]";

    private HostileStrings() {}

    /** True of a character that a page shows by its number. */
    public static boolean isControl(int c) {
        return Controls.is((char) c) || c == '\u2028' || c == '\u2029' || c == '\uFEFF';
    }

    public static final List<String> ALL =
            List.of(
                    "<script>alert(1)</script>",
                    "</script><script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "'><img src=x onerror=alert(1)>",
                    "<svg onload=alert(1)>",
                    "<svg><script>alert(1)</script></svg>",
                    "<iframe src=javascript:alert(1)></iframe>",
                    "<a href=javascript:alert(1)>x</a>",
                    "javascript:alert(1)",
                    "JaVaScRiPt:alert(1)",
                    "data:text/html,<script>alert(1)</script>",
                    "<body onload=alert(1)>",
                    "<input autofocus onfocus=alert(1)>",
                    "<details open ontoggle=alert(1)>",
                    "<style>*{display:none}</style>",
                    "<link rel=stylesheet href=//evil.example>",
                    "<base href=//evil.example>",
                    "<meta http-equiv=refresh content=0;url=//evil.example>",
                    "<form action=//evil.example><input type=submit>",
                    "</title><script>alert(1)</script>",
                    "</textarea><script>alert(1)</script>",
                    "</bdi><script>alert(1)</script>",
                    "</td></tr></table><h1>gone</h1>",
                    "<!-- ",
                    "--><script>alert(1)</script>",
                    "]]><script>alert(1)</script>",
                    "<![CDATA[<script>alert(1)</script>]]>",
                    "<?xml version=\"1.0\"?>",
                    "&lt;script&gt;alert(1)&lt;/script&gt;",
                    "&#60;script&#62;",
                    "&amp;&copy;&nbsp;",
                    "\" onmouseover=\"alert(1)",
                    "' onmouseover='alert(1)",
                    "` onmouseover=`alert(1)",
                    "${7*7}",
                    "!{System.exit(1)}",
                    "@template.layout()",
                    "@if(true)x@endif",
                    "{{7*7}}",
                    "{0} {1} {2}",
                    "%s %d %n",
                    "$1 $0 \\1",
                    "'; drop table notice; --",
                    "\" or \"\"=\"",
                    "=1+1",
                    "+cmd|' /C calc'!A0",
                    "@SUM(A1:A9)",
                    "../../etc/passwd",
                    "..%2F..%2F",
                    "影片 1 \u202Egpj.exe",
                    "\u2066left\u2069 \u2067right\u2069",
                    "\u200Fright\u200E to left",
                    "zero\u200Bwidth\u200D\uFEFF joined",
                    "line one\r\nX-Header: two",
                    "bell \u0007 and escape \u001B[31m red",
                    "delete \u007F and next \u0085 line",
                    "line\u2028and\u2029paragraph",
                    "עברית و العربية mixed with English",
                    "Z\u0335\u0321\u0338a\u0334\u0322l\u0337\u0321g\u0338\u0322o\u0335",
                    "👩‍👩‍👧‍👦 \uD83C\uDFF3\uFE0F 片");
}
