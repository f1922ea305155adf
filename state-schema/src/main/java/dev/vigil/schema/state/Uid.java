package dev.vigil.schema.state;

/**
 * Address of every operator in a savepoint. Constants only: a renamed uid abandons its state, so a
 * change here is a line in EVOLUTION.md.
 */
public final class Uid {
    public static final String MEDIA_SOURCE = "media-source";
    public static final String REFERENCE_SOURCE = "media-reference-source";
    public static final String LIST_SOURCE = "media-list-source";
    public static final String AUTHORIZATION_SOURCE = "media-authorization-source";
    public static final String MEDIA_DOOR = "media-door";
    public static final String REFERENCE_DOOR = "media-reference-door";
    public static final String LIST_DOOR = "media-list-door";
    public static final String AUTHORIZATION_DOOR = "media-authorization-door";
    public static final String FINGERPRINT = "media-fingerprint";
    public static final String SEARCH = "media-search";
    public static final String ALIGN = "media-align";
    public static final String RIGHTS = "media-rights";
    public static final String JUDGE = "media-judge";
    public static final String VERDICT_SINK = "media-verdict-sink";
    public static final String COMMAND_SINK = "media-command-sink";
    public static final String MEDIA_DEAD_LETTER_SINK = "media-dead-letter-sink";

    public static final String NOTICE_SOURCE = "notice-source";
    public static final String NOTICE_LIST_SOURCE = "notice-list-source";
    public static final String NOTICE_DOOR = "notice-door";
    public static final String NOTICE_LIST_DOOR = "notice-list-door";
    public static final String ITEMS = "notice-items";
    public static final String NOTICE_CLOCK = "notice-clock";
    public static final String ESCALATION_SINK = "notice-escalation-sink";
    public static final String BREACH_SINK = "notice-breach-sink";
    public static final String NOTICE_STATUS_SINK = "notice-status-sink";
    public static final String NOTICE_DEAD_LETTER_SINK = "notice-dead-letter-sink";

    private Uid() {}
}
