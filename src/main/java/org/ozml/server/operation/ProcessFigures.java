package org.ozml.server.operation;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;

/** What the JVM says of itself, by the names that Prometheus' own libraries use. */
final class ProcessFigures {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  private final String version;

  ProcessFigures(String version) {
    this.version = version;
  }

  void write(Exposition to) {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    to.gauge("ozml_build_info", "Always 1.")
        .sample(1, "version", version, "java", Runtime.version().toString());
    to.gauge("process_start_time_seconds", "When the process began, in Unix time.")
        .sample(runtime.getStartTime() / MILLIS);
    to.gauge("process_uptime_seconds", "How long the process has run.")
        .sample(runtime.getUptime() / MILLIS);
    system(to);
    memory(to);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    to.gauge("jvm_threads_current", "Threads.").sample(threads.getThreadCount());
    to.summary("jvm_gc_collection_seconds", "Time spent collecting garbage, by collector.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      to.summed(gc.getCollectionTime() / MILLIS, gc.getCollectionCount(), "gc", gc.getName());
    }
  }

  private static void system(Exposition to) {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    if (!(system instanceof UnixOperatingSystemMXBean unix)) return;
    to.counter("process_cpu_seconds_total", "Processor time.")
        .sample(unix.getProcessCpuTime() / NANOS);
    to.gauge("process_open_fds", "Open files and connections.")
        .sample(unix.getOpenFileDescriptorCount());
    to.gauge("process_max_fds", "So many there may be.").sample(unix.getMaxFileDescriptorCount());
  }

  private static void memory(Exposition to) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage other = memory.getNonHeapMemoryUsage();
    to.gauge("jvm_memory_used_bytes", "Memory in use, by area.")
        .sample(heap.getUsed(), "area", "heap")
        .sample(other.getUsed(), "area", "nonheap");
    to.gauge("jvm_memory_committed_bytes", "Memory taken from the system, by area.")
        .sample(heap.getCommitted(), "area", "heap")
        .sample(other.getCommitted(), "area", "nonheap");
    if (heap.getMax() >= 0) {
      to.gauge("jvm_memory_max_bytes", "So much there may be, by area.")
          .sample(heap.getMax(), "area", "heap");
    }
  }
}
