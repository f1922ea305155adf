package dev.vigil.schema.address;

import dev.vigil.schema.media.FingerprintState;

/** Name of every state of every operator; the other half of its address (see {@link Uid}). */
public final class StateName {
    /** Fingerprint: {@link FingerprintState} by session. */
    public static final String EAR = "ear";

    /** Fingerprint: when the last upload of an id ended. */
    public static final String ANSWERED_END = "answered-end";

    /** Search: parts of references and feeds by their key. */
    public static final String REFERENCE_PARTS = "reference-parts";

    /** Search: which references and feeds are whole, by their name. */
    public static final String INDEXED_REFERENCES = "indexed-references";

    /** Search: packets that wait until the index is built, by number. */
    public static final String WAITING_PACKETS = "waiting-packets";

    /** Search: the numbers in use. */
    public static final String WAITING_RANGE = "waiting-range";

    /** Align: what was counted of an upload until it ends. */
    public static final String ANALYSED_SO_FAR = "analysed-so-far";

    /** Align: how far sound and pictures are analysed, by profile; of sessions with pictures. */
    public static final String TRACK_POSITIONS = "track-positions";

    /** Align: evidence by session. */
    public static final String TRACKS = "tracks";

    /** Align: answers of shards by number of the packet, while others have to answer. */
    public static final String GATHERED_ANSWERS = "gathered-answers";

    /** Search: what of a session and of recordings agrees, by session and profile. */
    public static final String GATHERED_EVIDENCE = "gathered-evidence";

    /** Search, of the operator: into how many slots the index is divided. */
    public static final String INDEX_DIVISION = "index-division";

    /** AuthorizationChanges: the latest version of an authorization. */
    public static final String LATEST_AUTHORIZATION = "latest-authorization";

    /** ListEntryChanges: the latest version of a list entry. */
    public static final String LATEST_ENTRY = "latest-entry";

    /** Rights: authorizations by id, of one work. */
    public static final String AUTHORIZATIONS = "authorizations";

    /** Rights: the ids of the work's authorizations, by whom they are given to. */
    public static final String GRANTS = "grants";

    /** Rights: ids of authorizations by when they are forgotten. */
    public static final String AUTHORIZATION_ENDS = "authorization-ends";

    /** Rights: open matches by number, of one work. */
    public static final String OPEN_MATCHES = "open-matches";

    /** Rights: numbers of open matches by id. */
    public static final String OPEN_NUMBERS = "open-numbers";

    /** Rights: the first of the numbers in use. */
    public static final String OPEN_FIRST = "open-first";

    /** Rights: the way that changes take through them. */
    public static final String OPEN_WALK = "open-walk";

    /** Rights: matches of finished uploads by number. */
    public static final String RECENT_UPLOADS = "recent-uploads";

    /** Rights: the numbers in use. */
    public static final String RECENT_RANGE = "recent-range";

    /** Rights: the way that changes take through them. */
    public static final String RECENT_WALK = "recent-walk";

    /** Rights: who owns the work, and what they wish. */
    public static final String OWNERS = "owners";

    /** Rights: list entries of the work by id. */
    public static final String WORK_ENTRIES = "work-entries";

    /** Rights: ids of the work's entries by reference. */
    public static final String REFERENCE_ENTRIES = "reference-entries";

    /** Rights: ids of entries that are gone, by when they are forgotten. */
    public static final String GONE_ENTRIES = "gone-entries";

    /** Rights: ids of entries by when a window of theirs opens. */
    public static final String WINDOW_OPENINGS = "window-openings";

    /** Rights: when the last announced window of the work opens. */
    public static final String LAST_OPENING = "last-opening";

    /** ReferenceProbes: a reference that is being asked for. */
    public static final String REFERENCE_PROBE = "reference-probe";

    /** ReferenceProbes: which version of a reference was read last. */
    public static final String REFERENCE_READING = "reference-reading";

    /** ReferenceProbes: key groups that were not read to their end at a start without state. */
    public static final String UNREAD_REFERENCES = "unread-references";

    /** OverlapSides: who owns the work. */
    public static final String OVERLAP_OWNERS = "overlap-owners";

    /** OverlapSides: what its recordings have in common with others. */
    public static final String FOUND_OVERLAPS = "found-overlaps";

    /** OverlapSides: when recordings of the work were last read anew, or went. */
    public static final String RENEWED_RECORDINGS = "renewed-recordings";

    /** Overlaps: both sides of one. */
    public static final String OVERLAP_BOOK = "overlap-book";

    /** Rights: how the work's references have behaved, by reference. */
    public static final String REFERENCE_RECORDS = "reference-records";

    /** Rights: what the work's references have in common with others, by reference. */
    public static final String SHARED_RECORDINGS = "shared-recordings";

    /** Rights: what of the work was shown in the rolling window, by account. */
    public static final String USED_TIME = "used-time";

    /** OwnerPolicies: the latest version of an owner's policy. */
    public static final String LATEST_POLICY = "latest-policy";

    /** OwnerPolicies: the owner's works by id. */
    public static final String OWNED_WORKS = "owned-works";

    /** OwnerPolicies: ids of the owner's works by number. */
    public static final String OWNED_NUMBERS = "owned-numbers";

    /** OwnerPolicies: how many works there are. */
    public static final String OWNED_COUNT = "owned-count";

    /** OwnerPolicies: the way that a policy takes through them. */
    public static final String POLICY_WALK = "policy-walk";

    /** Judge: the session's verdict. */
    public static final String JUDGED_SESSION = "judged-session";

    /** Judge: the command that the platform has yet to confirm. */
    public static final String OPEN_COMMAND = "open-command";

    /** Judge: when the session is judged again, while the list loads. */
    public static final String JUDGE_AGAIN_AT = "judge-again-at";

    /** Judge: when it looks again whether an upload that ended can be answered. */
    public static final String SCREENING_LOOK_AT = "screening-look-at";

    /** Judge: what the answer to an upload that ended waits for. */
    public static final String PENDING_SCREENING = "pending-screening";

    /** Judge, broadcast: publication time of the newest list record. */
    public static final String LIST_AS_OF = "list-as-of";

    /** Judge and NoticeClock, broadcast: entries that may change a decision, by their id. */
    public static final String LIST_ENTRIES = "list-entries";

    /** Judge, broadcast: uploads that stayed down until not long ago, by the id of their entry. */
    public static final String RESTORED_UPLOADS = "restored-uploads";

    /** Receipts: what is known of a batch. */
    public static final String RECEIPT_BOOK = "receipt-book";

    /** Receipts: the entries of a batch by id, for as long as its book. */
    public static final String RECEIPT_ENTRIES = "receipt-entries";

    /** StayDowns: peaks of an upload, packet by packet. */
    public static final String UPLOAD_PEAKS = "upload-peaks";

    /** StayDowns: the upload that the peaks are of. */
    public static final String KEPT_UPLOAD = "kept-upload";

    /** StayDowns: who holds an item down. */
    public static final String STAY_DOWN_LEDGER = "stay-down-ledger";

    /** Items: who waits for an item. */
    public static final String ITEM_LEDGER = "item-ledger";

    /** NoticeClock: the case. */
    public static final String NOTICE_CASE = "notice-case";

    /** NoticeClock: the case of a notice with which nothing is left to do. */
    public static final String CLOSED_CASE = "closed-case";

    /** NoticeClock: runs, items and other lists of a large case, open or not. */
    public static final String CASE_ROWS = "case-rows";

    /** NoticeClock: what waits beside the case. */
    public static final String CLOCK_QUEUE = "clock-queue";

    /** NoticeClock: news of the items of a large notice, until the clock looks at them. */
    public static final String GATHERED_NEWS = "gathered-news";

    /** NoticeClock: what arrived before its notice, for a day at most. */
    public static final String EARLY_INPUTS = "early-inputs";

    /** Notifiers: the record of a notifier. */
    public static final String NOTIFIER_ACCOUNT = "notifier-account";

    /** Notifiers: the notices that count, by id. */
    public static final String NOTIFIER_NOTICES = "notifier-notices";

    /** Notifiers: that a notifier was erased; what happened until then counts no more. */
    public static final String NOTIFIER_ERASED = "notifier-erased";

    /** NoticeClock, broadcast: standings that matter, by notifier. */
    public static final String STANDINGS = "standings";

    /** Of an account: what is kept beside the following four. */
    public static final String ACCOUNT_BOOK = "account-book";

    /** Of an account: its offences, by their ids. */
    public static final String ACCOUNT_OFFENCES = "account-offences";

    /** Of an account: its warnings and their receipts, by warning. */
    public static final String ACCOUNT_WARNINGS = "account-warnings";

    /** Of an account: its appeals, by appeal. */
    public static final String ACCOUNT_APPEALS = "account-appeals";

    /** Of an account: grounds that have fallen or stand again, by ground. */
    public static final String ACCOUNT_GROUNDS = "account-grounds";

    /** Cases: what is known of a session or an item. */
    public static final String OFFENCE_CASE = "offence-case";

    /** What is known of offences that name no account. */
    public static final String UNATTRIBUTED_OFFENCES = "unattributed-offences";

    /** Grounds: whether a list entry or a reference stands. */
    public static final String GROUND = "ground";

    /** Grounds: offences that rest on it, in pages. */
    public static final String RESTING_OFFENCES = "resting-offences";

    /** Grounds: when a person has overturned a reference in a session, by offence. */
    public static final String OVERTURNED_OFFENCES = "overturned-offences";

    /** Register: what is kept of a work once. */
    public static final String REGISTER_BOOK = "register-book";

    /** Register: claims on a work, by claimant. */
    public static final String WORK_CLAIMS = "work-claims";

    /** Register: decisions of people on a work, by conflict. */
    public static final String CONFLICT_DECISIONS = "conflict-decisions";

    /** Register: conflicts of a work that are not over, by their id. */
    public static final String OWNERSHIP_CONFLICTS = "ownership-conflicts";

    /** Register: what was answered last, by claimant. */
    public static final String REGISTRATION_RECEIPTS = "registration-receipts";

    /** Identifiers: works that have one. */
    public static final String IDENTIFIED_WORKS = "identified-works";

    /** Meter: what a session has shown of works. */
    public static final String METERED_SESSION = "metered-session";

    /** Holds: conflicts of the owners of a work that are open. */
    public static final String WORK_CONFLICTS = "work-conflicts";

    /** Holds: who owns a work. */
    public static final String WORK_OWNERS = "work-owners";

    /** Holds: rows of usage of the work, by their ids, and what they know of its owners. */
    public static final String WORK_ROWS = "work-rows";

    /** Rows: a row of usage. */
    public static final String USAGE_ROW = "usage-row";

    /** Offers: what an account has shown of a work lately, and what it was offered. */
    public static final String LICENSE_OFFERS = "license-offers";

    /** The audit log: its tree's right edge and newest seal. */
    public static final String AUDIT_LOG = "audit-log";

    /** The audit log: records of a partition whose page was not read back. */
    public static final String AUDIT_PARTITIONS = "audit-partitions";

    /** Signals: what is kept of a signal once. */
    public static final String SIGNAL_BOOK = "signal-book";

    /** Signals: what peers think of it, by peer. */
    public static final String SIGNAL_OPINIONS = "signal-opinions";

    /** Signals: works of this site that its identifiers name, by identifier. */
    public static final String SIGNAL_WORKS = "signal-works";

    /** Signals: chunks of its fingerprint, by number. */
    public static final String SIGNAL_CHUNKS = "signal-chunks";

    /** Signals: sessions in which it was found. */
    public static final String SIGNAL_SESSIONS = "signal-sessions";

    /** Signal works: works of this site that have an identifier, and since when. */
    public static final String SIGNALLED_WORKS = "signalled-works";

    /** Signal works: signals that have it, and since when. */
    public static final String ASKING_SIGNALS = "asking-signals";

    /** Peers: what is kept of a peer once. */
    public static final String PEER_BOOK = "peer-book";

    /** Peers: its signals, and when each of them ends. */
    public static final String PEER_SIGNALS = "peer-signals";

    /** Peers: its disputes, and what a person here made of them. */
    public static final String PEER_DISPUTES = "peer-disputes";

    /** CountedOnce: that a thing is in a figure, or the part of it that is known. */
    public static final String COUNTED_ONCE = "counted-once";

    /** Figures: a figure of a day. */
    public static final String FIGURE = "figure";

    /** Figures, of the operators: the event time at which the job has stopped. */
    public static final String FIGURES_STOPPED_AT = "figures-stopped-at";

    /** FigureDays, of the operator: the end of the last day that has a record. */
    public static final String FIGURE_DAYS = "figure-days";

    /** FigureDays, of the operator: the zone whose days the figures and rows of usage are of. */
    public static final String DAY_ZONE = "day-zone";

    private StateName() {}
}
