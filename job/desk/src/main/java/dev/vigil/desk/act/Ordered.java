package dev.vigil.desk.act;

import java.util.List;

/**
 * What a row of the outbox is, for people.
 *
 * @param deed its name
 * @param subject what it is about: the record's key
 * @param answers ids whose change is the answer
 * @param approvedBy the second person, where two must agree; null where one does
 */
record Ordered(String deed, String subject, List<String> answers, String approvedBy) {}
