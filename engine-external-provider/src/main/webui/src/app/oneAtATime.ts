/**
 * Does something that takes a while as soon as it is wanted, but never twice at a time: whatever is wanted meanwhile, and in a pause
 * after it, is done once more behind that.
 */
export function oneAtATime(work: () => Promise<unknown>, pauseMs: number): () => void {
  let isRunning = false;
  let isWanted = false;
  const run = async () => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
}
