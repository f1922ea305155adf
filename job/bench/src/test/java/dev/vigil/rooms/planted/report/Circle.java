package dev.vigil.rooms.planted.report;

/** Planted: a second thing of that name. */
public interface Circle {}
