package com.ecompulse.pipeline.reference;

import java.io.IOException;

/** The image of a compacted topic; written by one thread, read by many. */
interface ReferenceTable {

  /**
   * Takes a record's value in the place of the one before.
   *
   * @return whether it was taken: a new key is not where there is no room for it
   * @throws IOException where the value is none of this table; the one before stays
   */
  boolean put(String key, byte[] value) throws IOException;

  void remove(String key);

  /** Takes out all that it has: its topic is another one. */
  void clear();

  /** How many keys it has. */
  int size();
}
