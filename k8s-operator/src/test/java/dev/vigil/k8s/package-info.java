/**
 * Holds what lies in this room against what would read it: the operator with its CRD and validator,
 * kustomize, promtool, and the options of Flink and the jobs. Nothing here needs a cluster.
 */
package dev.vigil.k8s;
