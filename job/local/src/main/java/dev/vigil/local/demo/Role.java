package dev.vigil.local.demo;

/** The pieces of the story; the order is the order in which recordings are handed out. */
enum Role {
    FILM("the-film", "in theatrical run"),
    SERIES("the-series", "not without permission"),
    BANNED("the-banned", "forbidden by law"),
    ALBUM("the-album", "only registered"),
    CONCERT("the-concert", "listed while it streams"),
    MATCH("the-match", "a feed in its hot-broadcast period"),
    STRANGER("a-stranger", "registered nowhere"),
    MISLISTED("the-mislisted", "listed by mistake"),
    CARTOON("the-cartoon", "with pictures, by its owner's rules");

    private final String workId;
    private final String about;

    Role(String workId, String about) {
        this.workId = workId;
        this.about = about;
    }

    String workId() {
        return workId;
    }

    String about() {
        return about;
    }
}
