package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.text.Terminal.Line;
import dev.vigil.cli.text.Terminal.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stranger wrote does nothing to the terminal that shows it. */
class TerminalTest {
    private static final String ESCAPES = "\u001b]0;x\u0007 \u009b2J \u202e夜港\u2066 \r\u007f";

    @Test
    void whatAVerbPrintsHoldsNoControlCharacters() {
        StringWriter shown = new StringWriter();
        PrintWriter out = Terminal.cleaning(new PrintWriter(shown));
        out.println(ESCAPES);
        out.print('\u001b');
        out.write(ESCAPES.toCharArray());
        out.printf("%s\tb\n", "a");
        out.flush();

        String clean = "?]0;x? ?2J ?夜港? ??";
        assertThat(shown.toString()).isEqualTo(clean + "\n?" + clean + "a\tb\n");
    }

    @Test
    void aRowIsOneLine() {
        assertThat(Terminal.line("a\nb\tc\u001b")).isEqualTo("a b c?");
    }

    @Test
    void jsonSaysTheSameEscaped() {
        assertThat(Terminal.json("{\"a\":\"\u009b\u202e夜\"}"))
                .isEqualTo("{\"a\":\"\\u009b\\u202e夜\"}");
    }

    @Test
    void aStyleIsOursAndTheTextIsCleanedAllTheSame() {
        StringWriter shown = new StringWriter();
        PrintWriter out = Terminal.cleaning(new PrintWriter(shown));
        Terminal.print(out, new Line(Style.RED, "a\u001b[2J"));
        Terminal.print(out, new Line(Style.PLAIN, "b"));

        assertThat(shown.toString()).isEqualTo("\u001b[31ma?[2J\u001b[0mb");
    }

    @Test
    void whatIsDrawnAnewErasesWhatWasThere() {
        StringWriter shown = new StringWriter();
        PrintWriter out = Terminal.cleaning(new PrintWriter(shown));
        Terminal.redraw(out, List.of(new Line(Style.PLAIN, "a"), new Line(Style.PLAIN, "b")));

        assertThat(shown.toString()).isEqualTo("\u001b[Ha\u001b[K\nb\u001b[K\n\u001b[J");
    }
}
