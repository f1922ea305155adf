package dev.vigil.schema.address;

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
    public static final String AMENDMENTS = "media-amendments";
    public static final String POLICY_SOURCE = "media-policy-source";
    public static final String POLICY_DOOR = "media-policy-door";
    public static final String OWNER_POLICIES = "media-owner-policies";
    public static final String REFERENCE_HEALTH_OUT = "media-reference-health-out";
    public static final String FINGERPRINT = "media-fingerprint";
    public static final String PACKETS_TO_SLOTS = "media-packets-to-slots";
    public static final String SEARCH = "media-search";
    public static final String ALIGN = "media-align";
    public static final String LIST_CHANGES = "media-list-changes";
    public static final String RELISTINGS = "media-relistings";
    public static final String REFERENCES_MEASURED = "media-references-measured";
    public static final String MATCHES_BY_WORK = "media-matches-by-work";
    public static final String RIGHTS = "media-rights";
    public static final String SESSION_CONFIRMATION_SOURCE = "media-confirmation-source";
    public static final String SESSION_CONFIRMATION_DOOR = "media-confirmation-door";
    public static final String FINDINGS_BY_SESSION = "media-findings-by-session";
    public static final String JUDGE = "media-judge";
    public static final String EFFECTIVE_OUT = "media-effective-out";
    public static final String ANSWERS = "media-answers";
    public static final String RECEIPTS = "media-receipts";
    public static final String RECEIPTS_OUT = "media-receipts-out";
    public static final String STAY_DOWN_SOURCE = "media-stay-down-source";
    public static final String STAY_DOWN_DOOR = "media-stay-down-door";
    public static final String UPLOAD_PACKETS = "media-upload-packets";
    public static final String STAY_DOWNS_LISTED = "media-stay-downs-listed";
    public static final String STAY_DOWNS_REFERENCED = "media-stay-downs-referenced";
    public static final String STAY_DOWNS = "media-stay-downs";
    public static final String STAY_DOWNS_OUT = "media-stay-downs-out";
    public static final String SCREENED_OUT = "media-screened-out";
    public static final String PROGRESS_OUT = "media-progress-out";
    public static final String VERDICTS_OUT = "media-verdicts-out";
    public static final String COMMANDS_OUT = "media-commands-out";
    public static final String REASONS_OUT = "media-reasons-out";
    public static final String UNCONFIRMED_OUT = "media-unconfirmed-out";
    public static final String MEDIA_DEAD_LETTERS_OUT = "media-dead-letters-out";
    public static final String MEDIA_SINK = "media-sink";

    public static final String NOTICE_SOURCE = "notice-source";
    public static final String PUBLISHED_SOURCE = "notice-published-source";
    public static final String PUBLISHED_DOOR = "notice-published-door";
    public static final String NOTICE_LIST_SOURCE = "notice-list-source";
    public static final String NOTICE_DOOR = "notice-door";
    public static final String NOTICE_LIST_DOOR = "notice-list-door";
    public static final String BY_ITEM = "notice-by-item";
    public static final String ITEMS = "notice-items";
    public static final String BY_NOTICE = "notice-by-notice";
    public static final String NOTICE_CLOCK = "notice-clock";
    public static final String ESCALATIONS_OUT = "notice-escalations-out";
    public static final String RESOLVED_OUT = "notice-resolved-out";
    public static final String STATUS_OUT = "notice-status-out";
    public static final String NOTICE_COMMANDS_OUT = "notice-commands-out";
    public static final String LINKS_OUT = "notice-links-out";
    public static final String STAY_DOWN_REQUESTS_OUT = "notice-stay-downs-out";
    public static final String OUTCOMES_OUT = "notice-outcomes-out";
    public static final String NOTICE_DEAD_LETTERS_OUT = "notice-dead-letters-out";
    public static final String NOTICE_SINK = "notice-sink";
    public static final String CLOCK_WATCH = "notice-clock-watch";
    public static final String HEALTH_OUT = "notice-health-out";
    public static final String BREACHES_OUT = "notice-breaches-out";
    public static final String CORRECTIONS_OUT = "notice-corrections-out";
    public static final String OUTLIVED_TRANSACTIONS = "notice-outlived-transactions";
    public static final String BREACH_SINK = "notice-breach-sink";

    public static final String NOTICE_ANSWERS = "notice-answers";
    public static final String NOTICE_EFFECTIVE_OUT = "notice-effective-out";
    public static final String NOTICE_RECEIPTS = "notice-receipts";
    public static final String NOTICE_RECEIPTS_OUT = "notice-receipts-out";

    public static final String BY_NOTIFIER = "notice-by-notifier";
    public static final String NOTIFIERS = "notice-notifiers";
    public static final String STANDINGS_OUT = "notice-standings-out";

    public static final String CASE_SOURCE = "ledger-case-source";
    public static final String CASE_DOOR = "ledger-case-door";
    public static final String GROUND_SOURCE = "ledger-ground-source";
    public static final String GROUND_DOOR = "ledger-ground-door";
    public static final String PEOPLE_SOURCE = "ledger-people-source";
    public static final String PEOPLE_DOOR = "ledger-people-door";
    public static final String LEDGER_SOURCE = "ledger-published-source";
    public static final String LEDGER_DOOR = "ledger-published-door";
    public static final String RESTED_ON = "ledger-rested-on";
    public static final String LEDGER_STANDING = "ledger-standing";
    public static final String LEDGER_CASES = "ledger-cases";
    public static final String LEDGER_GROUNDS = "ledger-grounds";
    public static final String LEDGER_UNATTRIBUTED = "ledger-unattributed";
    public static final String OFFENCES_OUT = "ledger-offences-out";
    public static final String ACCOUNT_STANDINGS_OUT = "ledger-standings-out";
    public static final String WARNINGS_OUT = "ledger-warnings-out";
    public static final String ACCOUNT_COMMANDS_OUT = "ledger-commands-out";
    public static final String REPORTS_OUT = "ledger-reports-out";
    public static final String LEDGER_ALERTS_OUT = "ledger-alerts-out";
    public static final String FORGOTTEN_OUT = "ledger-tombstones-out";
    public static final String LEDGER_DEAD_LETTERS_OUT = "ledger-dead-letters-out";
    public static final String LEDGER_SINK = "ledger-sink";
    public static final String STRIKES_OUT = "ledger-strikes-out";
    public static final String STRIKES_OUTLIVED = "ledger-outlived-transactions";
    public static final String STRIKE_SINK = "ledger-strike-sink";
    public static final String LEDGER_WATCH = "ledger-clock-watch";
    public static final String LEDGER_HEALTH_OUT = "ledger-health-out";

    public static final String REGISTER_SOURCE = "ledger-register-source";
    public static final String REGISTER_DOOR = "ledger-register-door";
    public static final String REGISTERED_SOURCE = "ledger-registered-source";
    public static final String REGISTERED_DOOR = "ledger-registered-door";
    public static final String LEDGER_REGISTER = "ledger-register";
    public static final String LEDGER_IDENTIFIERS = "ledger-identifiers";
    public static final String RECEIPTS_TO_PARTIES_OUT = "ledger-register-receipts-out";
    public static final String CONFLICTS_OUT = "ledger-conflicts-out";
    public static final String EFFECTIVE_WORKS_OUT = "ledger-effective-works-out";
    public static final String IDENTIFIER_CONFLICTS_OUT = "ledger-identifier-conflicts-out";
    public static final String REFUSED_CLAIMS = "ledger-refused-claims";
    public static final String REFUSED_CLAIMS_OUT = "ledger-refused-claims-out";
    public static final String REFUSALS_OUT = "ledger-refusals-out";
    public static final String CONFLICT_ALERTS_OUT = "ledger-conflict-alerts-out";
    public static final String AUDIENCE_SOURCE = "ledger-audience-source";
    public static final String AUDIENCE_DOOR = "ledger-audience-door";
    public static final String USAGE_SOURCE = "ledger-usage-source";
    public static final String USAGE_DOOR = "ledger-usage-door";
    public static final String USAGE_FACTS = "ledger-usage-facts";
    public static final String METER = "ledger-meter";
    public static final String USAGE_OF_ROWS = "ledger-usage-of-rows";
    public static final String USAGE_OFFERED = "ledger-usage-offered";
    public static final String USAGE_CONFLICTS = "ledger-usage-conflicts";
    public static final String USAGE_WORKS = "ledger-usage-works";
    public static final String WORKS_READ = "ledger-works-read";
    public static final String USAGE_HOLDS = "ledger-holds";
    public static final String USAGE_ROWS = "ledger-rows";
    public static final String USAGE_OFFERS = "ledger-offers";
    public static final String USAGE_OUT = "ledger-usage-out";
    public static final String OFFERS_OUT = "ledger-offers-out";

    public static final String AUDITED_SOURCE = "ledger-audited-source";
    public static final String AUDIT_SOURCE = "ledger-audit-source";
    public static final String AUDIT_LOG = "ledger-audit-log";
    public static final String AUDIT_PAGES_OUT = "ledger-audit-pages-out";
    public static final String AUDIT_SEALS_OUT = "ledger-audit-seals-out";
    public static final String AUDIT_ALERTS_OUT = "ledger-audit-alerts-out";
    public static final String AUDIT_SINK = "ledger-audit-sink";

    private Uid() {}
}
