package dev.vigil.desk.compare;

/**
 * A file that was given.
 *
 * @param bytes its size
 * @param sha256 of its bytes, 64 hexadecimal digits
 */
public record ArrivedFile(long bytes, String sha256) {}
