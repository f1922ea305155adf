package dev.vigil.client.text;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Writes comma-separated values (RFC 4180) that a spreadsheet shows as they are: UTF-8 with its
 * mark, and no text is a formula.
 */
public final class SheetWriter {
    private static final String MARK = "\uFEFF";

    /** What makes a formula of a cell, also in the wide forms of Chinese keyboards. */
    private static final String FORMULAS = "=+-@\t\r\n＝＋－＠";

    private final Writer out;

    /**
     * Writes the mark and the header.
     *
     * @param to not closed by this
     */
    public SheetWriter(OutputStream to, List<String> header) throws IOException {
        out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        out.write(MARK);
        row(header);
    }

    /**
     * Writes a row.
     *
     * @param cells numbers as they are, null as an empty cell, everything else as text
     */
    public void row(Collection<?> cells) throws IOException {
        StringBuilder line = new StringBuilder();
        for (Object cell : cells) {
            line.append(line.isEmpty() ? "" : ",").append(cell(cell));
        }
        out.write(line.append("\r\n").toString());
    }

    /** All rows have gone to the stream. */
    public void flush() throws IOException {
        out.flush();
    }

    private static String cell(Object value) {
        if (value == null) {
            return "\"\"";
        }
        String text = value.toString();
        if (value instanceof Number) {
            return text;
        }
        boolean isFormula = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
