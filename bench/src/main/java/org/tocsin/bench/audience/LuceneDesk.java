// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.tocsin.bench.frame.Keeper;

/**
 * A peer: a Lucene index in a folder of its own, mapped into memory, one segment. Documents lie
 * along a curve, so that neighbours are neighbours. No cache of queries: it would keep the answers.
 */
final class LuceneDesk extends Desk {
  private static final double BUFFER_MEGABYTES = 256;

  private final Path folder = Files.createTempDirectory("tocsin-lucene");
  private final Directory directory = new MMapDirectory(folder);
  private final IndexWriter writer;
  private final LuceneDocument document;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  private LuceneDesk(Setting setting) throws Exception {
    super(setting);
    document = new LuceneDocument(watchers);
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setMergePolicy(new LogDocMergePolicy()); // keeps the order of documents
    writer = new IndexWriter(directory, config);
    timed(
        "build",
        () -> {
          for (int id : watchers.alongCurve()) {
            writer.addDocument(document.of(id));
          }
          writer.forceMerge(1);
          writer.commit();
        });
    reader = DirectoryReader.open(writer);
    searcher = searcher();
    long bytes = 0;
    for (String file : directory.listAll()) {
      bytes += directory.fileLength(file);
    }
    tellMemory(bytes);
  }

  static Keeper of(Setting setting) throws Exception {
    return new LuceneDesk(setting);
  }

  private IndexSearcher searcher() {
    IndexSearcher made = new IndexSearcher(reader);
    made.setQueryCache(null);
    return made;
  }

  /**
   * By {@code filters}, queries that Lucene joins; or by {@code values}, read for each position.
   */
  @Override
  Finder finder(String way) {
    LuceneSearch search =
        way.equals("filters") ? new LuceneSearch.ByFilters() : new LuceneSearch.ByValues(watchers);
    return new Finder() {
      @Override
      public int count(Question question) throws IOException {
        return search.count(searcher, question);
      }

      @Override
      public int[] ids(Question question) throws IOException {
        return search.ids(searcher, question);
      }

      @Override
      public boolean isExact() {
        return false;
      }
    };
  }

  @Override
  Mover mover() {
    return new Mover() {
      @Override
      public void move(int id, int x, int y) throws IOException {
        writer.updateDocument(new Term("id", LuceneDocument.term(id)), document.of(id, x, y));
      }

      @Override
      public void show() throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
        if (newer != null) {
          reader.close();
          reader = newer;
          searcher = searcher();
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    reader.close();
    writer.rollback();
    directory.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
