/**
 * Holds the manifests of this room against what would read them: the operator's CRD, kustomize, and
 * the options that the jobs know. Nothing here talks to a cluster or a network.
 */
package dev.vigil.k8s;
