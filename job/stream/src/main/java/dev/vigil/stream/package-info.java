/**
 * Runs on a cluster: the wiring of both jobs, their options, their Kafka. {@link
 * dev.vigil.stream.MediaJob} and {@link dev.vigil.stream.NoticeJob} draw the graphs; sources and
 * sinks come in as arguments, so that tests, the embedded default and a cluster run the same ones.
 */
package dev.vigil.stream;
