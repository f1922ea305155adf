package dev.vigil.cli.option;

import dev.vigil.client.page.PageLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A page as a file, and its language. */
public final class PageOptions {
    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write a page that a browser shows and prints")
    private Path file;

    @Option(
            names = "--lang",
            paramLabel = "zh|en",
            defaultValue = "en",
            description = "its language; default: ${DEFAULT-VALUE}")
    private PageLanguage language;

    /** Null for none. */
    public Path file() {
        return file;
    }

    public PageLanguage language() {
        return language;
    }

    public void write(String html) throws IOException {
        Files.writeString(file, html, StandardCharsets.UTF_8);
    }
}
