package dev.vigil.rooms.planted.edge;

import org.apache.flink.configuration.Configuration;

/** Planted: an encoder's neighbour that brings Flink along. */
public interface EdgeWithFlink {
    Configuration options();
}
