package dev.vigil.client.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of a bundle are. */
record BundleFolder(Path path) {
    static final String REQUEST = "request.json";
    static final String SPANS = "spans.json";
    static final String RECORDS = "records";
    static final String LOG = "log";
    static final String PAGES = LOG + "/pages";
    static final String KEYS = LOG + "/keys.txt";
    static final String CHECKPOINT = LOG + "/checkpoint";
    static final String SEAL_BEFORE = LOG + "/seal-before-the-span";
    static final String SUMS = "SHA256SUMS";
    static final String README = "README.txt";
    static final String SCRIPT = "verify.py";
    static final String HTML = "inspection.html";
    static final String JSON = "inspection.json";
    static final String CSV = "inspection.csv";

    private static final String LINES = ".ndjson";

    Path file(String name) {
        return path.resolve(name);
    }

    static String records(String partition) {
        return RECORDS + "/" + partition + LINES;
    }

    static String pages(String partition) {
        return PAGES + "/" + partition + LINES;
    }

    void make() throws IOException {
        Files.createDirectories(file(RECORDS));
        Files.createDirectories(file(PAGES));
    }
}
