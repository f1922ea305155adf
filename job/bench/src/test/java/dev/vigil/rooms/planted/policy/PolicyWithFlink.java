package dev.vigil.rooms.planted.policy;

import org.apache.flink.util.Collector;

/** Planted: a decision that knows Flink. */
public interface PolicyWithFlink {
    void decide(Collector<String> out);
}
