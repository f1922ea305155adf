package dev.vigil.schema.input;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A record that could not be used, with its reason; the job went on. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record DeadLetter(
        @Described(
                        "topic/partition/offset of the record, unique among all dead letters;"
                                + " stage/key/position where it is about no record. It is the"
                                + " record's key.")
                String deadLetterId,
        @Described("Topic of the record. Empty where it is about no record.") String topic,
        @Described(
                        value = "Partition of the record. -1 where it is about no record.",
                        unit = Unit.FROM_0)
                int partition,
        @Described(
                        value =
                                "Offset of the record; where it is about none, a position in the"
                                        + " stage, such as a segment's number, or -1.",
                        unit = Unit.FROM_0)
                long offset,
        @Described(
                        "Part of the program that could not use it: door, fingerprint, search,"
                                + " align, rights, judge, receipts, stay-downs, items,"
                                + " notice-clock, notifiers, sink or alerts.")
                String stage,
        @Described("Stable code. The runbook of dead letters has what to do about each.")
                String reason,
        @Described("What was expected, what was found and what to do, for people.") String message,
        @Described(
                        "Key of the record, or of the thing that the stage works on. Missing where"
                                + " the record has none.")
                @MayBeMissing
                String key,
        @Described(
                        "Start of the record's value, at most 64 KiB, of media 1 KiB. Empty where"
                                + " it is about no record.")
                byte[] bytes,
        @Described(
                        value =
                                "Dead letters of the same stage, topic, reason and key that were"
                                        + " left out since the one before, as there were too many"
                                        + " in a minute. Missing means none.",
                        unit = Unit.COUNT)
                @MayBeMissing
                Long leftOut)
        implements DeadLetterBuilder.With {}
