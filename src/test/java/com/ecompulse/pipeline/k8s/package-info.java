/**
 * The manifests under {@code k8s/}, without a cluster: each is read strictly as what it says it is,
 * and what names something of the service's, names what is there. {@code -Pkustomize} builds the
 * overlays with a real kustomize and looks at what comes out.
 */
package com.ecompulse.pipeline.k8s;
