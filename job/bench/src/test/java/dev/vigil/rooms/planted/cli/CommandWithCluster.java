package dev.vigil.rooms.planted.cli;

import org.apache.flink.runtime.minicluster.MiniCluster;

/** Planted: a verb that brings its own cluster. */
public interface CommandWithCluster {
    MiniCluster cluster();
}
