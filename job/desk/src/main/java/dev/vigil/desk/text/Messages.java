package dev.vigil.desk.text;

import dev.vigil.client.page.PageLanguage;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every text of the desk in one language, by key: those of all bundles. {@code {0}} is the first
 * argument of a text.
 */
public final class Messages {
    /** Each is {@code messages/NAME_zh.properties} and {@code messages/NAME_en.properties}. */
    static final List<String> BUNDLES =
            List.of(
                    "frame",
                    "notices",
                    "records",
                    "acts",
                    "codes",
                    "evidence",
                    "owner",
                    "rows",
                    "inspection",
                    "compare");

    private static final Map<PageLanguage, Messages> ALL = new EnumMap<>(PageLanguage.class);

    static {
        for (PageLanguage language : PageLanguage.values()) {
            ALL.put(language, new Messages(language));
        }
    }

    private final PageLanguage language;
    private final Map<String, String> texts = new TreeMap<>();

    private Messages(PageLanguage language) {
        this.language = language;
        BUNDLES.forEach(bundle -> read(bundle + language.of("_zh", "_en") + ".properties"));
    }

    public static Messages of(PageLanguage language) {
        return ALL.get(language);
    }

    private void read(String file) {
        try (Reader in =
                new InputStreamReader(
                        Messages.class.getResourceAsStream("messages/" + file),
                        StandardCharsets.UTF_8)) {
            Properties read = new Properties();
            read.load(in);
            read.stringPropertyNames()
                    .forEach(
                            key -> {
                                if (texts.put(key, read.getProperty(key)) != null) {
                                    throw new IllegalStateException(
                                            file
                                                    + ": expected each key in one bundle, got "
                                                    + key
                                                    + " again");
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    public PageLanguage language() {
        return language;
    }

    public Set<String> keys() {
        return texts.keySet();
    }

    /** The text of a key, with its places as they are; the key itself where there is none. */
    public String raw(String key) {
        return texts.getOrDefault(key, key);
    }
}
