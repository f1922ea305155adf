package dev.vigil.schema.wire;

import static dev.vigil.schema.wire.Topic.ACCOUNTS;
import static dev.vigil.schema.wire.Topic.ACCOUNT_COMMANDS;
import static dev.vigil.schema.wire.Topic.ACCOUNT_CONFIRMATIONS;
import static dev.vigil.schema.wire.Topic.ACCOUNT_STANDINGS;
import static dev.vigil.schema.wire.Topic.ACKS;
import static dev.vigil.schema.wire.Topic.APPEALS;
import static dev.vigil.schema.wire.Topic.AUDIENCE;
import static dev.vigil.schema.wire.Topic.AUDIT;
import static dev.vigil.schema.wire.Topic.AUTHORIZATIONS;
import static dev.vigil.schema.wire.Topic.BREACHES;
import static dev.vigil.schema.wire.Topic.CLAIMS;
import static dev.vigil.schema.wire.Topic.COMMANDS;
import static dev.vigil.schema.wire.Topic.CONFIRMATIONS;
import static dev.vigil.schema.wire.Topic.COUNTER_NOTICES;
import static dev.vigil.schema.wire.Topic.DEAD_LETTERS;
import static dev.vigil.schema.wire.Topic.DECISIONS;
import static dev.vigil.schema.wire.Topic.DEPARTMENT;
import static dev.vigil.schema.wire.Topic.DESK_LOG;
import static dev.vigil.schema.wire.Topic.EFFECTIVE_WORKS;
import static dev.vigil.schema.wire.Topic.ESCALATIONS;
import static dev.vigil.schema.wire.Topic.EVIDENCE;
import static dev.vigil.schema.wire.Topic.FIGURES;
import static dev.vigil.schema.wire.Topic.HEALTH;
import static dev.vigil.schema.wire.Topic.LEDGER_ALERTS;
import static dev.vigil.schema.wire.Topic.LEDGER_DEAD_LETTERS;
import static dev.vigil.schema.wire.Topic.LIST;
import static dev.vigil.schema.wire.Topic.LIST_EFFECTIVE;
import static dev.vigil.schema.wire.Topic.LIST_RECEIPTS;
import static dev.vigil.schema.wire.Topic.MEDIA_ALERTS;
import static dev.vigil.schema.wire.Topic.MEDIA_FEEDS;
import static dev.vigil.schema.wire.Topic.MEDIA_LIVE;
import static dev.vigil.schema.wire.Topic.MEDIA_UPLOADS;
import static dev.vigil.schema.wire.Topic.NOTICES;
import static dev.vigil.schema.wire.Topic.NOTICE_DEAD_LETTERS;
import static dev.vigil.schema.wire.Topic.NOTICE_LINKS;
import static dev.vigil.schema.wire.Topic.NOTICE_STATUS;
import static dev.vigil.schema.wire.Topic.NOTIFIERS;
import static dev.vigil.schema.wire.Topic.OFFENCES;
import static dev.vigil.schema.wire.Topic.OFFERS;
import static dev.vigil.schema.wire.Topic.OUTCOMES;
import static dev.vigil.schema.wire.Topic.POLICIES;
import static dev.vigil.schema.wire.Topic.PROCEEDINGS;
import static dev.vigil.schema.wire.Topic.REASONS;
import static dev.vigil.schema.wire.Topic.RECEIPTS;
import static dev.vigil.schema.wire.Topic.REFERENCES;
import static dev.vigil.schema.wire.Topic.REFERENCE_HEALTH;
import static dev.vigil.schema.wire.Topic.REGISTER;
import static dev.vigil.schema.wire.Topic.REGISTER_DECISIONS;
import static dev.vigil.schema.wire.Topic.REVIEWS;
import static dev.vigil.schema.wire.Topic.SCREENED;
import static dev.vigil.schema.wire.Topic.SCREENED_PROGRESS;
import static dev.vigil.schema.wire.Topic.SEALS;
import static dev.vigil.schema.wire.Topic.SESSION_CONFIRMATIONS;
import static dev.vigil.schema.wire.Topic.SIGNALS;
import static dev.vigil.schema.wire.Topic.SIGNALS_IN;
import static dev.vigil.schema.wire.Topic.SIGNAL_DECISIONS;
import static dev.vigil.schema.wire.Topic.SIGNAL_STATES;
import static dev.vigil.schema.wire.Topic.STAYDOWNS;
import static dev.vigil.schema.wire.Topic.STRIKES;
import static dev.vigil.schema.wire.Topic.USAGE;
import static dev.vigil.schema.wire.Topic.USER_REPORTS;
import static dev.vigil.schema.wire.Topic.USER_REPORTS_TRIAGE;
import static dev.vigil.schema.wire.Topic.VERDICTS;
import static dev.vigil.schema.wire.Topic.WARNINGS;
import static dev.vigil.schema.wire.Topic.WORKS;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who reads and who writes the topics of the {@link Topic} table, and nothing beyond: {@code vigil
 * topics --acls} makes rights of it, each job holds its own against it at start.
 */
public enum Party {
    MEDIA(
            "the media job",
            EnumSet.of(
                    MEDIA_LIVE,
                    MEDIA_UPLOADS,
                    MEDIA_FEEDS,
                    REFERENCES,
                    LIST,
                    AUTHORIZATIONS,
                    POLICIES,
                    WORKS,
                    EFFECTIVE_WORKS,
                    REVIEWS,
                    REFERENCE_HEALTH,
                    STAYDOWNS,
                    SESSION_CONFIRMATIONS),
            // Stay-downs make it a writer of references and of the list.
            EnumSet.of(
                    VERDICTS,
                    COMMANDS,
                    REASONS,
                    EVIDENCE,
                    SCREENED,
                    SCREENED_PROGRESS,
                    MEDIA_ALERTS,
                    LIST_EFFECTIVE,
                    LIST_RECEIPTS,
                    REFERENCE_HEALTH,
                    REFERENCES,
                    LIST,
                    DEAD_LETTERS)),
    NOTICE(
            "the notice job",
            EnumSet.of(
                    NOTICES,
                    CONFIRMATIONS,
                    ACKS,
                    COUNTER_NOTICES,
                    PROCEEDINGS,
                    NOTICE_LINKS,
                    LIST,
                    NOTIFIERS,
                    // Of it, reports of other platforms about notifiers.
                    SIGNAL_STATES,
                    ESCALATIONS,
                    BREACHES),
            EnumSet.of(
                    ESCALATIONS,
                    BREACHES,
                    NOTICE_STATUS,
                    COMMANDS,
                    NOTICE_LINKS,
                    STAYDOWNS,
                    LIST_EFFECTIVE,
                    LIST_RECEIPTS,
                    NOTIFIERS,
                    OUTCOMES,
                    HEALTH,
                    DEAD_LETTERS,
                    NOTICE_DEAD_LETTERS)),
    LEDGER(
            "the ledger job, which makes digests of all records but media",
            EnumSet.complementOf(EnumSet.of(MEDIA_LIVE, MEDIA_UPLOADS, MEDIA_FEEDS)),
            // Signals of peers make it a writer of references and of the list.
            EnumSet.of(
                    REFERENCES,
                    LIST,
                    SIGNALS,
                    SIGNAL_STATES,
                    OFFENCES,
                    STRIKES,
                    ACCOUNT_STANDINGS,
                    WARNINGS,
                    ACCOUNT_COMMANDS,
                    DEPARTMENT,
                    LEDGER_ALERTS,
                    HEALTH,
                    REGISTER,
                    EFFECTIVE_WORKS,
                    DEAD_LETTERS,
                    LEDGER_DEAD_LETTERS,
                    USAGE,
                    OFFERS,
                    FIGURES,
                    AUDIT,
                    SEALS)),
    PLATFORM(
            "the streaming platform and its edge: media, references, confirmations of commands,"
                    + " its accounts",
            EnumSet.of(
                    COMMANDS,
                    VERDICTS,
                    REASONS,
                    SCREENED,
                    SCREENED_PROGRESS,
                    WARNINGS,
                    ACCOUNT_COMMANDS,
                    ACCOUNT_STANDINGS,
                    // Its own: an erasure takes back links, a command has one answer.
                    ACCOUNTS,
                    ACCOUNT_CONFIRMATIONS,
                    DEAD_LETTERS,
                    LEDGER_DEAD_LETTERS,
                    OFFERS),
            EnumSet.of(
                    MEDIA_LIVE,
                    MEDIA_UPLOADS,
                    MEDIA_FEEDS,
                    REFERENCES,
                    SESSION_CONFIRMATIONS,
                    CONFIRMATIONS,
                    APPEALS,
                    RECEIPTS,
                    ACCOUNTS,
                    ACCOUNT_CONFIRMATIONS,
                    USER_REPORTS,
                    AUDIENCE)),
    /** People of compliance. Not the platform's side: what it reports is only read there. */
    DESK(
            "the desk, where people see what happened and decide",
            // What is recognised by is not for people, and what peers send is for the ledger job.
            EnumSet.complementOf(
                    EnumSet.of(
                            MEDIA_LIVE,
                            MEDIA_UPLOADS,
                            MEDIA_FEEDS,
                            REFERENCES,
                            SIGNALS_IN,
                            SIGNALS)),
            EnumSet.of(
                    NOTICES,
                    CONFIRMATIONS,
                    SESSION_CONFIRMATIONS,
                    ACKS,
                    COUNTER_NOTICES,
                    PROCEEDINGS,
                    REVIEWS,
                    DECISIONS,
                    USER_REPORTS_TRIAGE,
                    REGISTER_DECISIONS,
                    SIGNAL_DECISIONS,
                    DESK_LOG)),
    /**
     * The desk's second principal: with the first alone the list can't be changed, and with this
     * one nothing can be read.
     */
    LISTING(
            "the desk, where it publishes the list in two names",
            EnumSet.noneOf(Topic.class),
            EnumSet.of(LIST)),
    /** One process for each peer; what it brings is signed by others. */
    PEERS(
            "the bridge to other platforms, vigil peers",
            EnumSet.of(SIGNALS),
            EnumSet.of(SIGNALS_IN)),
    /** The world reads what it offers: it must not be able to read a record. */
    PUBLISHER(
            "vigil audit publish, which offers the audit log as files",
            EnumSet.of(AUDIT, SEALS),
            EnumSet.noneOf(Topic.class)),
    /** Not the links: with a DUPLICATE there it could end any clock. */
    BRIDGE(
            "the bridge that writes notices, what follows them, and heartbeats",
            EnumSet.of(NOTICE_STATUS, ESCALATIONS, MEDIA_ALERTS, DEAD_LETTERS, NOTICE_DEAD_LETTERS),
            EnumSet.of(NOTICES, CONFIRMATIONS, ACKS, COUNTER_NOTICES, PROCEEDINGS)),
    AUTHORITY(
            "who publishes the list",
            EnumSet.of(
                    LIST,
                    LIST_EFFECTIVE,
                    LIST_RECEIPTS,
                    VERDICTS,
                    AUTHORIZATIONS,
                    POLICIES,
                    WORKS,
                    EFFECTIVE_WORKS,
                    DEAD_LETTERS),
            EnumSet.of(LIST)),
    RIGHTS(
            "the rights holders' desk",
            // Not the claims: a party's proofs are not for others.
            EnumSet.of(
                    AUTHORIZATIONS,
                    POLICIES,
                    WORKS,
                    EFFECTIVE_WORKS,
                    REVIEWS,
                    REFERENCE_HEALTH,
                    REGISTER,
                    DEAD_LETTERS,
                    USAGE),
            EnumSet.of(AUTHORIZATIONS, POLICIES, WORKS, REVIEWS, CLAIMS)),
    COMPLIANCE(
            "who follows and audits; no media, and writes nothing",
            EnumSet.complementOf(EnumSet.of(MEDIA_LIVE, MEDIA_UPLOADS, MEDIA_FEEDS, REFERENCES)),
            EnumSet.noneOf(Topic.class)),
    ALERTS(
            "vigil alerts, which forwards",
            EnumSet.of(ESCALATIONS, BREACHES, HEALTH, MEDIA_ALERTS, LEDGER_ALERTS, ACKS),
            EnumSet.of(NOTICE_DEAD_LETTERS)),
    OPERATOR(
            "vigil doctor, which looks",
            EnumSet.of(
                    HEALTH,
                    REFERENCES,
                    REFERENCE_HEALTH,
                    ESCALATIONS,
                    BREACHES,
                    MEDIA_ALERTS,
                    LEDGER_ALERTS,
                    ACKS,
                    SEALS,
                    DEAD_LETTERS),
            EnumSet.noneOf(Topic.class));

    private final String who;
    private final Set<Topic> reads;
    private final Set<Topic> writes;

    Party(String who, Set<Topic> reads, Set<Topic> writes) {
        this.who = who;
        this.reads = reads;
        this.writes = writes;
    }

    /** In words. */
    public String who() {
        return who;
    }

    public boolean reads(Topic topic) {
        return reads.contains(topic);
    }

    public boolean writes(Topic topic) {
        return writes.contains(topic);
    }
}
