package com.ecompulse.pipeline.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes MaxMind databases, version 2.0 of the format, small ones: records of 24 bits, and of the
 * types only maps, arrays, strings and whole numbers. IPv4 lies below {@code ::/96}.
 */
public final class Mmdb {
  private static final byte[] MARKER =
      "\u00AB\u00CD\u00EFMaxMind.com".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  private static final int UTF8 = 2;
  private static final int UINT16 = 5;
  private static final int UINT32 = 6;
  private static final int MAP = 7;
  private static final int UINT64 = 9;
  private static final int ARRAY = 11;
  private static final int EMPTY = -1;

  /** Of each node its two records: a node's number, {@link #EMPTY}, or -2 less a place in data. */
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final int ipVersion;

  /**
   * @param ipVersion 4 or 6
   */
  public Mmdb(int ipVersion) {
    this.ipVersion = ipVersion;
  }

  /** What such a database says of a network, given as CIDR. */
  public Mmdb with(String network, Map<String, ?> record) {
    String[] parts = network.split("/");
    byte[] address = bytes(parts[0]);
    int prefix = Integer.parseInt(parts[1]);
    if (ipVersion == 6 && address.length == 4) {
      byte[] mapped = new byte[16];
      System.arraycopy(address, 0, mapped, 12, 4);
      address = mapped;
      prefix += 96;
    }
    int place = data.size();
    write(record, data);
    int node = 0;
    for (int bit = 0; bit < prefix - 1; bit++) {
      node = child(node, bit(address, bit));
    }
    nodes.get(node)[bit(address, prefix - 1)] = -2 - place;
    return this;
  }

  public static Map<String, ?> city(String country, String region, String regionName, String city) {
    return Map.of(
        "country", Map.of("iso_code", country, "names", Map.of("en", country, "de", "anders")),
        "subdivisions", List.of(Map.of("iso_code", region, "names", Map.of("en", regionName))),
        "city", Map.of("names", Map.of("en", city, "de", "anders")));
  }

  public static Map<String, ?> asn(int number, String organization) {
    return Map.of(
        "autonomous_system_number", number, "autonomous_system_organization", organization);
  }

  byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int record : node) {
        int value = nodes.size();
        if (record >= 0) {
          value = record;
        } else if (record < EMPTY) {
          value = nodes.size() + 16 + (-2 - record);
        }
        file.write(value >> 16);
        file.write(value >> 8);
        file.write(value);
      }
    }
    file.writeBytes(new byte[16]);
    file.writeBytes(data.toByteArray());
    file.writeBytes(MARKER);
    write(metadata(), file);
    return file.toByteArray();
  }

  /** Writes the file in one step: whoever reads sees the one before or this one. */
  public Path writeTo(Path file) {
    try {
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.write(beside, bytes());
      return Files.move(beside, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, ?> metadata() {
    return Map.of(
        "binary_format_major_version",
        (short) 2,
        "binary_format_minor_version",
        (short) 0,
        "build_epoch",
        1_790_000_000L,
        "database_type",
        "Test",
        "description",
        Map.of("en", "A test"),
        "ip_version",
        (short) ipVersion,
        "languages",
        List.of("en"),
        "node_count",
        nodes.size(),
        "record_size",
        (short) 24);
  }

  private int child(int node, int bit) {
    int next = nodes.get(node)[bit];
    if (next < 0) {
      nodes.add(new int[] {next, next});
      next = nodes.size() - 1;
      nodes.get(node)[bit] = next;
    }
    return next;
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    if (value instanceof Map<?, ?> map) {
      control(MAP, map.size(), out);
      map.forEach(
          (name, of) -> {
            write(name, out);
            write(of, out);
          });
    } else if (value instanceof List<?> list) {
      control(ARRAY, list.size(), out);
      list.forEach(of -> write(of, out));
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(UTF_8);
      control(UTF8, bytes.length, out);
      out.writeBytes(bytes);
    } else if (value instanceof Short number) {
      number(UINT16, number, Short.BYTES, out);
    } else if (value instanceof Integer number) {
      number(UINT32, number, Integer.BYTES, out);
    } else {
      number(UINT64, (Long) value, Long.BYTES, out);
    }
  }

  private static void number(int type, long value, int size, ByteArrayOutputStream out) {
    control(type, size, out);
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >> shift));
    }
  }

  /** Sizes up to 284: 29 means that one more byte tells what is above it. */
  private static void control(int type, int size, ByteArrayOutputStream out) {
    int inFirst = Math.min(size, 29);
    out.write((type > 7 ? 0 : type << 5) | inFirst);
    if (type > 7) {
      out.write(type - 7);
    }
    if (inFirst == 29) {
      out.write(size - 29);
    }
  }

  private static int bit(byte[] address, int at) {
    return address[at / 8] >> (7 - at % 8) & 1;
  }

  private static byte[] bytes(String address) {
    InetAddress parsed = IpAddress.parse(address);
    return parsed.getAddress();
  }
}
