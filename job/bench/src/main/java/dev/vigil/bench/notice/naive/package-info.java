/**
 * A model of the notice clock that reads what was sent and what was published and names each
 * difference. It must not share code with the job's clock, and must not start a process or write to
 * a topic.
 */
package dev.vigil.bench.notice.naive;
