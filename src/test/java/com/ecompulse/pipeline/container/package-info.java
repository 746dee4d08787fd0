/**
 * The container images without a container engine: each Dockerfile's steps are replayed into a root
 * of their own ({@link com.ecompulse.pipeline.container.ImageRoot}) whose base holds nothing but
 * what the named base image is known for, and the entry point runs there in namespaces of its own,
 * as the image's user, on a read-only root, with a memory limit ({@link
 * com.ecompulse.pipeline.container.Container}). A step that is not understood fails the test.
 *
 * <p>What this does not show is the real base image. The network stays the machine's: the broker is
 * there.
 */
package com.ecompulse.pipeline.container;
