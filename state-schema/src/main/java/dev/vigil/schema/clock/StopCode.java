package dev.vigil.schema.clock;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Why the time of a clock does not move. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum StopCode {
    /** What is behind it can't be read; the partition, and the offset. */
    OPEN_TRANSACTION("a transaction is open in %s at offset %s"),
    /** A restart or a backlog: the partition, how far it is read, and how far it has to be. */
    BEHIND("%s is read up to offset %s of %s"),
    /** Partitions of each topic, and of each how many have a reader. */
    PARTITIONS_UNREAD("of the partitions %s only %s are read so far"),
    /** Of the bridge; the partition. */
    NO_HEARTBEAT("no heartbeat has arrived from %s"),
    /** Of the bridge; the partition, and the time of the heartbeat in ISO 8601. */
    OLD_HEARTBEAT("the last heartbeat of %s is of %s"),
    NO_PARTITION("no partition is read"),
    /** What the client of Kafka answered. */
    NO_LOG_ENDS("the broker can't be asked for the ends of its logs: %s"),
    NO_ANSWER_YET("the broker has not answered yet"),
    NO_ANSWER("the broker does not answer"),
    /** All sources go on, or none reports. */
    UNKNOWN(
            "no source reports a reason; check that the list is loaded and that no task is slow or"
                    + " blocked");

    final String english;

    StopCode(String english) {
        this.english = english;
    }

    /** How many values belong to it. */
    public int places() {
        return english.split("%s", -1).length - 1;
    }
}
