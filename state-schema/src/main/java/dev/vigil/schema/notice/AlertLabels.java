package dev.vigil.schema.notice;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/**
 * What identifies an alert, in the form of Alertmanager's API v2: texts only, equal labels are one
 * alert, and routes and inhibitions look at nothing else. Fields are in the order of their names.
 */
@OnTopic
@InFlight
public record AlertLabels(
        @Described("Kind of the alert: NoticeEscalation.") String alertname,
        @Described(
                        "The command that the platform does not confirm. Never filled in alerts of"
                                + " a notice.")
                @MayBeMissing
                String command,
        @Described(
                        "Number of the run of the notice's clock, as text: Alertmanager's labels"
                                + " are texts.")
                @MayBeMissing
                String generation,
        @Described("Level of the ladder. Missing where all levels of a run are meant.")
                @MayBeMissing
                String level,
        @Described("The notice, by its noticeId.") @MayBeMissing String notice,
        @Described(
                        "Who has sent the notice: a pointer. Missing where all levels of a run are"
                                + " meant.")
                @MayBeMissing
                String notifier,
        @Described(
                        "Severity of the level, as the rules of the clock name it. Missing where"
                                + " all levels of a run are meant.")
                @MayBeMissing
                String severity,
        @Described(
                        "Which deadline the notice has: STANDARD, LISTED, LIVE or DIRECTIVE."
                                + " Missing where all levels of a run are meant.")
                @MayBeMissing
                String track,
        @Described(
                        "What the receiver does: page calls a person at once, ticket goes to the queue of"
                                + " the working day, info asks for nothing. Missing where all"
                                + " levels of a run are meant.")
                @MayBeMissing
                String urgency) {
    /** Of a notice, or of its clock. */
    public AlertLabels(
            String alertname,
            String generation,
            String level,
            String notice,
            String notifier,
            String severity,
            String track,
            String urgency) {
        this(alertname, null, generation, level, notice, notifier, severity, track, urgency);
    }
}
