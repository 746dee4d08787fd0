package com.ecompulse.pipeline.enrich;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One file of MaxMind's format, and what was last read of it. The file is held in the heap: mapped
 * into memory, one that is written anew in its place would end the process.
 */
@RegisterForReflection(targets = Metadata.class) // which the library reads as it reads any record
final class LocationDatabase {
  private static final Logger LOG = Logger.getLogger(LocationDatabase.class);

  /** Two of IPv4 and one of IPv6 that any database of the world knows something or nothing of. */
  private static final List<String> TRIALS = List.of("8.8.8.8", "203.0.113.7", "2001:4860::8888");

  private record Version(long modifiedMillis, long bytes) {
    static final Version NONE = new Version(0, -1);
  }

  /** How a file is read. */
  interface Content {
    byte[] of(Path file) throws IOException;
  }

  private final Path file;
  private final Content content;
  private Version tried = Version.NONE;
  private String trouble = "";
  private volatile Reader reader;
  private volatile boolean isOutdated;

  LocationDatabase(Path file) {
    this(file, Files::readAllBytes);
  }

  LocationDatabase(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  String fileName() {
    return file.getFileName().toString();
  }

  /** Whether the newest version of the file could not be read, or there is none. */
  boolean isOutdated() {
    return isOutdated;
  }

  /**
   * Reads the file if it is another than last time. One that is broken changes nothing; it is told
   * once, and tried again when it has changed. One that cannot be read is told once, too, and tried
   * again each time. Returns whether there is something new.
   */
  boolean refresh() {
    Version before = tried;
    tried = Version.NONE; // whatever fails before the file was read is tried again
    try {
      Version standing = version();
      if (standing.equals(before)) {
        tried = before;
        return false;
      }
      byte[] bytes = content.of(file);
      tried = standing;
      Reader fresh = proved(new Reader(new ByteArrayInputStream(bytes)));
      if (!version().equals(standing)) {
        tried = Version.NONE; // it is being written; the next look reads it anew
        return false;
      }
      reader = fresh;
      isOutdated = false;
      trouble = "";
      LOG.infof(
          "location database read: file=%s type=%s built=%s",
          file, fresh.getMetadata().databaseType(), fresh.getMetadata().buildTime());
      return true;
    } catch (IOException | RuntimeException e) {
      tellOnce(e);
      return false;
    }
  }

  /** What it knows of an address; nothing where it has none of its kind. */
  Optional<Map<?, ?>> record(InetAddress address) throws IOException {
    Reader current = reader;
    if (current == null) {
      throw new IllegalStateException("No location database was read from " + file);
    }
    return record(current, address);
  }

  private static Optional<Map<?, ?>> record(Reader reader, InetAddress address) throws IOException {
    return address instanceof Inet6Address && reader.getMetadata().ipVersion() == 4
        ? Optional.empty()
        : Optional.ofNullable(reader.get(address, Map.class));
  }

  /** What is damaged within shows only when it is asked. */
  private static Reader proved(Reader reader) throws IOException {
    for (String address : TRIALS) {
      record(reader, IpAddress.parse(address));
    }
    return reader;
  }

  private Version version() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Version(attributes.lastModifiedTime().toMillis(), attributes.size());
  }

  private void tellOnce(Exception failure) {
    String now = tried + " " + failure;
    if (!trouble.equals(now)) {
      LOG.warnf(
          "location database cannot be read, %s: file=%s cause=%s",
          reader == null ? "locations are not known" : "the one before stays", file, failure);
    }
    trouble = now;
    isOutdated = true;
  }
}
