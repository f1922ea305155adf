package dev.vigil.client.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP headers from a file, {@code Name: value} a line: secrets stay off the command line. Read
 * before each request, so that a token may be renewed under a running forwarder. No error shows
 * what stands in it.
 *
 * @param file null for no headers
 */
public record HeaderFile(Path file) {
    private static final Pattern LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x20-\\x7e]*?)[ \\t]*");

    /** Names and values in turn. */
    public List<String> read() throws IOException {
        List<String> headers = new ArrayList<>();
        if (file == null) {
            return headers;
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException("--header-file: expected a readable file, got '" + file + "'");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                throw new IOException(
                        "--header-file: expected Name: value on each line, got something else on"
                                + " line "
                                + (i + 1)
                                + " of '"
                                + file
                                + "'; correct it");
            }
            headers.add(line.group(1));
            headers.add(line.group(2));
        }
        return headers;
    }
}
