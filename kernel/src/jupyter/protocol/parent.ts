/** Ends the kernel when the process that started it is gone, so that a crashed server leaves no orphans. */

export function exitWithParent(exit: () => void): void {
  if (process.platform === 'win32' || !process.env.JPY_PARENT_PID) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    exit();
  }, 1000);
}
