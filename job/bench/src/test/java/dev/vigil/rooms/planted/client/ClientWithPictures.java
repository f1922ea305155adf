package dev.vigil.rooms.planted.client;

import java.awt.image.BufferedImage;

/** Planted: a client of the topics that draws. */
public interface ClientWithPictures {
    BufferedImage picture();
}
