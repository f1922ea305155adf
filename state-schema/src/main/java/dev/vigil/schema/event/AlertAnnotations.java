package dev.vigil.schema.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an alert tells a person, in the form of Alertmanager's API v2: texts only, no part of the
 * alert's identity. Times are RFC 3339 in UTC unless the name says otherwise. Fields stand in the
 * order of their names.
 *
 * @param acknowledge the command that acknowledges it
 * @param due when the promise ends
 * @param dueLocal the same in China's time
 * @param openItems the first of them and how many more
 * @param remaining from the level's own time, for a person
 */
public record AlertAnnotations(
        @MayBeMissing String acknowledge,
        @MayBeMissing @JsonProperty("acknowledge_by") String acknowledgeBy,
        String description,
        String due,
        @JsonProperty("due_local") String dueLocal,
        @MayBeMissing @JsonProperty("open_items") String openItems,
        @MayBeMissing String recipients,
        String remaining,
        @JsonProperty("runbook_url") String runbookUrl,
        String summary) {
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
