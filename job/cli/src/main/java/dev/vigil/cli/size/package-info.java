/**
 * How large a site has to be: its load and the measured costs make cores, memory, disk and network.
 * Nothing here measures; {@code measured-costs.json} has each figure with its day and benchmark.
 */
package dev.vigil.cli.size;
