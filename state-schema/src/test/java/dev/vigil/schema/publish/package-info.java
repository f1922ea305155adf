/** Makes the JSON Schemas and the AsyncAPI document from the records, and holds them together. */
package dev.vigil.schema.publish;
