/** Loaded into the whole program by the measurement of its start: tells its memory when asked. */
process.on("message", () => {
  process.send?.(process.memoryUsage.rss());
});

export {};
