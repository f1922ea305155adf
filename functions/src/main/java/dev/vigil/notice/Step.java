package dev.vigil.notice;

import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeCommand;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeLink;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notifier.NoticeOutcome;
import dev.vigil.schema.staydown.StayDown;
import java.util.ArrayList;
import java.util.List;

/**
 * What one event or timer does to a notice: the case from now on, and what is to be published. Only
 * a timer publishes what has a key that must never have two bodies: by then the job has read what
 * it published before.
 */
public final class Step {
    private NoticeCase next;
    private NoticeStatus status;
    private String refused;
    private final List<Refusal> refusals = new ArrayList<>(0);
    private final List<EscalationAlert> alerts = new ArrayList<>(1);
    private final List<EscalationResolved> resolved = new ArrayList<>(1);
    private final List<BreachRecord> breaches = new ArrayList<>(1);
    private final List<BreachCorrection> corrections = new ArrayList<>(1);
    private final List<NoticeCommand> commands = new ArrayList<>(0);
    private final List<NoticeLink> links = new ArrayList<>(0);
    private final List<StayDown> stayDowns = new ArrayList<>(0);
    private final List<Outcome> outcomes = new ArrayList<>(0);
    private final List<ItemOutcome> itemOutcomes = new ArrayList<>(0);
    private boolean owesOutcomes;

    /** An input that was refused, and why. */
    public record Refusal(NoticeInput input, String reason) {}

    /**
     * How the notice turned out.
     *
     * @param at when that happened (UTC epoch ms), whenever it is read: the latest one counts
     */
    public record Outcome(NoticeOutcome outcome, long at) {}

    Step() {}

    void leadsTo(NoticeCase next, NoticeStatus status) {
        this.next = next;
        this.status = status;
    }

    /** The event is not for this state; the message has what was expected, got and is to do. */
    void refuse(String reason) {
        refused = reason;
    }

    /** An input was taken: what was refused is its own, not that of the next one. */
    void taken(NoticeInput input) {
        if (refused != null) {
            refusals.add(new Refusal(input, refused));
            refused = null;
        }
    }

    /** The case from now on; null where it is forgotten. Its {@code nextAt} is the one timer. */
    public NoticeCase next() {
        return next;
    }

    /** Null where nothing changed that anybody would see. */
    public NoticeStatus status() {
        return status;
    }

    /** Of several inputs each that was refused, in order. */
    public List<Refusal> refusals() {
        return refusals;
    }

    /** Why the last one was refused; null where none was. */
    String refused() {
        return refusals.isEmpty() ? null : refusals.get(refusals.size() - 1).reason();
    }

    public List<EscalationAlert> alerts() {
        return alerts;
    }

    public List<EscalationResolved> resolved() {
        return resolved;
    }

    public List<BreachRecord> breaches() {
        return breaches;
    }

    public List<BreachCorrection> corrections() {
        return corrections;
    }

    public List<NoticeCommand> commands() {
        return commands;
    }

    public List<NoticeLink> links() {
        return links;
    }

    public List<StayDown> stayDowns() {
        return stayDowns;
    }

    /** For the standing of the notifier. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** What became of items, for the ledger of accounts. */
    public List<ItemOutcome> itemOutcomes() {
        return itemOutcomes;
    }

    /** True where {@link NoticeMachine#publishOutcomes} has something to publish. */
    public boolean isOwingOutcomes() {
        return owesOutcomes;
    }

    void owesOutcomes() {
        owesOutcomes = true;
    }

    void concludes(NoticeOutcome outcome, long at) {
        outcomes.add(new Outcome(outcome, at));
    }
}
