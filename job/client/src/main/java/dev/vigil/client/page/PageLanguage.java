package dev.vigil.client.page;

/** A language that a page is in. */
public enum PageLanguage {
    ZH("zh-CN"),
    EN("en");

    private final String tag;

    PageLanguage(String tag) {
        this.tag = tag;
    }

    /** As HTML names it. */
    public String tag() {
        return tag;
    }

    public String of(String zh, String en) {
        return this == ZH ? zh : en;
    }
}
