package com.ecompulse.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.ecompulse.pipeline.support.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases that change under the process. */
class LocationDatabasesTest {

  private static final String ADDRESS = "203.0.113.7";
  private static final byte[] BERLIN = city("Berlin");

  @TempDir Path directory;

  private final LogLines log = LogLines.of(LocationDatabase.class);
  private Path file;
  private int changes;

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  static Stream<byte[]> brokenFiles() {
    byte[] treeless = BERLIN.clone();
    Arrays.fill(treeless, 0, 6, (byte) 0xFF);
    byte[] dataless = BERLIN.clone();
    int data = indexOf(dataless, "country");
    Arrays.fill(dataless, data, data + 40, (byte) 0xFF);
    return Stream.of(
        new byte[0],
        "no database".getBytes(),
        Arrays.copyOf(BERLIN, BERLIN.length / 2),
        Arrays.copyOf(BERLIN, BERLIN.length - 10),
        treeless,
        dataless);
  }

  @Test
  void aFileThatChangesIsReadAnew() throws IOException {
    // Given
    LocationDatabases databases = databases(BERLIN);
    assertThat(databases.place(ADDRESS).city()).isEqualTo("Berlin");

    // When
    write(city("Wien"));
    databases.refresh();

    // Then
    assertThat(databases.place(ADDRESS).city()).isEqualTo("Wien");
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileLeavesTheOneBeforeInPlace(byte[] broken) throws IOException {
    // Given
    LocationDatabase database = database(BERLIN);

    // When
    write(broken);
    database.refresh();

    // Then
    assertThat(cityIn(database)).isEqualTo("Berlin");
    assertThat(database.isOutdated()).isTrue();

    // When
    write(city("Wien"));
    database.refresh();

    // Then
    assertThat(cityIn(database)).isEqualTo("Wien");
    assertThat(database.isOutdated()).isFalse();
  }

  @Test
  void aFileThatIsTakenAwayLeavesTheOneBeforeInPlace() throws IOException {
    // Given
    LocationDatabase database = database(BERLIN);

    // When
    Files.delete(file);
    database.refresh();

    // Then
    assertThat(cityIn(database)).isEqualTo("Berlin");
    assertThat(database.isOutdated()).isTrue();
  }

  @Test
  void aFileThatComesLateIsReadWhenItIsThere() throws IOException {
    // Given
    file = directory.resolve("late.mmdb");
    LocationDatabase database = new LocationDatabase(file);
    database.refresh();
    assertThatIllegalStateException().isThrownBy(() -> cityIn(database));

    // When
    write(BERLIN);
    database.refresh();

    // Then
    assertThat(cityIn(database)).isEqualTo("Berlin");
    assertThat(database.isOutdated()).isFalse();
  }

  /** Such as while there are too many open files, or the file's rights are wrong. */
  @Test
  void aFileThatCouldNotBeReadIsReadWhenItCanBeThoughItDidNotChange() throws IOException {
    // Given
    write(BERLIN);
    LocationDatabase database = unreadable(1);
    assertThat(database.refresh()).isFalse();
    assertThat(database.isOutdated()).isTrue();

    // When
    database.refresh();

    // Then
    assertThat(cityIn(database)).isEqualTo("Berlin");
    assertThat(database.isOutdated()).isFalse();
  }

  @Test
  void thatAFileCannotBeReadIsSaidOnceForAsLongAsItLasts() throws IOException {
    // Given
    write(BERLIN);
    LocationDatabase database = unreadable(3);

    // When
    database.refresh();
    database.refresh();
    write(city("Wien"));
    database.refresh();

    // Then
    assertThat(log.lines())
        .containsExactly(
            "WARN location database cannot be read, locations are not known: file="
                + file
                + " cause=java.io.IOException: on purpose");
  }

  @Test
  void aFileThatDoesNotChangeIsNotReadAgain() throws IOException {
    assertThat(database(BERLIN).refresh()).isFalse();
  }

  @Test
  void aProcessThatConsumesNothingReadsNothing() throws IOException {
    write(BERLIN);

    assertThat(
            new LocationDatabases(
                    Steps.config("location.database", file.toString()).location(), false)
                .isEmpty())
        .isTrue();
  }

  private LocationDatabases databases(byte[] content) throws IOException {
    write(content);
    LocationDatabases databases =
        new LocationDatabases(Steps.config("location.database", file.toString()).location(), true);
    databases.refresh();
    return databases;
  }

  private LocationDatabase database(byte[] content) throws IOException {
    write(content);
    LocationDatabase database = new LocationDatabase(file);
    database.refresh();
    return database;
  }

  /** One whose file cannot be read the first few times. */
  private LocationDatabase unreadable(int times) {
    AtomicInteger reads = new AtomicInteger();
    return new LocationDatabase(
        file,
        path -> {
          if (reads.getAndIncrement() < times) {
            throw new IOException("on purpose");
          }
          return Files.readAllBytes(path);
        });
  }

  private static String cityIn(LocationDatabase database) throws IOException {
    return database.record(IpAddress.parse(ADDRESS)).map(Place::of).orElseThrow().city();
  }

  /** Each time a little later, however coarse the file system's clock is. */
  private void write(byte[] content) throws IOException {
    if (file == null) {
      file = directory.resolve("location.mmdb");
    }
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_790_000_000_000L + 1000L * changes++));
  }

  private static byte[] city(String name) {
    return new Mmdb(6).with("203.0.113.0/24", Mmdb.city("XX", "X", "Region", name)).bytes();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
