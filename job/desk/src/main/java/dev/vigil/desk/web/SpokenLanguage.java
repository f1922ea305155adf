package dev.vigil.desk.web;

import dev.vigil.client.page.PageLanguage;
import java.util.List;
import java.util.Locale.LanguageRange;

/** The language that a browser asks for: Chinese where it asks for none that the desk has. */
final class SpokenLanguage {
    private SpokenLanguage() {}

    /**
     * @param accepted the header {@code Accept-Language}; null for none
     */
    static PageLanguage of(String accepted) {
        if (accepted == null) {
            return PageLanguage.ZH;
        }
        try {
            // By weight, the first one first.
            List<LanguageRange> ranges = LanguageRange.parse(accepted);
            for (LanguageRange range : ranges) {
                String tag = range.getRange();
                if (tag.equals("zh") || tag.startsWith("zh-")) {
                    return PageLanguage.ZH;
                }
                if (tag.equals("en") || tag.startsWith("en-")) {
                    return PageLanguage.EN;
                }
            }
        } catch (IllegalArgumentException e) {
            // No list of languages.
        }
        return PageLanguage.ZH;
    }
}
