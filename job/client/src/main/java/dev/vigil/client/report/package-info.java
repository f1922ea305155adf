/** Reports that leave the house: what topics hold, written in the forms of others. */
package dev.vigil.client.report;
