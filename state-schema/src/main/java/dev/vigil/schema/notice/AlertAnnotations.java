package dev.vigil.schema.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * An alert for a person, in the form of Alertmanager's API v2: texts only, no part of the alert's
 * identity. Times are RFC 3339 in UTC unless the name has another unit. Fields are in the order of
 * their names.
 */
@OnTopic
@InFlight
public record AlertAnnotations(
        @Described(
                        "The command line that acknowledges the alert. Missing where no"
                                + " acknowledgement is possible.")
                @MayBeMissing
                String acknowledge,
        @Described(
                        value =
                                "When the acknowledgement is due. Missing where the level asks for"
                                        + " none.",
                        unit = Unit.RFC_3339)
                @MayBeMissing
                @JsonProperty("acknowledge_by")
                String acknowledgeBy,
        @Described("What has happened, in sentences.") String description,
        @Described(value = "When the promise ends.", unit = Unit.RFC_3339) String due,
        @Described(value = "The same moment in China's time.", unit = Unit.CHINA_TIME)
                @JsonProperty("due_local")
                String dueLocal,
        @Described(
                        "Ids of the first 20 open items, separated by commas, and how many more"
                                + " there are.")
                @MayBeMissing
                @JsonProperty("open_items")
                String openItems,
        @Described("Roles to inform, separated by commas.") @MayBeMissing String recipients,
        @Described(
                        "Time left or overdue, as text for people, counted from when the alert"
                                + " was sent.")
                String remaining,
        @Described(
                        "Page with what to do: the address of the job's runbook option, with"
                                + " the level as its anchor.")
                @JsonProperty("runbook_url")
                String runbookUrl,
        @Described("The alert in one line.") String summary) {
    /** The same alert, which a person has seen. */
    public AlertAnnotations seenBy(String actor) {
        return new AlertAnnotations(
                acknowledge,
                acknowledgeBy,
                description,
                due,
                dueLocal,
                openItems,
                recipients,
                remaining,
                runbookUrl,
                "Acknowledged by " + actor + ": " + summary);
    }
}
