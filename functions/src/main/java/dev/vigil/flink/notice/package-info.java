/** The clock of takedown notices, and the items that they are about. */
package dev.vigil.flink.notice;
