/**
 * {@code vigil bench video}: what recognition of moving pictures costs and finds, through the same
 * classes as the jobs, beside MPEG-7 video signatures on the same clips. One thread, its CPU time.
 */
package dev.vigil.bench.video;
