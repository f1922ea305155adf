package dev.vigil.account;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Forgotten;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.RecordPosition;
import java.util.ArrayList;
import java.util.List;

/** What a fold publishes, and when it is to be done again. */
public final class FoldOutput {
    private final List<OffenceChanged> offences = new ArrayList<>();
    private final List<StrikeChanged> strikes = new ArrayList<>();
    private final List<AccountStanding> standings = new ArrayList<>();
    private final List<UserWarning> warnings = new ArrayList<>();
    private final List<AccountCommand> commands = new ArrayList<>();
    private final List<DepartmentReport> reports = new ArrayList<>();
    private final List<LedgerAlert> alerts = new ArrayList<>();
    private final List<Forgotten> forgotten = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final long nowMs;
    private Long nextAt;
    private Long unreadAt;
    private boolean isEmpty;

    /**
     * A fact that nothing could be made of.
     *
     * @param reason a stable code
     * @param key what it is about
     * @param position where it was read; null where that is not known
     */
    public record Refused(String reason, String message, String key, RecordPosition position) {}

    FoldOutput(long nowMs) {
        this.nowMs = nowMs;
    }

    public List<OffenceChanged> offences() {
        return offences;
    }

    public List<StrikeChanged> strikes() {
        return strikes;
    }

    public List<AccountStanding> standings() {
        return standings;
    }

    public List<UserWarning> warnings() {
        return warnings;
    }

    public List<AccountCommand> commands() {
        return commands;
    }

    public List<DepartmentReport> reports() {
        return reports;
    }

    public List<LedgerAlert> alerts() {
        return alerts;
    }

    /** What is to go from the compacted topics. */
    public List<Forgotten> forgotten() {
        return forgotten;
    }

    public List<Refused> refused() {
        return refused;
    }

    /** When something ends by itself or is to be sent again; null for never. */
    public Long nextAt() {
        return nextAt;
    }

    /** When strikes that have not been read back by then are looked for; null for never. */
    public Long unreadAt() {
        return unreadAt;
    }

    /** Nothing is left to keep of the account. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** What is due already was done in this fold, or waits for a fact. */
    void again(Long atMs) {
        if (atMs != null && atMs > nowMs) {
            nextAt = Moments.earlier(nextAt, atMs);
        }
    }

    void lookForUnread(long atMs) {
        unreadAt = atMs;
    }

    void nothingLeft() {
        isEmpty = true;
        nextAt = null;
    }

    /** What is left waits for a fact. */
    void nothingEnds() {
        nextAt = null;
    }
}
