/**
 * Tables of what is known of customers and products, each the image of a compacted topic: the
 * newest record of a key counts, and a tombstone takes it out.
 *
 * <p>{@link ReferenceTables} is the way in. A {@link TableFollower} reads its topic by assign and
 * seek, committed records only, with no consumer group: to the end before the first batch, then on
 * and on. There is nothing to restore after a restart, and nothing to clean up; it is read anew.
 *
 * <p>Each process holds both tables whole: partitions of the raw topic move, and a customer's
 * events may come by any. So what is held is small. Of a profile it is the segment alone, a byte
 * beside a fingerprint of 64 bits of the key ({@link SegmentTable}): ten millions take some 200 MB.
 * Two keys of one fingerprint would share a segment; with ten millions of them, the chance that any
 * two do is 3 in a million. Catalogues are smaller, and are held as objects.
 */
package com.ecompulse.pipeline.reference;
