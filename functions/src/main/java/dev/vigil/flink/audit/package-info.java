/** The operator of the audit log. */
package dev.vigil.flink.audit;
