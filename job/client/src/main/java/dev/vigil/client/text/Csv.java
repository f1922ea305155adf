package dev.vigil.client.text;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values as RFC 4180 has them: quotes, doubled quotes, line breaks in quotes. */
public final class Csv {
    private static final int END = -1;

    private final PushbackReader in;
    private int line = 1;

    public Csv(Reader in) {
        this.in = new PushbackReader(in);
    }

    /**
     * A row of fields.
     *
     * @param line where it begins, from 1
     */
    public record Row(int line, List<String> fields) {}

    /** The next row that is not empty; null at the end. */
    public Row next() throws IOException {
        while (true) {
            int first = in.read();
            if (first == END) {
                return null;
            }
            in.unread(first);
            int at = line;
            List<String> fields = fields();
            if (fields.size() > 1 || !fields.get(0).isBlank()) {
                return new Row(at, fields);
            }
        }
    }

    private List<String> fields() throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c == '"' && field.isEmpty()) {
                quoted(field);
            } else if (c == ',') {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else if (c == '\n' || c == END) {
                line++;
                fields.add(field.toString().strip());
                return fields;
            } else if (c != '\r' && c != '\uFEFF') {
                field.append((char) c);
            }
        }
    }

    private void quoted(StringBuilder field) throws IOException {
        int openedAt = line;
        for (int c = in.read(); c != END; c = in.read()) {
            if (c == '"') {
                int after = in.read();
                if (after != '"') {
                    unread(after);
                    return;
                }
            }
            if (c == '\n') {
                line++;
            }
            field.append((char) c);
        }
        throw new IOException(
                "line "
                        + openedAt
                        + ": expected a closing quote, got the end of the file; close the quote or"
                        + " double it");
    }

    private void unread(int c) throws IOException {
        if (c != END) {
            in.unread(c);
        }
    }
}
